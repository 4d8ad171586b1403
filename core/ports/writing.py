"""What services need to change the chain. ``core.chain`` gives it; so do the fakes in tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

from core.domain.connection import BlockHead
from core.domain.ids import BlockHash, BlockNumber, NetUid, Ss58
from core.domain.intents import Intent
from core.domain.money import TaoRao
from core.domain.transactions import (
    Inclusion,
    Place,
    PreparedCall,
    SignedTransaction,
    Standing,
    Swap,
)
from core.ports.keys import KeySigner


class ChainWriter(Protocol):
    """Writes over one connection. Every call ends within its own deadline.

    Errors are ``AppError``: OFFLINE, TIMEOUT, NODE_FAULT, STATE_PRUNED, and
    those named below.
    """

    @property
    def genesis(self) -> BlockHash: ...

    async def standing(self, address: Ss58) -> Standing: ...

    async def hotkey_owner(self, address: Ss58) -> Ss58 | None:
        """The coldkey of a hotkey; None for an address that is none."""
        ...

    async def place(self, netuid: NetUid, hotkey: Ss58, coldkey: Ss58) -> Place:
        """A subnet that does not exist is said, not raised."""
        ...

    async def swap(self, netuid: NetUid, amount: TaoRao) -> Swap:
        """What an amount would buy now; nothing where the pool cannot take it."""
        ...

    async def prepare(self, intent: Intent, signer: Ss58) -> PreparedCall:
        """The call's bytes, read back and compared with an intent of exact amount and limit.

        Raises NODE_FAULT where they say anything else, or where the fee is absurd.
        """
        ...

    async def next_nonce(self, address: Ss58) -> int: ...

    async def sign(
        self, prepared: PreparedCall, signer: KeySigner, nonce: int
    ) -> SignedTransaction:
        """Sign the prepared bytes, never others, with the account's next nonce.

        A shielded intent takes two: its transaction the second, its carrier the
        first. Raises STALE (fact ``changed``) where the runtime or the chain is
        another by now, where the price has passed the limit, or where the shield
        is closed; NODE_FAULT where the payload is not what it must be, and what the
        signer raises (LOCKED).
        """
        ...

    async def send(self, signed: SignedTransaction) -> None:
        """Hand it to the node, once. Raises REJECTED (facts ``code``, ``reason``).

        After any other error the node may have it.
        """
        ...

    async def find(
        self, transaction: str, born: BlockNumber, last: BlockNumber
    ) -> Inclusion | None:
        """Look for a transaction in the blocks after ``born`` up to ``last``."""
        ...

    async def nonce_at(self, address: Ss58, block: BlockNumber) -> int:
        """How many transactions of an account the chain has taken by the end of a block."""
        ...

    async def finalized(self) -> BlockNumber: ...

    def heads(self) -> AsyncIterator[BlockHead]:
        """New heads, the current one first. Ends with an AppError."""
        ...
