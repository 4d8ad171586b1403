"""Messages signed off the chain, as btcli signs and verifies them."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Final

from core.domain.addresses import public_key_of
from core.domain.ids import Ss58
from core.domain.keys import KeyRef
from core.errors import AppError, ErrorKind
from core.ports.keys import KeyAgent, KeyVault
from core.services.locks import LockService

_SIGNATURE: Final = re.compile(r"(0x)?([0-9a-f]{128})", re.ASCII | re.IGNORECASE)


class MessageService:
    """``noted`` is told of each message before its signature is given out."""

    def __init__(
        self,
        agent: KeyAgent,
        vault: KeyVault,
        locks: LockService,
        noted: Callable[[KeyRef, Ss58, str, bytes], Awaitable[object]],
    ) -> None:
        self._agent = agent
        self._vault = vault
        self._locks = locks
        self._noted = noted

    async def sign(self, ref: KeyRef, text: str) -> str:
        """The signature as 128 hex digits, as btcli prints it.

        Raises AppError: LOCKED; STORAGE; BAD_INPUT, ``reason``: ``message-empty``,
        ``message-control``, ``message-hash``, ``message-long``.
        """
        address = Ss58(self._agent.signer(ref).ss58_address)
        signature = await self._agent.sign_message(ref, text)
        await self._locks.used(ref)
        await self._noted(ref, address, text, signature)
        return signature.hex()

    async def verify(self, text: str, signature: str, address: str) -> bool:
        """Raises AppError(BAD_INPUT, fact ``field``) for a signature or address that is none."""
        found = _SIGNATURE.fullmatch("".join(signature.split()))
        if found is None:
            facts = {"field": "signature"}
            raise AppError(ErrorKind.BAD_INPUT, "not a signature of 64 bytes in hex", facts)
        known = Ss58("".join(address.split()))
        try:
            public_key_of(known)
        except AppError as error:
            facts = {**error.facts, "field": "address"}
            raise AppError(ErrorKind.BAD_INPUT, error.detail, facts) from error
        return await self._vault.verify_message(text, bytes.fromhex(found[2]), known)
