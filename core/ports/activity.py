"""What services need of the journal. ``core.storage`` gives it; so do the fakes in tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from core.domain.activity import Entry
from core.domain.ids import BlockHash, Ss58
from core.domain.money import TaoRao
from core.domain.transactions import Receipt


class ActivityJournal(Protocol):
    """Everything that was signed, by its hash. Errors are AppError(STORAGE)."""

    async def add(self, entry: Entry) -> None:
        """Returns once the entry would survive a loss of power."""
        ...

    async def update(self, genesis: BlockHash, receipt: Receipt) -> None:
        """Note how far a transaction is. Nothing changes what is settled."""
        ...

    async def label(self, genesis: BlockHash, transaction: str, text: str) -> None: ...

    async def entries(
        self, genesis: BlockHash | None, search: str = "", limit: int = 500
    ) -> Sequence[Entry]:
        """Of a chain, and what was signed off the chain; without a genesis that alone.

        The newest first; ``search`` looks in addresses, hashes, functions,
        errors, labels and messages.
        """
        ...

    async def unsettled(self, genesis: BlockHash) -> Sequence[Entry]:
        """The oldest first."""
        ...

    async def destinations(self, genesis: BlockHash) -> frozenset[Ss58]:
        """Where transfers arrived, whichever account they left."""
        ...

    async def spent(self, genesis: BlockHash, since: float) -> TaoRao:
        """What left the accounts by what was signed since a unix time, in rao, fees aside.

        Also what may yet leave them; not what is certain to be in vain.
        """
        ...
