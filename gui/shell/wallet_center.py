"""The wallets from anywhere in the window: chosen, unlocked and named in the header."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from core.application import Application
from core.domain.keys import KeyRef
from gui.dialogs.unlock import ensure_unlocked
from gui.key_lookup import is_encrypted, record_of
from gui.routes import wallet_route
from gui.shell.wallet_button import WalletButton
from gui.shell.wallet_menu import Offer, WalletMenu
from gui.tasks import TaskScope
from gui.theme.theme import Theme


class WalletCenter(QObject):
    """Follows the folder and the choice; owns the menu under the wallet button."""

    route_requested = Signal(str)
    lock_requested = Signal()

    def __init__(
        self, theme: Theme, window: QWidget, button: WalletButton, tasks: TaskScope
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._button = button
        self._tasks = tasks
        self._app: Application | None = None
        self.menu = WalletMenu(theme, window)
        self.menu.key_chosen.connect(self.choose)
        self.menu.lock_requested.connect(self.lock_requested)
        self.menu.unlock_requested.connect(self.unlock)
        self.menu.route_requested.connect(self.route_requested)
        button.clicked.connect(self.offer)

    def attach(self, app: Application) -> None:
        self._app = app
        self._show()
        self._tasks.start("follow the wallets", self._follow_listings(app))
        self._tasks.start("follow the choice", self._follow_choices(app))

    def offer(self) -> None:
        """Show the menu under the button."""
        if self._app is not None:
            corner = QPoint(self._button.width(), self._button.height() + 4)
            self.menu.open_at(self._button.mapToGlobal(corner), self.offered(self._app))

    def offered(self, app: Application) -> Offer:
        wallets = app.wallets.listing.wallets if app.wallets.listing else ()
        return Offer(wallets, app.wallets.chosen, unlocked=bool(app.locks.unlocked))

    def choose(self, ref: KeyRef) -> None:
        """Make a key the chosen one, for this start and the next."""
        if self._app is not None:
            self._tasks.start("choose a wallet", self._app.wallets.choose(ref))

    def unlock(self) -> None:
        """Ask for the chosen wallet's password; without one, show what there is."""
        if self._app is None:
            return
        chosen = self._app.wallets.chosen
        if chosen is not None and is_encrypted(self._app, KeyRef(chosen.wallet)):
            self._tasks.start("unlock", self._unlock(self._app, KeyRef(chosen.wallet)))
        else:
            self.route_requested.emit(wallet_route(chosen.wallet) if chosen else "wallets")

    async def _unlock(self, app: Application, ref: KeyRef) -> None:
        await ensure_unlocked(app, self._theme, self._window, ref)

    async def _follow_listings(self, app: Application) -> None:
        async for _ in app.wallets.listings():
            self._show()

    async def _follow_choices(self, app: Application) -> None:
        async for _ in app.wallets.choices():
            self._show()

    def _show(self) -> None:
        if self._app is None:
            return
        chosen = self._app.wallets.chosen
        wallet = record_of(self._app, KeyRef(chosen.wallet)) if chosen else None
        name = wallet.name.shown if wallet else ""
        watched = wallet is not None and wallet.format is None and wallet.address is not None
        self._button.show_wallet(name, watched=watched)
