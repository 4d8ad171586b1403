"""What blocks replaced under one key, made small: numbers that move steadily by their changes.

A price that decays in every block has nearly constant second differences; put apart by
their bytes, most of them compress to nothing.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, pairwise
from typing import Final

from core.practice.codec import compact, read_compact
from core.practice.packing import Place, pack, unpack

_STEADY: Final = b"\1"  # no zlib stream begins with it
_WIDTH: Final = 8
_FEWEST: Final = 8
_MASK: Final = (1 << 64) - 1
_FAST: Final = 1


def pressed(olds: list[tuple[int, bytes | None]], shared: Mapping[bytes, int]) -> bytes:
    """Block numbers, ascending and less than 256 apart, with what was replaced then."""
    numbers = _numbers(olds)
    if numbers is None:
        return zlib.compress(pack(olds, shared), _FAST)
    gaps = bytes(later - earlier for (earlier, _), (later, _) in pairwise(olds))
    changes = array("Q", _differences(_differences(numbers))).tobytes()
    planes = b"".join(changes[byte::_WIDTH] for byte in range(_WIDTH))
    return _STEADY + zlib.compress(compact(olds[0][0]) + gaps + planes)


def unpressed(coded: bytes) -> Iterator[tuple[int, bytes | Place | None]]:
    """The inverse of ``pressed``."""
    if coded[:1] != _STEADY:
        yield from unpack(zlib.decompress(coded))
        return
    plain = zlib.decompress(coded[1:])
    first, offset = read_compact(plain, 0)
    count = (len(plain) - offset + 1) // (_WIDTH + 1)
    middle = offset + count - 1
    changes = bytearray(_WIDTH * count)
    for byte in range(_WIDTH):
        changes[byte::_WIDTH] = plain[middle + byte * count : middle + (byte + 1) * count]
    values = accumulate(accumulate(array("Q", bytes(changes))))
    blocks = accumulate(plain[offset:middle], initial=first)
    for block, value in zip(blocks, values, strict=True):
        yield block, (value & _MASK).to_bytes(_WIDTH, "little")


def _numbers(olds: list[tuple[int, bytes | None]]) -> list[int] | None:
    """The values as numbers, if all of them are u64s and there are enough to gain from it."""
    if len(olds) < _FEWEST:
        return None
    numbers: list[int] = []
    for _, value in olds:
        if value is None or len(value) != _WIDTH:
            return None
        numbers.append(int.from_bytes(value, "little"))
    return numbers


def _differences(numbers: Iterable[int]) -> list[int]:
    return [later - earlier & _MASK for earlier, later in pairwise([0, *numbers])]
