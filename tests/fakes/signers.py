"""Development keys that sign as an unlocked key does, and count what they signed."""

from __future__ import annotations

from typing import Any

import bittensor_core

from core.domain.ids import Ss58
from core.domain.signing import SigningOrder
from core.keys import primitives
from core.keys.orders import Runtimes, checked_payload


class DevSigner:
    """A ``KeySigner`` of a key such as ``//Alice``; ``payloads`` are all it ever signed."""

    def __init__(self, uri: str = "//Alice", crypto_type: int = 1) -> None:
        self.crypto_type = crypto_type
        self._key: Any = bittensor_core.Keypair.create_from_uri(uri, self.crypto_type)
        self.payloads: list[bytes] = []
        self.orders: list[SigningOrder] = []
        self.finished = 0
        self._runtimes = Runtimes()

    @property
    def ss58_address(self) -> Ss58:
        return Ss58(self._key.ss58_address)

    @property
    def public_key(self) -> bytes:
        return bytes(self._key.public_key)

    async def sign_order(self, order: SigningOrder) -> bytes:
        """After the same look at it as the key agent's."""
        payload = checked_payload(order, self._runtimes)
        self.orders.append(order)
        self.payloads.append(payload)
        return self.seal(payload)

    async def finish(self) -> None:
        self.finished += 1

    def seal(self, payload: bytes) -> bytes:
        return bytes(self._key.sign(payload))

    async def metadata_digest(self, context: Any) -> bytes:
        return primitives.metadata_digest(
            context.metadata_bytes, context.spec_version, context.spec_name
        )


def address(uri: str) -> Ss58:
    return DevSigner(uri).ss58_address
