"""What services need of the journal. ``core.storage`` gives it; so do the fakes in tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from core.domain.activity import Entry
from core.domain.ids import BlockHash, Ss58
from core.domain.transactions import Receipt


class ActivityJournal(Protocol):
    """Every signed transaction, by its hash. Errors are AppError(STORAGE)."""

    async def add(self, entry: Entry) -> None:
        """Returns once the entry would survive a loss of power."""
        ...

    async def update(self, genesis: BlockHash, receipt: Receipt) -> None:
        """Note how far a transaction is. Nothing changes what is settled."""
        ...

    async def label(self, genesis: BlockHash, transaction: str, text: str) -> None: ...

    async def entries(
        self, genesis: BlockHash, search: str = "", limit: int = 500
    ) -> Sequence[Entry]:
        """The newest first; ``search`` looks in addresses, hashes, functions, errors, labels."""
        ...

    async def unsettled(self, genesis: BlockHash) -> Sequence[Entry]:
        """The oldest first."""
        ...

    async def destinations(self, genesis: BlockHash, signer: Ss58) -> frozenset[Ss58]:
        """Where transfers of this account arrived."""
        ...
