"""How the store writes numbered values: compact, and long equal ones only once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from core.practice.codec import compact, read_compact

Replaced = Mapping[bytes, list[tuple[int, bytes | None]]]

_LONG: Final = 64  # bytes from which on it pays to store equal values once


@dataclass(frozen=True, slots=True)
class Place:
    """Stands for a value that several entries of a segment share."""

    number: int


def shared_values(replaced: Replaced) -> dict[bytes, int]:
    """The long values that occur more than once, with the places they get."""
    counts = Counter(
        value
        for olds in replaced.values()
        for _, value in olds
        if value is not None and len(value) > _LONG
    )
    return {value: place for place, value in enumerate(v for v, n in counts.items() if n > 1)}


def pack(
    entries: list[tuple[int, bytes | None]], shared: Mapping[bytes, int] | None = None
) -> bytes:
    """Numbers with values: a tag of 0 for None, 2n+1 for n bytes that follow, 2n+2 for place n."""
    out = bytearray()
    for number, value in entries:
        out += compact(number)
        if value is None:
            out.append(0)
        elif shared and value in shared:
            out += compact(2 * shared[value] + 2)
        else:
            out += compact(2 * len(value) + 1)
            out += value
    return bytes(out)


def unpack(coded: bytes) -> Iterator[tuple[int, bytes | Place | None]]:
    offset = 0
    while offset < len(coded):
        number, offset = read_compact(coded, offset)
        tag, offset = read_compact(coded, offset)
        if tag % 2:
            yield number, coded[offset : offset + tag // 2]
            offset += tag // 2
        else:
            yield number, None if tag == 0 else Place(tag // 2 - 1)


def unpack_plain(coded: bytes) -> Iterator[tuple[int, bytes | None]]:
    """``unpack`` for what was packed without shared values."""
    for number, value in unpack(coded):
        yield number, None if isinstance(value, Place) else value
