"""The program of a key process: ``python -m core.keys.agent_process <folder of wallets>``.

It is hardened before it reads its first request, answers one after another,
and ends with the pipe, so that it outlives no app.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from core.keys.hardening import claim_pipes, harden
from core.keys.protocol import (
    PREFIX_SIZE,
    Frame,
    FrameError,
    body_size,
    decode,
    encode,
)
from core.keys.service import KeyService

READY: Final = "ready"
_EXIT_BROKEN_PIPE: Final = 3
_EXIT_BAD_FRAME: Final = 4


def main(arguments: list[str]) -> int:
    """Serve until the pipe ends. Returns the exit code."""
    frames_in, frames_out = claim_pipes()
    harden()
    service = KeyService(Path(arguments[0]))
    try:
        _write(frames_out, Frame({"id": 0, READY: True}))
        while (request := _read_frame(frames_in)) is not None:
            _write(frames_out, service.answer(request))
    except BrokenPipeError:
        return _EXIT_BROKEN_PIPE
    except FrameError:
        return _EXIT_BAD_FRAME
    return 0


def _read_frame(descriptor: int) -> Frame | None:
    """The next request; None where the app closed the pipe between two. Raises FrameError."""
    prefix = _read(descriptor, PREFIX_SIZE)
    if not prefix:
        return None
    return decode(prefix, _read(descriptor, body_size(prefix)))


def _read(descriptor: int, size: int) -> bytes:
    """``size`` bytes, or fewer where the pipe ends."""
    received = bytearray()
    while len(received) < size and (piece := os.read(descriptor, size - len(received))):
        received += piece
    return bytes(received)


def _write(descriptor: int, frame: Frame) -> None:
    rest = memoryview(encode(frame.header, frame.blobs))
    while rest:
        rest = rest[os.write(descriptor, rest) :]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
