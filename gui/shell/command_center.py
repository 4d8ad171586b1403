"""What can be asked of the window from anywhere: jump, switch, retry, change the look."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from core.application import Application
from core.domain.networks import Network, parse_network
from core.domain.settings import Appearance
from gui.choosing import choose_appearance, choose_network, toggle_amounts
from gui.shell import commands
from gui.shell.network_menu import NetworkMenu
from gui.shell.palette import CommandPalette
from gui.shell.wallet_commands import AMOUNTS, BOOK, LOCK, UNLOCK, WalletState, wallet_entries
from gui.tasks import TaskScope
from gui.theme.theme import Theme


class CommandCenter(QObject):
    """Owns the palette and the network menu, and does what is chosen in them."""

    route_requested = Signal(str)
    lock_requested = Signal()
    unlock_requested = Signal()
    quit_requested = Signal()

    def __init__(self, theme: Theme, window: QWidget, tasks: TaskScope) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._tasks = tasks
        self._app: Application | None = None
        self._is_private = False
        self.menu = NetworkMenu(theme, window)
        self.palette = CommandPalette(theme, window)
        self.menu.network_chosen.connect(self.switch)
        self.menu.settings_requested.connect(lambda: self.route_requested.emit("settings/network"))
        self.palette.chosen.connect(self.perform)

    def attach(self, app: Application) -> None:
        """From now on there is something to command."""
        self._app = app

    def be_private(self, private: bool) -> None:
        """Do not name any wallet, as long as they are covered."""
        self._is_private = private
        if private:
            self.palette.close_palette()

    def open_palette(self) -> None:
        """Show the palette; the subnets join once they are read from the cache."""
        if self._app is None or self.palette.is_open:
            return
        standing = commands.standing_entries(self._app.network.network)
        wallets = [] if self._is_private else wallet_entries(_state_of(self._app))
        self.palette.open_with([*standing, *wallets])
        self._tasks.start("find subnets", self._add_subnets(self._app))

    async def _add_subnets(self, app: Application) -> None:
        if known := await app.subnets.cached():
            self.palette.add_entries(commands.subnet_entries(known.subnets))

    def offer_networks(self, below: QWidget) -> None:
        """Show the network menu under a widget."""
        if self._app is None:
            return
        saved = self._app.preferences.settings.custom_endpoint
        own = parse_network(saved) if saved else None
        place = below.mapToGlobal(QPoint(0, below.height() + 4))
        self.menu.open_at(place, self._app.network.network, own)

    def perform(self, key: str) -> None:
        """Do what an entry of the palette stands for."""
        kind, colon, what = key.partition(":")
        match kind + colon:
            case commands.GO:
                self.route_requested.emit(what)
            case commands.NETWORK:
                self.switch(parse_network(what))
            case commands.APPEARANCE if self._app is not None:
                work = choose_appearance(self._app, self._theme, Appearance(what))
                self._tasks.start("appearance", work)
            case commands.RETRY:
                self.retry()
            case commands.QUIT:
                self.quit_requested.emit()
            case _:
                self._perform_on_wallets(kind)

    def _perform_on_wallets(self, kind: str) -> None:
        if kind == LOCK:
            self.lock_requested.emit()
        elif kind == UNLOCK:
            self.unlock_requested.emit()
        elif kind == AMOUNTS and self._app is not None:
            self._tasks.start("amounts", toggle_amounts(self._app))
        elif kind == BOOK and self._app is not None:
            self._open_book(self._app)

    def _open_book(self, app: Application) -> None:
        from gui.dialogs.contacts import show_contacts  # noqa: PLC0415 - after the first paint

        self._tasks.start("book", show_contacts(app, self._theme, self._window))

    def switch(self, network: Network) -> None:
        """Change the network and remember it."""
        if self._app is not None:
            self._tasks.start("switch", choose_network(self._app, network))

    def retry(self) -> None:
        if self._app is not None:
            self._app.network.retry_now()


def _state_of(app: Application) -> WalletState:
    listing = app.wallets.listing
    return WalletState(
        wallets=listing.wallets if listing else (),
        chosen=app.wallets.chosen,
        unlocked=bool(app.locks.unlocked),
        hidden=app.preferences.settings.hide_amounts,
    )
