"""Development keys that sign as an unlocked key does, and count what they signed."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import bittensor_core

from core.domain.ids import Ss58
from core.domain.signing import SigningOrder
from core.domain.transactions import CallField
from core.errors import AppError, ErrorKind
from core.keys import primitives


class DevSigner:
    """A ``KeySigner`` of a key such as ``//Alice``; ``payloads`` are all it ever signed."""

    def __init__(self, uri: str = "//Alice", crypto_type: int = 1) -> None:
        self.crypto_type = crypto_type
        self._key: Any = bittensor_core.Keypair.create_from_uri(uri, self.crypto_type)
        self.payloads: list[bytes] = []
        self.orders: list[SigningOrder] = []

    @property
    def ss58_address(self) -> Ss58:
        return Ss58(self._key.ss58_address)

    @property
    def public_key(self) -> bytes:
        return bytes(self._key.public_key)

    async def sign(self, payload: bytes) -> bytes:
        self.payloads.append(payload)
        return bytes(self._key.sign(payload))

    async def sign_order(self, order: SigningOrder) -> bytes:
        _require_told(order)
        self.orders.append(order)
        whole = order.call + order.extra + order.implicit
        return await self.sign(_blake2(whole) if len(whole) > 256 else whole)

    async def metadata_digest(self, context: Any) -> bytes:
        return primitives.metadata_digest(
            context.metadata_bytes, context.spec_version, context.spec_name
        )


def _require_told(order: SigningOrder) -> None:
    """The order's call read again by its metadata; AppError(NODE_FAULT) for a contradiction."""
    runtime: Any = bittensor_core.Runtime(order.metadata, order.spec_version, 1, 42)
    call = runtime.decode_call(order.call)
    fields = tuple(CallField(part["name"], str(part["value"])) for part in call["call_args"])
    digest = primitives.metadata_digest(order.metadata, order.spec_version, order.spec_name)
    told = (
        f"{call['call_module']}.{call['call_function']}" == order.function,
        fields == order.fields,
        "0x" + _blake2(order.call).hex() == order.call_hash,
        order.implicit.endswith(b"\x01" + digest),
    )
    if not all(told):
        raise AppError(ErrorKind.NODE_FAULT, f"the order contradicts itself: {told}")


def _blake2(data: bytes) -> bytes:
    return blake2b(data, digest_size=32).digest()


def address(uri: str) -> Ss58:
    return DevSigner(uri).ss58_address
