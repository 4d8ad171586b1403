"""What the listed wallets own, followed over connections, networks and blocks."""

from __future__ import annotations

import time
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from core.application import Application
from core.domain.accounts import Account, AccountList, Registration
from core.domain.connection import Phase
from core.domain.ids import Ss58
from core.domain.keys import WalletListing, WalletRecord
from core.domain.networks import Network
from core.errors import AppError
from gui.refresher import Refresher

_STILL_NEW: Final = 30.0  # seconds for which figures are shown as fresh after coming back
_MANY: Final = 100  # addresses from which on not every block is worth a reading
_RARELY: Final = 10  # blocks between two readings of so many
_PLACES_EVERY: Final = 5  # blocks between two looks for registrations
_MOST_HOTKEYS: Final = 200  # more would take dozens of requests

Places = Mapping[Ss58, Sequence[Registration]]


class Balances(QObject):
    """Kept figures first, with their age; then the chain's, block by block.

    ``works`` are coroutines for the page's ``TaskScope``. ``changed`` comes
    with every new figure or other freshness, ``failed`` with an AppError of a
    reading while there is a connection.
    """

    changed = Signal()
    failed = Signal(AppError)
    NAMES: Final = ("follow the connection", "follow the blocks", "read balances")

    def __init__(self, app: Application, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self.accounts: AccountList | None = None
        self.places: Places | None = None
        self.network: Network | None = None
        self._addresses: tuple[Ss58, ...] = ()
        self._hotkeys: tuple[Ss58, ...] = ()
        self._places_of: tuple[Ss58, ...] = ()
        self._places_at = 0
        self._answered = False
        self._did_fail = False
        self._by_address: dict[str, Account] = {}
        self._refresher = Refresher(self._read, self._on_error)

    def works(self) -> dict[str, Coroutine[Any, Any, None]]:
        """What to run while the page is visible, by name."""
        read_at = self.accounts.stamp.read_at if self.accounts else 0.0
        self._answered = self._answered and time.time() - read_at < _STILL_NEW
        self._refresher.urge()
        works = (self._follow_states(), self._follow_heads(), self._refresher.run())
        return dict(zip(self.NAMES, works, strict=True))

    @property
    def is_stale(self) -> bool:
        """Whether what is known is not of the newest blocks."""
        online = self._app.network.state.phase is Phase.ONLINE
        return not (self._answered and online) or self._did_fail

    def account(self, address: str | None) -> Account | None:
        return self._by_address.get(address or "")

    def want_of(self, listing: WalletListing, wallet: WalletRecord | None) -> None:
        """The holdings of every listed wallet, and the places of one wallet's hotkeys."""
        hotkeys = wallet.hotkeys if wallet else ()
        self.want(
            [one.address for one in listing.wallets if one.address],
            [hotkey.address for hotkey in hotkeys if hotkey.address],
        )

    def want(self, addresses: Sequence[Ss58], hotkeys: Sequence[Ss58]) -> None:
        """Coldkeys to read the holdings of, and hotkeys to look up the places of."""
        wanted = tuple(dict.fromkeys(addresses)), tuple(dict.fromkeys(hotkeys))[:_MOST_HOTKEYS]
        if wanted != (self._addresses, self._hotkeys):
            new = not set(wanted[0]) <= set(self._addresses) or wanted[1] != self._hotkeys
            self._addresses, self._hotkeys = wanted
            if new:
                self._refresher.urge()

    def urge(self) -> None:
        """Read again now."""
        self._refresher.urge()

    async def _follow_states(self) -> None:
        async for state in self._app.network.states():
            if state.network != self.network:
                await self._start_over(state.network)
            if state.phase is Phase.ONLINE and not self._answered:
                self._refresher.urge()
            self.changed.emit()

    async def _follow_heads(self) -> None:
        async for head in self._app.network.heads():
            known = self.accounts
            every = _RARELY if len(self._addresses) > _MANY else 1
            if known is None or not self._answered or head.number >= known.stamp.block + every:
                self._refresher.ask()

    async def _start_over(self, network: Network) -> None:
        """Another network: nothing of the old one may stay, its cache comes first."""
        self.network, self._answered, self._did_fail = network, False, False
        self._take(None)
        self.places, self._places_of = None, ()
        self.changed.emit()
        cached = await self._app.accounts.cached(self._addresses) if self._addresses else None
        if cached is not None and self.accounts is None and network == self.network:
            self._take(cached)

    async def _read(self) -> None:
        if self._app.network.state.phase not in (Phase.ONLINE, Phase.STALE):
            return
        network, addresses, hotkeys = self.network, self._addresses, self._hotkeys
        accounts = await self._app.accounts.refresh(addresses) if addresses else None
        if network != self.network:
            return
        self._answered, self._did_fail = True, False
        self._take(accounts)
        self.changed.emit()
        block = accounts.stamp.block if accounts else 0
        known = self.places is not None and hotkeys == self._places_of
        if not known or block >= self._places_at + _PLACES_EVERY:
            await self._read_places(hotkeys, block)

    async def _read_places(self, hotkeys: tuple[Ss58, ...], block: int) -> None:
        network = self.network
        found = await self._app.accounts.registrations(hotkeys) if hotkeys else ()
        if network != self.network:
            return
        places: dict[Ss58, list[Registration]] = {hotkey: [] for hotkey in hotkeys}
        for place in found:
            places.setdefault(place.hotkey, []).append(place)
        self.places, self._places_of, self._places_at = places, hotkeys, block
        self.changed.emit()

    def _take(self, accounts: AccountList | None) -> None:
        self.accounts = accounts
        found = accounts.accounts if accounts else ()
        self._by_address = {account.address: account for account in found}

    def _on_error(self, error: AppError) -> None:
        # While there is no connection the window's own banner tells why.
        if self._app.network.state.phase is not Phase.OFFLINE:
            self._did_fail = True
            self.failed.emit(error)
        self.changed.emit()
