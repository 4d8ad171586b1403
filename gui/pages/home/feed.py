"""What the home page knows, kept up to date while it is visible."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from core.application import Application
from core.domain.accounts import AccountList
from core.domain.activity import Entry
from core.domain.connection import ConnectionState, Phase
from core.domain.ids import ROOT, NetUid, Ss58
from core.domain.keys import WalletListing, WalletRecord
from core.domain.networks import Network
from core.errors import AppError
from gui.pages.home.rows import addresses_of
from gui.pages.home.surroundings import Surroundings
from gui.refresher import Refresher
from gui.tasks import TaskScope

ENTRIES: Final = 12  # of the journal; the page shows as many as there is room for

_SLOW_EVERY: Final = 600.0  # seconds between looks at the past
_STILL_NEW: Final = 30.0  # seconds for which figures are shown as fresh after coming back
_LOOKING: Final = "look around"


class HomeFeed(QObject):
    """Cached accounts first; then every block brings them up to date.

    Names, past prices, yesterday and the course of the value follow, and
    again every ten minutes. ``changed`` tells of anything new, ``failed`` of
    what went wrong while there is a connection.
    """

    changed = Signal()
    failed = Signal(AppError)
    recovered = Signal()
    busy = Signal(bool)

    def __init__(self, app: Application, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self.wallets: tuple[WalletRecord, ...] | None = None  # None before they are listed
        self.accounts: AccountList | None = None
        self.around = Surroundings(app)
        self.entries: Sequence[Entry] = ()
        self.broken = False  # the last reading failed
        self._network: Network | None = None
        self._phase: Phase | None = None
        self._answered = False  # by this network, about these wallets
        self._looked_at: float | None = None
        self._looked_for: frozenset[NetUid] = frozenset()
        self.tasks = TaskScope(self, on_error=self._on_error)
        self.refresher = Refresher(self._refresh, self._on_error, self._on_busy)

    @property
    def addresses(self) -> tuple[Ss58, ...]:
        return addresses_of(self.wallets or ())

    @property
    def fresh(self) -> bool:
        """Whether the accounts shown are those of the present head."""
        online = self._app.network.state.phase is Phase.ONLINE
        return self._answered and not self.broken and online

    @property
    def network(self) -> Network | None:
        return self._network

    def begin(self) -> None:
        """Follow everything, until ``end``."""
        read_at = self.accounts.stamp.read_at if self.accounts else 0.0
        self._answered = self._answered and time.time() - read_at < _STILL_NEW
        self.tasks.start("follow the connection", self._follow_states())
        self.tasks.start("follow the wallets", self._follow_wallets())
        self.tasks.start("follow the blocks", self._follow_heads())
        self.tasks.start("follow the journal", self._follow_journal())
        self.tasks.start("refresh", self.refresher.run())
        self.refresher.urge()

    def end(self) -> None:
        self.tasks.cancel_all()

    # -- what is followed

    async def _follow_states(self) -> None:
        async for state in self._app.network.states():
            if state.network != self._network:
                await self._start_over(state.network)
            self._on_state(state)

    def _on_state(self, state: ConnectionState) -> None:
        if state.phase is Phase.ONLINE and not self._answered:
            self.refresher.urge()
        if state.phase is not self._phase:  # it is told with every block as well
            self._phase = state.phase
            self.changed.emit()

    async def _follow_wallets(self) -> None:
        async for listing in self._app.wallets.listings():
            await self._take_listing(listing)

    async def _take_listing(self, listing: WalletListing) -> None:
        before = self.addresses if self.wallets is not None else None
        self.wallets = listing.wallets
        if self.addresses != before:
            await self._forget_accounts()
            self.refresher.urge()
        self.changed.emit()

    async def _follow_heads(self) -> None:
        async for _head in self._app.network.heads():
            self.refresher.ask()

    async def _follow_journal(self) -> None:
        await self._read_journal()
        async for _change in self._app.activity.changes():
            await self._read_journal()

    async def _read_journal(self) -> None:
        try:
            self.entries = await self._app.activity.entries(limit=ENTRIES)
        except AppError as error:
            self.failed.emit(error)  # the journal is on disk: this is no matter of connection
        self.changed.emit()

    # -- reading

    async def _start_over(self, network: Network) -> None:
        """Another network: nothing of the old one may stay, its cache comes first."""
        self._network = network
        self.entries = ()
        self.around.forget_subnets()
        await self._forget_accounts()
        await self.around.recall_subnets()
        await self._read_journal()

    async def _forget_accounts(self) -> None:
        """Other accounts: what was known of them comes from the cache."""
        self.tasks.cancel(_LOOKING)
        self._answered = self.broken = False
        self.accounts = None
        self.around.forget_accounts()
        self._looked_at, self._looked_for = None, frozenset()
        addresses, network = self.addresses, self._network
        self.changed.emit()
        if not addresses:
            return
        cached = await self._app.accounts.cached(addresses)
        course = await self.around.recalled_course(addresses, cached) if cached else ()
        if (addresses, network) == (self.addresses, self._network):
            self.accounts = self.accounts or cached
            self.around.course = self.around.course or course
        self.changed.emit()

    async def _refresh(self) -> None:
        addresses, network = self.addresses, self._network
        if not addresses or self._app.network.state.phase not in (Phase.ONLINE, Phase.STALE):
            return
        accounts = await self._app.accounts.refresh(addresses)
        if (addresses, network) != (self.addresses, self._network):
            return
        if self.broken:
            self.recovered.emit()
        self.accounts, self._answered, self.broken = accounts, True, False
        self.changed.emit()
        if not self._markets <= self._looked_for:
            self._looked_at = None
            self.tasks.cancel(_LOOKING)
        if not self.tasks.running(_LOOKING):
            self.tasks.start(_LOOKING, self._look_around())

    @property
    def _markets(self) -> frozenset[NetUid]:
        """The subnets with positions, whose names and past prices are wanted."""
        accounts = self.accounts.accounts if self.accounts else ()
        return frozenset(p.netuid for a in accounts for p in a.positions) - {ROOT}

    async def _look_around(self) -> None:
        """What takes many reads, one after the other; then again after a while."""
        while True:
            if self._looked_at is not None:
                rested = time.monotonic() - self._looked_at
                await asyncio.sleep(max(0.0, _SLOW_EVERY - rested))
            self._looked_for |= self._markets
            markets = bool(self._markets)
            told = (self.changed.emit, self._tell)
            await self.around.look(self.addresses, *told, markets=markets)
            self._looked_at = time.monotonic()

    # -- what is told

    def _on_busy(self, busy: bool) -> None:
        # Later readings come with every block: a bar for each would only be unrest.
        self.busy.emit(busy and not self._answered)

    def _on_error(self, error: AppError) -> None:
        self.broken = self._app.network.state.phase is not Phase.OFFLINE
        self._tell(error)
        self.changed.emit()

    def _tell(self, error: AppError) -> None:
        # While there is no connection the window's own banner tells why.
        if self._app.network.state.phase is not Phase.OFFLINE:
            self.failed.emit(error)
