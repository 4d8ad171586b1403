"""Overwriting text that was a secret, where Python would only let go of it."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_IS_CPYTHON: Final = sys.implementation.name == "cpython"


def overwrite(text: str) -> bool:
    """Overwrite a string's characters in memory; whether that was possible.

    For strings that were just made and that nobody else holds, as toolkits
    return them from their fields: never for a literal, which its module keeps.
    Whoever still holds it sees nothing but NUL afterwards.
    """
    # Strings of one character are CPython's own, and shared by everyone.
    if not _IS_CPYTHON or len(text) < 2:
        return False
    width = _width(text)
    size = len(text) * width
    # CPython keeps the characters, and one NUL, at a string's very end.
    start = id(text) + sys.getsizeof(text) - size - width
    if not _lies_at(start, text, width):
        return False
    ctypes.memset(start, 0, size)
    return True


def _width(text: str) -> int:
    """Bytes per character. Source: PEP 393."""
    highest = max(map(ord, text))
    return 1 if highest < 1 << 8 else 2 if highest < 1 << 16 else 4


def _lies_at(start: int, text: str, width: int) -> bool:
    """One character after another: a copy of the text would be one more to wipe."""
    unit = (ctypes.c_uint8, ctypes.c_uint16, ctypes.c_uint32)[width // 2]
    found = (unit * len(text)).from_address(start)
    return all(found[at] == ord(char) for at, char in enumerate(text))
