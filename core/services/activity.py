"""The journal of what was signed here, kept true by asking the chain after each connect."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

from core.domain.activity import Entry
from core.ports.activity import ActivityJournal
from core.services.network import NetworkService
from core.services.transfers import TransferService


class ActivityService:
    def __init__(
        self, journal: ActivityJournal, transfers: TransferService, network: NetworkService
    ) -> None:
        self._journal = journal
        self._transfers = transfers
        self._network = network

    def begin(self) -> None:
        """Resolve what is open after each connect, and while anything is open, at each block."""
        raise NotImplementedError

    async def close(self) -> None:
        raise NotImplementedError

    async def entries(self, search: str = "", limit: int = 500) -> Sequence[Entry]:
        """This network's, the newest first; none before its genesis is known. AppError(STORAGE)."""
        raise NotImplementedError

    def changes(self) -> AsyncIterator[None]:
        """After each change of the journal, its own writes included."""
        raise NotImplementedError

    async def label(self, entry: Entry, text: str) -> None:
        raise NotImplementedError
