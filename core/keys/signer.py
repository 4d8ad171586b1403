"""An unlocked key as the SDK's signer, with the digest that pins the runtime it signs for."""

from __future__ import annotations

from typing import Final, Protocol

from core.domain.ids import Ss58
from core.domain.keys import KeyRef, UnlockedKey
from core.domain.signing import SigningOrder
from core.errors import AppError, ErrorKind
from core.ports.keys import SigningContext

_SS58_PREFIX: Final = 42


class SigningAgent(Protocol):
    async def sign_order(self, ref: KeyRef, order: SigningOrder) -> bytes: ...

    async def metadata_digest(
        self, metadata: bytes, spec_version: int, spec_name: str
    ) -> bytes: ...


class AgentSigner:
    """Satisfies bittensor's Signer and MetadataVerifyingSigner; holds no secret.

    With the digest in the payload (the CheckMetadataHash extension), an
    honest chain refuses what was signed for a runtime that a node invented.

    The SDK hands its signers bytes, and bytes alone say nothing that could be
    compared with what was shown. So the key's process knows no way to sign
    bytes: it signs orders, which it reads again, and messages, which cannot be
    transactions. ``sign``, which the SDK's interface has, gives out the signature
    of the order that was signed last, once, for exactly its payload.
    """

    def __init__(self, agent: SigningAgent, key: UnlockedKey) -> None:
        self._agent = agent
        self._key = key.stored
        self._authorised: dict[bytes, bytes] = {}

    @property
    def ref(self) -> KeyRef:
        return self._key.ref

    @property
    def ss58_address(self) -> Ss58:
        return self._key.address

    @property
    def public_key(self) -> bytes:
        return self._key.public_key

    @property
    def crypto_type(self) -> int:
        return int(self._key.crypto_type)

    async def sign_order(self, order: SigningOrder) -> bytes:
        """64 bytes. Raises AppError: LOCKED, NODE_FAULT where a part contradicts another."""
        self._authorised = {}
        signature = await self._agent.sign_order(self._key.ref, order)
        self._authorised = {order.payload: signature}
        return signature

    async def sign(self, payload: bytes) -> bytes:
        """The signature of the order just signed. Raises AppError(UNSUPPORTED) for other bytes."""
        if payload not in self._authorised:
            raise AppError(ErrorKind.UNSUPPORTED, "bytes without an order are not signed")
        return self._authorised.pop(payload)

    async def metadata_digest(self, context: SigningContext) -> bytes:
        """Raises AppError(NODE_FAULT) where the runtime is none of Bittensor's."""
        if context.ss58_format != _SS58_PREFIX:
            raise AppError(ErrorKind.NODE_FAULT, "a runtime with another address format")
        return await self._agent.metadata_digest(
            context.metadata_bytes, context.spec_version, context.spec_name
        )

    async def finish(self) -> None:
        """Give out no more of what was signed."""
        self._authorised = {}

    def __repr__(self) -> str:
        return f"AgentSigner({self._key.ref!r}, {self._key.address})"
