"""The wallets of this computer, and the chosen one."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.application import Application
from core.domain.connection import Phase
from core.domain.keys import WalletListing, WalletRecord
from core.errors import AppError
from gui.formats import untrusted
from gui.pages.wallets.balances import Balances
from gui.pages.wallets.checkup import check_up
from gui.pages.wallets.deeds import WalletDeeds
from gui.pages.wallets.detail import SCROLL_ROOM, WalletDetail
from gui.pages.wallets.list_model import WalletModel
from gui.pages.wallets.notices import FolderBanner, NoWallets
from gui.pages.wallets.surroundings import Follower
from gui.pages.wallets.wallet_list import WalletList
from gui.privacy import Privacy
from gui.routes import wallet_name, wallet_route
from gui.tasks import TaskScope
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.banner import Banner
from gui.widgets.busy import BusyBar
from gui.widgets.empty import EmptyState
from gui.widgets.error_banner import ErrorBanner
from gui.widgets.page import Page

_PRIVACY: Final = "follow privacy"
_FILES: Final = "look at the files"
_WIDE: Final = 1000  # page width from which on the list has its full width
_LIST, _NARROW_LIST = 320, 260


class WalletsPage(Page):
    """Routes are ``wallets/<name>``; without a name, the last seen or the chosen one.

    The folder's listing comes by itself, whoever changed it; amounts follow
    the blocks.
    """

    def __init__(self, app: Application, theme: Theme) -> None:
        super().__init__()
        self._app = app
        self._name = ""
        self._following = Follower(app, self)
        self._inside = False
        self.banner = ErrorBanner(theme)
        self.told = Banner(theme, closable=True)
        self.folder = FolderBanner(theme)
        self.busy = BusyBar(theme)
        self.tasks = TaskScope(self, on_error=self._show_error, on_busy=self._show_busy)
        self.privacy = Privacy(app.preferences, self)
        self.balances = Balances(app, self)
        self.deeds = WalletDeeds(app, theme, self, self.tasks)
        self.list = WalletList(theme, WalletModel(self.balances, self), self.privacy)
        self.detail = WalletDetail(theme, self.privacy, self.balances, self.deeds)
        self.none = NoWallets(theme)
        self.missing = EmptyState(theme, "wallet", "No such wallet", "")
        self._rooms = QStackedWidget()
        self._sides = QStackedWidget()
        self.list.model.hidden = self.privacy.hidden
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        nothing = QWidget()
        for side in (nothing, self.detail, self.missing):
            self._sides.addWidget(side)
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.L)
        row.addWidget(self.list)
        row.addWidget(self._sides, 1)
        self._rooms.addWidget(pair)
        self._rooms.addWidget(self.none)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.XL, tokens.L - 2, tokens.XL - SCROLL_ROOM, tokens.L)
        layout.setSpacing(0)
        layout.addWidget(self.busy)
        banners = QVBoxLayout()
        banners.setContentsMargins(0, 0, SCROLL_ROOM, 0)
        banners.setSpacing(tokens.S)
        for banner in (self.banner, self.folder, self.told):
            banners.addWidget(banner)
        below = QVBoxLayout()
        below.setSpacing(tokens.S)
        below.addLayout(banners)
        below.addWidget(self._rooms, 1)
        layout.addLayout(below, 1)

    def _wire(self) -> None:
        self._following.listed.connect(self._on_listed)
        self._following.changed.connect(self._on_surroundings)
        self.list.chosen.connect(self._on_chosen)
        self.list.hide_requested.connect(self._on_hide)
        self.list.route_requested.connect(self.route_requested)
        self.none.route_requested.connect(self.route_requested)
        self.detail.route_requested.connect(self.route_requested)
        self.deeds.route_requested.connect(self.route_requested)
        self.deeds.done.connect(self._on_done)
        self.deeds.put_away_done.connect(lambda: self.route_requested.emit("wallets"))
        self.detail.run_requested.connect(lambda: self.tasks.start("run again", self._run_again()))
        self.balances.changed.connect(self._show_balances)
        self.balances.failed.connect(self._show_error)
        self.privacy.changed.connect(self._on_privacy)
        self.banner.retry_requested.connect(self._on_retry)
        self.banner.route_requested.connect(self.route_requested)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.list.field.setFocus)

    def crumbs(self) -> tuple[str, ...]:
        return ("Wallets",)

    def enter(self, route: str) -> None:
        named = wallet_name(route)
        if named or self._app.wallets.wallet(self._name) is None:
            self._name = named
        if not self._inside:
            self._inside = True
            self._begin()
            self.list.view.setFocus()
        self._show_wallet()

    def _begin(self) -> None:
        self.tasks.start(_PRIVACY, self.privacy.follow())
        for name, work in (self._following.works() | self.balances.works()).items():
            self.tasks.start(name, work)

    def leave(self) -> None:
        self._inside = False
        self.told.dismiss()
        for name in (_PRIVACY, *self._following.NAMES, *self.balances.NAMES, _FILES):
            self.tasks.cancel(name)

    def _on_listed(self, listing: WalletListing) -> None:
        self.busy.show_busy(busy=False)
        self.list.model.practice = self._following.around.practice
        self.list.show_listing(listing)
        self.folder.show_listing(listing)
        self.none.show_folder(listing.root)
        self._rooms.setCurrentIndex(0 if listing.wallets or listing.findings else 1)
        self._show_wallet()

    def _on_surroundings(self) -> None:
        self.list.model.show_unlocked(self._following.around.unlocked)
        self._show_wallet()

    def _show_wallet(self) -> None:
        """Bring the right side up to what is known of the wallet of the route."""
        if self._following.listing is None:
            return
        wallet = self._find()
        self.list.mark(wallet.name.text if wallet else "")
        self.balances.want_of(self._following.listing, wallet)
        if wallet is None:
            if self._name:
                self._show_missing()
            return
        self.detail.show_wallet(wallet, self._following.around)
        self._sides.setCurrentWidget(self.detail)
        self.tasks.start(_FILES, self._look_at_files(wallet))

    def _find(self) -> WalletRecord | None:
        """The wallet of the route; without one, the chosen or the first."""
        if (
            not self._name
            and self._following.listing is not None
            and self._following.listing.wallets
        ):
            chosen = self._app.wallets.chosen
            self._name = chosen.wallet if chosen else self._following.listing.wallets[0].name.text
        return self._app.wallets.wallet(self._name) if self._name else None

    def _show_missing(self) -> None:
        words = f"There is no wallet “{untrusted(self._name)}” in the folder, or not any more."
        self.missing.say("No such wallet", words)
        self._sides.setCurrentWidget(self.missing)

    async def _look_at_files(self, wallet: WalletRecord) -> None:
        health, when = await check_up(self._app, wallet)
        if wallet is self.detail.wallet:
            self.detail.show_files(health, when)

    def _show_balances(self) -> None:
        self.list.show_balances()
        if self._sides.currentWidget() is self.detail:
            self.detail.show_wallet(self.detail.wallet, self._following.around)
        if not self.balances.is_stale:
            self.banner.dismiss()

    def _show_busy(self, busy: bool) -> None:
        # What follows runs as long as the page is seen: only the first listing is waited for.
        self.busy.show_busy(busy and self._following.listing is None)

    def _show_error(self, error: AppError) -> None:
        self.banner.show_error(error)

    def _on_chosen(self, name: str) -> None:
        self.told.dismiss()
        self.route_requested.emit(wallet_route(name))

    def _on_privacy(self, hidden: bool) -> None:
        self.list.model.hidden = hidden
        self._show_balances()

    def _on_hide(self) -> None:
        self.tasks.start("hide amounts", self.privacy.turn())

    def _on_done(self, words: str, doubt: str) -> None:
        self.banner.dismiss()
        if doubt:
            self.told.say("Done.", f"{words} {doubt}".strip(), tone="warning")
        elif words:
            self.told.say("Done.", words, tone="positive", icon="circle-check")
        self.balances.urge()
        self._show_wallet()

    async def _run_again(self) -> None:
        await self._app.wallets.refresh()
        self._show_wallet()

    def _on_retry(self) -> None:
        if self._following.listing is None:
            self.tasks.start("run again", self._run_again())
        elif self._app.network.state.phase is Phase.OFFLINE:
            self._app.network.retry_now()
        else:
            self.balances.urge()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.setFixedWidth(_LIST if self.width() >= _WIDE else _NARROW_LIST)
