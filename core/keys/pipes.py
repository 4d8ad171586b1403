"""Frames over a key process's own pipes, as it reads and writes them itself."""

from __future__ import annotations

import os

from core.keys.protocol import PREFIX_SIZE, Frame, body_size, decode, encode


def read_frame(descriptor: int) -> Frame | None:
    """The next request; None where the app closed the pipe between two. Raises FrameError."""
    prefix = _read(descriptor, PREFIX_SIZE)
    if not prefix:
        return None
    return decode(prefix, _read(descriptor, body_size(prefix)))


def write_frame(descriptor: int, frame: Frame) -> None:
    rest = memoryview(encode(frame.header, frame.blobs))
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _read(descriptor: int, size: int) -> bytes:
    """``size`` bytes, or fewer where the pipe ends."""
    received = bytearray()
    while len(received) < size and (piece := os.read(descriptor, size - len(received))):
        received += piece
    return bytes(received)
