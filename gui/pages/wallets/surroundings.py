"""What is known of wallets beside one wallet's own record, as it changes."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Coroutine
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from core.application import Application
from core.domain.keys import KeyRef, WalletListing

PATIENCE: Final = 5.0  # seconds


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``practice`` are addresses whose passwords everyone knows."""

    root: Path
    unlocked: frozenset[KeyRef]
    chosen: KeyRef | None
    practice: Collection[str]


class Follower(QObject):
    """Follows folder, keys and choice. ``works`` are coroutines for the page's ``TaskScope``."""

    listed = Signal(WalletListing)
    changed = Signal()
    NAMES: Final = (
        "follow the folder",
        "follow the keys",
        "follow the choice",
        "follow the marks",
        "insist",
    )

    def __init__(self, app: Application, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self.listing: WalletListing | None = None
        self.around = Surroundings(Path(), frozenset(), None, ())

    def works(self) -> dict[str, Coroutine[Any, Any, None]]:
        works = (
            self._follow_listings(),
            self._follow_locks(),
            self._follow_choices(),
            self._follow_marks(),
            self._insist(),
        )
        return dict(zip(self.NAMES, works, strict=True))

    async def _insist(self) -> None:
        """Ask why there is no listing yet, if there is none: the error is the page's to tell."""
        await asyncio.sleep(PATIENCE)
        if self.listing is None:
            await self._app.wallets.refresh()

    async def _follow_listings(self) -> None:
        async for listing in self._app.wallets.listings():
            self.listing = listing
            practice = self._app.preferences.settings.practice_wallets
            self.around = replace(self.around, root=listing.root, practice=practice)
            self.listed.emit(listing)

    async def _follow_marks(self) -> None:
        async for settings in self._app.preferences.changes():
            if self.listing is not None and settings.practice_wallets != self.around.practice:
                self.around = replace(self.around, practice=settings.practice_wallets)
                self.listed.emit(self.listing)

    async def _follow_locks(self) -> None:
        async for keys in self._app.locks.changes():
            unlocked = frozenset(key.stored.ref for key in keys)
            self.around = replace(self.around, unlocked=unlocked)
            self.changed.emit()

    async def _follow_choices(self) -> None:
        async for chosen in self._app.wallets.choices():
            self.around = replace(self.around, chosen=chosen)
            self.changed.emit()
