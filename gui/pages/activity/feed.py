"""What the journal's page shows, kept up to date: the entries, and what is called how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from core.application import Application
from core.domain.activity import Entry
from core.domain.ids import NetUid
from gui.entry_words import Context
from gui.names import read_names

SHOWN: Final = 1_000  # entries in the list; older ones are found by searching and exported
_ALL: Final = 1_000_000


class JournalFeed(QObject):
    """The ``follow…`` coroutines belong into the page's scope; ``changed`` follows any news.

    ``entries`` is None until the journal was read for the first time.
    """

    changed = Signal()

    def __init__(self, app: Application, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self.entries: Sequence[Entry] | None = None
        self.context = Context()
        self._search = ""

    async def follow_journal(self) -> None:
        changes = self._app.activity.changes()
        await self.read()
        async for _change in changes:
            await self.read()

    async def follow_wallets(self) -> None:
        async for _listing in self._app.wallets.listings():
            await self._name()

    async def follow_contacts(self) -> None:
        async for _contacts in self._app.contacts.changes():
            await self._name()

    async def read(self) -> None:
        """Read the journal now. Raises AppError(STORAGE)."""
        newest = await self._app.activity.entries(limit=SHOWN)
        older: Sequence[Entry] = ()
        if self._search and len(newest) == SHOWN:
            older = await self._app.activity.entries(self._search, SHOWN)
        known = {entry.receipt.hash for entry in newest}
        self.entries = (*newest, *(e for e in older if e.receipt.hash not in known))
        self.changed.emit()

    async def look_for(self, search: str) -> None:
        """Add the older entries that match, if there are more than are listed."""
        self._search = search.strip()
        if self.entries is not None and len(self.entries) >= SHOWN:
            await self.read()

    async def everything(self) -> Sequence[Entry]:
        """All entries there are, the newest first. Raises AppError(STORAGE)."""
        return await self._app.activity.entries(limit=_ALL)

    async def resolve(self) -> None:
        """Ask the chain about everything that is open. Raises AppError."""
        await self._app.transfers.resolve()
        await self.read()

    async def _name(self) -> None:
        names = await read_names(self._app)
        listed = await self._app.subnets.cached()
        subnets: dict[NetUid, str] = {}
        if listed is not None:
            subnets = {subnet.netuid: subnet.name for subnet in listed.subnets}
        self.context = Context(names, subnets)
        self.changed.emit()
