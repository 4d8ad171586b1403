"""The few SCALE encodings that bytes to sign are checked with, independent of any metadata."""

from __future__ import annotations

from hashlib import blake2b


def compact(number: int) -> bytes:
    """The compact form of an unsigned integer below 2**536. Source: the SCALE codec."""
    if number < 1 << 6:
        return bytes([number << 2])
    if number < 1 << 14:
        return (number << 2 | 1).to_bytes(2, "little")
    if number < 1 << 30:
        return (number << 2 | 2).to_bytes(4, "little")
    size = (number.bit_length() + 7) // 8
    return bytes([(size - 4) << 2 | 3]) + number.to_bytes(size, "little")


def unsigned(number: int, size: int) -> bytes:
    """An unsigned integer of ``size`` bytes. Raises OverflowError where it does not fit."""
    return number.to_bytes(size, "little")


def blake2_256(data: bytes) -> bytes:
    return blake2b(data, digest_size=32).digest()


def mortal_era(period: int, current: int) -> bytes:
    """The two bytes of an era that begins with block ``current`` and lasts ``period`` blocks.

    ``period`` is a power of two from 4 to 4096, where phases are not
    quantised. Source: sp_runtime::generic::Era.
    """
    encoded = (period.bit_length() - 2) | (current % period) << 4
    return encoded.to_bytes(2, "little")
