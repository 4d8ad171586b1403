"""Messages signed off the chain, as btcli signs and verifies them."""

from __future__ import annotations

from core.domain.keys import KeyRef
from core.ports.keys import KeyAgent, KeyVault


class MessageService:
    def __init__(self, agent: KeyAgent, vault: KeyVault) -> None:
        self._agent = agent
        self._vault = vault

    async def sign(self, ref: KeyRef, text: str) -> str:
        """The signature as hex. Raises AppError: LOCKED, BAD_INPUT."""
        raise NotImplementedError

    async def verify(self, text: str, signature: str, address: str) -> bool:
        """Raises AppError(BAD_INPUT, fact ``field``) for a signature or address that is none."""
        raise NotImplementedError
