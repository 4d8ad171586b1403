"""ss58 text and the public keys behind it."""

from __future__ import annotations

from typing import Any, Final

import bittensor_core

from core.practice.metadata import SS58_PREFIX

_core: Final[Any] = bittensor_core  # an extension module without stubs


def ss58(public_key: bytes) -> str:
    """The address of an account of 32 bytes."""
    address: str = _core.encode_ss58(public_key, SS58_PREFIX)
    return address


def public_key(address: str) -> bytes:
    """The 32 bytes of an address. ValueError for text that is none."""
    return bytes(_core.decode_ss58(address))
