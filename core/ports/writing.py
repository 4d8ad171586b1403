"""What services need to change the chain. ``core.chain`` gives it; so do the fakes in tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Protocol

from core.domain.connection import BlockHead
from core.domain.ids import BlockHash, BlockNumber, Ss58
from core.domain.intents import TransferTao
from core.domain.transactions import Inclusion, PreparedCall, SignedTransaction, Standing
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

    async def prepare(self, intent: TransferTao, signer: Ss58) -> PreparedCall:
        """The call's bytes, read back and compared with an intent of exact amount.

        Raises NODE_FAULT where they say anything else, or where the fee is absurd.
        """
        ...

    async def next_nonce(self, address: Ss58) -> int: ...

    async def sign(
        self, prepared: PreparedCall, signer: KeySigner, nonce: int
    ) -> SignedTransaction:
        """Sign the prepared bytes, never others.

        Raises STALE where the runtime or the chain is another by now,
        NODE_FAULT where the payload is not what it must be, and what the
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
