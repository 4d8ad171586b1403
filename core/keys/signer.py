"""An unlocked key as the SDK's signer, with the digest that pins the runtime it signs for."""

from __future__ import annotations

from typing import Final, Protocol

from core.domain.ids import Ss58
from core.domain.keys import KeyRef, UnlockedKey
from core.errors import AppError, ErrorKind
from core.ports.keys import SigningContext

_SS58_PREFIX: Final = 42


class SigningAgent(Protocol):
    async def sign(self, ref: KeyRef, payload: bytes) -> bytes: ...

    async def metadata_digest(
        self, metadata: bytes, spec_version: int, spec_name: str
    ) -> bytes: ...


class AgentSigner:
    """Satisfies bittensor's Signer and MetadataVerifyingSigner; holds no secret.

    With the digest in the payload (the CheckMetadataHash extension), an
    honest chain refuses what was signed for a runtime that a node invented.
    """

    def __init__(self, agent: SigningAgent, key: UnlockedKey) -> None:
        self._agent = agent
        self._key = key.stored

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

    async def sign(self, payload: bytes) -> bytes:
        """64 bytes. Raises AppError(LOCKED) once the key is locked again."""
        return await self._agent.sign(self._key.ref, payload)

    async def metadata_digest(self, context: SigningContext) -> bytes:
        """Raises AppError(NODE_FAULT) where the runtime is none of Bittensor's."""
        if context.ss58_format != _SS58_PREFIX:
            raise AppError(ErrorKind.NODE_FAULT, "a runtime with another address format")
        return await self._agent.metadata_digest(
            context.metadata_bytes, context.spec_version, context.spec_name
        )

    def __repr__(self) -> str:
        return f"AgentSigner({self._key.ref!r}, {self._key.address})"
