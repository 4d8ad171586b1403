"""Byte strings as the codec hands them over: text where they are UTF-8, else 0x hex."""

from __future__ import annotations

from collections.abc import Sequence


def octets(value: str | bytes | Sequence[int]) -> bytes:
    """The bytes behind a decoded ``Vec<u8>``.

    Text that itself reads as 0x hex cannot be told from hex and counts as hex.
    """
    if not isinstance(value, str):
        return bytes(value)
    if value.startswith("0x"):
        try:
            return bytes.fromhex(value[2:])
        except ValueError:
            pass
    return value.encode()
