"""Reads a QR code of version 4 with error correction M, the size that an address takes.

Follows ISO/IEC 18004 and nothing that the app or its library knows. An
undamaged code needs no correction: the data alone are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

SIDE = 33
_BLOCKS = 2  # of 32 data codewords each
_DATA = 64
_ALIGNMENT = 26  # row and column of its middle
_FORMAT_MASK = 0b101010000010010
_BYTES = 0b0100
_MASKS = (
    lambda i, j: (i + j) % 2,
    lambda i, j: i % 2,
    lambda i, j: j % 3,
    lambda i, j: (i + j) % 3,
    lambda i, j: (i // 2 + j // 3) % 2,
    lambda i, j: i * j % 2 + i * j % 3,
    lambda i, j: (i * j % 2 + i * j % 3) % 2,
    lambda i, j: ((i + j) % 2 + i * j % 3) % 2,
)

Modules = Sequence[Sequence[bool]]


def read_qr(modules: Modules) -> str:
    """The text in a code given as its dark modules, without the quiet zone."""
    assert len(modules) == SIDE
    mask = _MASKS[_mask_of(modules)]
    bits = [modules[i][j] ^ (mask(i, j) == 0) for i, j in _path()]
    words = [_number(bits[at : at + 8]) for at in range(0, _DATA * 8, 8)]
    ordered = [word for block in range(_BLOCKS) for word in words[block::_BLOCKS]]
    stream = [bool(word >> shift & 1) for word in ordered for shift in range(7, -1, -1)]
    assert _number(stream[:4]) == _BYTES
    length = _number(stream[4:12])
    data = bytes(_number(stream[12 + 8 * n : 20 + 8 * n]) for n in range(length))
    return data.decode()


def _mask_of(modules: Modules) -> int:
    """From the format beside the upper left mark, whose first five bits are level and mask."""
    row = [modules[8][column] for column in (0, 1, 2, 3, 4)]
    level_and_mask = _number(row) ^ _FORMAT_MASK >> 10
    assert level_and_mask >> 3 == 0b00, "not of level M"
    return level_and_mask & 0b111


def _path() -> Iterator[tuple[int, int]]:
    """The data's modules: two columns at a time from the right, upwards first."""
    upwards = True
    for right in (*range(SIDE - 1, 6, -2), 5, 3, 1):
        for step in range(SIDE):
            row = SIDE - 1 - step if upwards else step
            yield from ((row, col) for col in (right, right - 1) if not _is_fixed(row, col))
        upwards = not upwards


def _is_fixed(row: int, col: int) -> bool:
    """Whether a module is one of the marks, of the timing or of the format."""
    corner = (row < 9 and (col < 9 or col >= SIDE - 8)) or (row >= SIDE - 8 and col < 9)
    aligning = abs(row - _ALIGNMENT) <= 2 and abs(col - _ALIGNMENT) <= 2
    return corner or aligning or 6 in (row, col)


def _number(bits: Sequence[bool]) -> int:
    return int("".join("1" if bit else "0" for bit in bits), 2)
