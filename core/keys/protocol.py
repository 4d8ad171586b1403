"""Frames between the app and its key processes, over pipes.

A frame is two big-endian 32-bit lengths (of what follows, and of the header),
a header in JSON, and the blobs the header lists by name and length. Secrets
travel as blobs: no JSON text ever holds one.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, cast

VERSION: Final = 1
LARGEST: Final = 16 * 1024 * 1024  # runtime metadata takes the most, about 0.2 MiB
_LENGTHS: Final = struct.Struct(">II")
PREFIX_SIZE: Final = _LENGTHS.size

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
Header = Mapping[str, Json]
Blobs = Mapping[str, bytes]
Lent = Mapping[str, bytes | bytearray]  # blobs to send, which stay their owner's to wipe


class FrameError(Exception):
    """Bytes that are no frame: the pipe is of no more use."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame to send, or as it was received. Its blobs can be wiped where they are bytearrays."""

    header: Header
    blobs: Lent = field(default_factory=dict[str, bytes], repr=False)

    def wipe(self) -> None:
        for blob in self.blobs.values():
            if isinstance(blob, bytearray):
                wipe(blob)


def wipe(buffer: bytearray) -> None:
    """Overwrite it, whoever still looks at it."""
    buffer[:] = bytes(len(buffer))


Handler = Callable[[Header, Blobs], Frame]  # what answers one kind of request


def encode(header: Header, blobs: Lent) -> bytearray:
    """The frame's bytes, which the caller may wipe. Raises FrameError where they are too many."""
    sizes: dict[str, Json] = {name: len(blob) for name, blob in blobs.items()}
    head = json.dumps({**header, "v": VERSION, "blobs": sizes}).encode("ascii")
    total = len(head) + sum(len(blob) for blob in blobs.values())
    if total > LARGEST:
        raise FrameError(f"a frame of {total} bytes")
    frame = bytearray(_LENGTHS.size + total)
    _LENGTHS.pack_into(frame, 0, total, len(head))
    offset = _LENGTHS.size
    view = memoryview(frame)  # straight from one into the other: slices would make copies
    for part in (head, *blobs.values()):
        view[offset : offset + len(part)] = part
        offset += len(part)
    return frame


def body_size(prefix: bytes | bytearray) -> int:
    """How many bytes follow the eight of ``prefix``. Raises FrameError."""
    total, header = _lengths(prefix)
    if total > LARGEST or header > total:
        raise FrameError(f"a frame of {total} bytes with a header of {header}")
    return total


def decode(prefix: bytes | bytearray, body: bytes | bytearray) -> Frame:
    """Its blobs are copies, and bytearrays where ``body`` is one. Raises FrameError."""
    total, header_size = _lengths(prefix)
    if len(body) != total:
        raise FrameError("a frame cut short")
    header = _read_header(body[:header_size])
    if header.get("v") != VERSION:
        raise FrameError("another version of the protocol")
    sizes = header.get("blobs")
    if not isinstance(sizes, dict):
        raise FrameError("a frame without sizes")
    blobs: dict[str, bytes | bytearray] = {}
    offset = header_size
    for name, size in sizes.items():
        if not isinstance(size, int) or size < 0:
            raise FrameError("a blob without a size")
        blobs[name] = body[offset : offset + size]
        offset += size
    if offset != total:
        raise FrameError("blobs that do not fill the frame")
    return Frame(header, blobs)


def _lengths(prefix: bytes | bytearray) -> tuple[int, int]:
    if len(prefix) != PREFIX_SIZE:
        raise FrameError("a frame cut short")
    return cast("tuple[int, int]", _LENGTHS.unpack(prefix))


def _read_header(data: bytes | bytearray) -> dict[str, Json]:
    try:
        header: object = json.loads(data)
    except (ValueError, RecursionError):
        raise FrameError("a header that is not JSON") from None
    if not isinstance(header, dict):
        raise FrameError("a header that is no object")
    return cast("dict[str, Json]", header)
