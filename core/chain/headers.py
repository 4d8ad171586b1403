"""Block headers as a node announces them."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from core.domain.ids import BlockHash


def header_hash(header: Mapping[str, Any], number: int) -> BlockHash:
    """The block's hash: blake2b-256 of the SCALE header.

    parent (32) ‖ compact number ‖ state root (32) ‖ extrinsics root (32) ‖
    the digest's items, as in sp-runtime's generic header. Saves asking the
    node for the hash of each head it announces. KeyError or ValueError for
    what is no header.
    """
    logs = header["digest"]["logs"]
    encoded = b"".join(
        (
            _bytes(header["parentHash"]),
            _compact(number),
            _bytes(header["stateRoot"]),
            _bytes(header["extrinsicsRoot"]),
            _compact(len(logs)),
            *map(_bytes, logs),
        )
    )
    return BlockHash("0x" + blake2b(encoded, digest_size=32).hexdigest())


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.removeprefix("0x"))


def _compact(number: int) -> bytes:
    """SCALE's compact form of a number below 2⁶⁴."""
    if number < 1 << 6:
        return bytes((number << 2,))
    if number < 1 << 14:
        return (number << 2 | 1).to_bytes(2, "little")
    if number < 1 << 30:
        return (number << 2 | 2).to_bytes(4, "little")
    size = (number.bit_length() + 7) // 8
    return bytes(((size - 4) << 2 | 3,)) + number.to_bytes(size, "little")
