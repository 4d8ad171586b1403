"""The few functions of the SDK's compiled half that the node uses, with types."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

_CORE: Final[Any] = import_module("bittensor_core")  # it ships no type information

ED25519: Final = 0
SR25519: Final = 1


def runtime(metadata: bytes, spec: int, transactions: int, prefix: int) -> Any:
    """A SCALE codec for one metadata."""
    return _CORE.Runtime(metadata, spec, transactions, prefix)


def metadata_digest(metadata: bytes, spec: int, spec_name: str) -> bytes:
    """The RFC-0078 digest of metadata of version 15."""
    return bytes(_CORE.metadata_digest(metadata, spec, spec_name))


def encode_ss58(public: bytes, prefix: int) -> str:
    """The address of a public key. ValueError unless it has 32 bytes."""
    return str(_CORE.encode_ss58(public, prefix))


def decode_ss58(address: str) -> bytes:
    """The public key of an address. ValueError for anything else."""
    return bytes(_CORE.decode_ss58(address))


def verify(payload: bytes, signature: bytes, signer: str, crypto: int) -> bool:
    """Whether a signature holds. ValueError for a signature of the wrong size."""
    return bool(_CORE.verify(payload, signature, signer, crypto))
