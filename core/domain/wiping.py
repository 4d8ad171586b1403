"""Overwriting text that was a secret, where Python would only let go of it."""

from __future__ import annotations

import ctypes
import sys
import threading
from typing import Final

_IS_CPYTHON: Final = sys.implementation.name == "cpython"


def overwrite(text: str) -> bool:
    """Overwrite a string's characters in memory; whether that was possible.

    For strings that were just made and that nobody else holds, as toolkits
    return them from their fields: never for a literal, which its module keeps.
    Whoever still holds it sees nothing but NUL afterwards.
    """
    # Strings of one character are CPython's own, and shared by everyone; a
    # subclass has its characters elsewhere.
    if not _IS_CPYTHON or type(text) is not str or len(text) < 2:
        return False
    width = _width(text)
    start = id(text) + (_HEAD_ASCII if text.isascii() else _HEAD)
    if not _lies_at(start, text, width):
        return False
    ctypes.memset(start, 0, len(text) * width)
    return True


def _width(text: str) -> int:
    """Bytes per character. Source: PEP 393."""
    highest = max(map(ord, text))
    return 1 if highest < 1 << 8 else 2 if highest < 1 << 16 else 4


def _head(sample: str) -> int:
    """How far behind a string's address its characters begin, in strings like the sample.

    Measured of one that was just made: what CPython keeps beside it later, its
    UTF-8, counts into its size and would lead past its end.
    """
    fresh = sample + sample
    # The characters, and one NUL, stand at the end.
    return sys.getsizeof(fresh) - (len(fresh) + 1) * _width(fresh)


def _lies_at(start: int, text: str, width: int) -> bool:
    """One character after another: a copy of the text would be one more to wipe."""
    unit = (ctypes.c_uint8, ctypes.c_uint16, ctypes.c_uint32)[width // 2]
    found = (unit * len(text)).from_address(start)
    return all(found[at] == ord(char) for at, char in enumerate(text))


def overwrite_freed() -> None:
    """Overwrite memory that was let go of lately, as far as the allocators hand it out again.

    Toolkits and Python free what held a secret without wiping it. Blocks of
    each size are taken, cleared and given back: the allocators hand out first
    what was freed last. Takes some 2 ms.
    """
    if _ALLOCATOR is not None:
        _overwrite_systems(_ALLOCATOR)
    _overwrite_pythons()


def _overwrite_pythons() -> None:
    held = [bytes(size) for size in _PYTHON_SIZES for _ in range(_EACH)]
    held.clear()


def _overwrite_systems(allocator: ctypes.CDLL) -> None:
    with _TURN:
        for at, size in enumerate(_BLOCKS):
            _HELD[at] = allocator.malloc(size)
        for at, size in enumerate(_BLOCKS):
            if place := _HELD[at]:
                ctypes.memset(place, 0, size)
                allocator.free(place)


def _allocator() -> ctypes.CDLL | None:
    """The C library whose memory Qt uses; None where it cannot be found."""
    try:
        library = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
        library.malloc.restype = ctypes.c_void_p
        library.malloc.argtypes = (ctypes.c_size_t,)
        library.free.restype = None
        library.free.argtypes = (ctypes.c_void_p,)
    except (OSError, AttributeError):
        return None
    return library


_HEAD_ASCII: Final = _head(chr(97))
_HEAD: Final = _head(chr(0x3C4))  # of every width
# More than glibc keeps aside for each size and thread (7). Python's own sizes end at 512.
_EACH: Final = 9
# Of what is as long as a password or words, those too that were freed while that was full.
_EACH_SMALL: Final = 24
_SMALL: Final = 520
_SYSTEM_SIZES: Final = range(24, 2_072, 16)
_PYTHON_SIZES: Final = range(1, 480, 16)
_BLOCKS: Final = tuple(
    size for size in _SYSTEM_SIZES for _ in range(_EACH_SMALL if size <= _SMALL else _EACH)
)
# Made beforehand: to ask for a large block first would let glibc join small ones that were freed.
_HELD: Final = (ctypes.c_void_p * len(_BLOCKS))()
_TURN: Final = threading.Lock()
_ALLOCATOR: Final = _allocator()
