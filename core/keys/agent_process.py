"""The program of a key process: ``python -m core.keys.agent_process <folder of wallets>``.

It is hardened before it reads its first request, answers one after another,
and ends with the pipe, so that it outlives no app.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from core.keys.hardening import claim_pipes, harden
from core.keys.pipes import read_frame, write_frame
from core.keys.protocol import Frame, FrameError
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
        write_frame(frames_out, Frame({"id": 0, READY: True}))
        while (request := read_frame(frames_in)) is not None:
            write_frame(frames_out, service.answer(request))
    except BrokenPipeError:
        return _EXIT_BROKEN_PIPE
    except FrameError:
        return _EXIT_BAD_FRAME
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
