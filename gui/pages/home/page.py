"""What the wallets are worth together, and what happened last."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.application import Application
from core.domain.accounts import WorthPoint
from core.domain.connection import Phase
from core.domain.ids import Ss58
from core.domain.money import RAO_PER_TAO
from core.domain.networks import NetworkKind
from core.domain.worth import change_between
from gui.formats import integer, short_address
from gui.pages.home.feed import HomeFeed
from gui.pages.home.no_wallets import NoWallets
from gui.pages.home.positions_card import PositionsCard
from gui.pages.home.recent import RecentActivity
from gui.pages.home.rows import Names, allocation, names_of, position_rows, wallet_rows
from gui.pages.home.section_card import SectionCard
from gui.pages.home.total_card import TotalCard
from gui.pages.home.wallets_card import WalletsCard
from gui.privacy import Privacy
from gui.routes import CREATE_WALLET, IMPORT_WALLET, wallet_route
from gui.tables.overlay_scroll_area import OverlayScrollArea
from gui.tasks import TaskScope
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.banner import Banner
from gui.widgets.busy import BusyBar
from gui.widgets.error_banner import ErrorBanner
from gui.widgets.page import Page

_BELOW: Final = 192  # pixels: a title and four lines, or a header and three
_ROOMY: Final = 1000  # page width from which on the wallets have more room than the journal
_SHARES: Final = (592, 424)
_EVEN: Final = (1, 1)
_SOON_MS: Final = 5
_LITTLE: Final = 10 * RAO_PER_TAO  # free practice TAO that asks for more


class HomePage(Page):
    """Balances are public: they are shown whether or not a key is unlocked."""

    def __init__(self, app: Application, theme: Theme) -> None:
        super().__init__()
        self._app = app
        self._was_settled = False
        self.feed = HomeFeed(app, self)
        self.privacy = Privacy(app.preferences, self)
        self.banner = ErrorBanner(theme)
        self.news = Banner(theme, closable=True)
        self.total = TotalCard(theme, self.privacy)
        self.positions = PositionsCard(theme)
        self.wallets = WalletsCard(theme)
        self.recent = RecentActivity(theme, self.privacy)
        self.journal = SectionCard(theme, "Last activity", "Journal", self.recent, foot=0)
        self.no_wallets = NoWallets(theme)
        self._busy = BusyBar(theme)
        # News come in bunches, and each is worth no more than a part of a frame.
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._stack = QStackedWidget()
        self._told = QVBoxLayout()
        self._below = QHBoxLayout()
        self._named: tuple[object, Names] | None = None
        self.tasks = TaskScope(self, on_error=self.banner.show_error)
        self._wire()
        self._lay_out()
        self._render()

    def crumbs(self) -> tuple[str, ...]:
        return ("Home",)

    def enter(self, route: str) -> None:
        self.tasks.start("follow the settings", self.privacy.follow())
        self.feed.begin()
        self.positions.table.setFocus()

    def leave(self) -> None:
        self.tasks.cancel("follow the settings")
        self.feed.end()

    # -- what it is made of

    def _wire(self) -> None:
        self._soon.timeout.connect(self._render)
        self.feed.changed.connect(self._soon.start)
        self.feed.failed.connect(self.banner.show_error)
        self.feed.recovered.connect(self.banner.dismiss)
        self.feed.busy.connect(self._busy.show_busy)
        self.privacy.changed.connect(self._render)
        for banner in (self.banner, self.news):
            banner.closed.connect(self._render)
        self.banner.retry_requested.connect(self._on_retry)
        self.banner.route_requested.connect(self.route_requested)
        self.total.hide_requested.connect(self._on_hide)
        self.total.practice_requested.connect(self._on_practice)
        go = self.route_requested.emit
        self.positions.opened.connect(self._on_position_opened)
        self.positions.followed.connect(lambda: go("subnets"))
        self.wallets.opened.connect(self._on_wallet_opened)
        self.wallets.followed.connect(lambda: go("wallets"))
        self.journal.followed.connect(lambda: go("activity"))
        self.no_wallets.create_requested.connect(lambda: go(CREATE_WALLET))
        self.no_wallets.import_requested.connect(lambda: go(IMPORT_WALLET))

    def _lay_out(self) -> None:
        # From the outside in: what is inside is styled again whenever it moves house.
        self._busy.setParent(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._told)
        whole.addWidget(self._stack, 1)
        self._told.setSpacing(tokens.S)
        self._told.addWidget(self.banner)
        self._told.addWidget(self.news)
        content = QWidget()
        self._stack.addWidget(OverlayScrollArea(content))
        self._stack.addWidget(self.no_wallets)
        column = QVBoxLayout(content)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.L)
        column.addWidget(self.total)
        column.addWidget(self.positions, 1)
        column.addLayout(self._below)
        self._below.setSpacing(tokens.L)
        for card in (self.wallets, self.journal):
            self._below.addWidget(card)
            card.setFixedHeight(_BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._busy.setGeometry(0, 0, self.width(), self._busy.minimumHeight())
        self._busy.raise_()
        for place, share in enumerate(_SHARES if self.width() >= _ROOMY else _EVEN):
            self._below.setStretch(place, share)

    # -- what it shows

    def _render(self) -> None:
        feed = self.feed
        said = not (self.banner.isHidden() and self.news.isHidden())
        self._told.setContentsMargins(tokens.XL, tokens.M if said else 0, tokens.XL, 0)
        if feed.wallets is not None and not feed.wallets:
            self._stack.setCurrentWidget(self.no_wallets)
        else:
            self._stack.setCurrentIndex(0)
            names = self._names_now()
            self._render_total(names)
            self._render_rows(names)
            self.recent.show_entries(feed.entries, names)
        there = feed.accounts is not None or feed.wallets == ()
        if there and not self._was_settled:
            self._was_settled = True
            self.settled.emit()

    def _names_now(self) -> Names:
        """The names of things; cleaning them all takes a while, so only when they changed."""
        wallets, subnets = self.feed.wallets or (), self.feed.around.subnets
        source = (wallets, subnets)
        if self._named is None or self._named[0] != source:
            self._named = (source, names_of(wallets, subnets.subnets if subnets else ()))
        return self._named[1]

    def _render_total(self, names: Names) -> None:
        feed, around, accounts = self.feed, self.feed.around, self.feed.accounts
        shares = allocation(accounts, names, hidden=self.privacy.hidden) if accounts else []
        self.total.show_accounts(accounts, shares, fresh=feed.fresh)
        change = change_between(around.before, accounts) if around.before and accounts else None
        self.total.show_change(change, looked=around.looked_back)
        self.total.show_course(self._course(), looked=around.looked_back)
        self.total.practice.setVisible(self._lacks_practice_tao())

    def _course(self) -> list[WorthPoint]:
        """The course as it was read, and from there to the present."""
        points, accounts = list(self.feed.around.course), self.feed.accounts
        if points and accounts and accounts.stamp.block > points[-1].block:
            now = max(points[-1].time, accounts.stamp.read_at)
            points.append(WorthPoint(accounts.stamp.block, now, accounts.total))
        return points

    def _render_rows(self, names: Names) -> None:
        feed, hidden = self.feed, self.privacy.hidden
        offline = self._app.network.state.phase is Phase.OFFLINE
        positions = wallets = None
        if feed.accounts is not None:
            positions = position_rows(feed.accounts, names, feed.around.prices, hidden=hidden)
        if feed.wallets is not None:
            practice = self._app.preferences.settings.practice_wallets
            wallets = wallet_rows(feed.wallets, feed.accounts, practice, hidden=hidden)
        self.positions.show_rows(positions, fresh=feed.fresh, failed=offline or feed.broken)
        self.wallets.show_rows(wallets, fresh=feed.fresh)

    # -- practice TAO

    def _lacks_practice_tao(self) -> bool:
        network, accounts = self.feed.network, self.feed.accounts
        if network is None or network.kind is not NetworkKind.PRACTICE or accounts is None:
            return False
        account = accounts.find(self._needy() or "")
        return self.feed.fresh and account is not None and account.free < _LITTLE

    def _needy(self) -> Ss58 | None:
        """The chosen wallet's address, else the first's."""
        chosen = self._app.wallets.chosen
        for wallet in self.feed.wallets or ():
            if chosen is not None and wallet.name.text == chosen.wallet and wallet.address:
                return wallet.address
        return next(iter(self.feed.addresses), None)

    async def _ask_practice_tao(self, address: Ss58) -> None:
        self.total.practice.setEnabled(False)
        try:
            block = await self._app.accounts.ask_practice_tao(address)
        finally:
            self.total.practice.setEnabled(True)
        words = f"100 practice TAO come to {short_address(address)} in block {integer(block)}."
        self.news.say("On its way.", words, tone="info", icon="gift")
        self._render()

    # -- what people do

    def _on_retry(self) -> None:
        if self._app.network.state.phase is Phase.OFFLINE:
            self._app.network.retry_now()
        else:
            self.feed.refresher.urge()

    def _on_position_opened(self, netuid: int) -> None:
        self.route_requested.emit(f"subnets/{netuid}/metagraph")

    def _on_wallet_opened(self, name: str) -> None:
        self.route_requested.emit(wallet_route(name))

    def _on_hide(self) -> None:
        self.tasks.start("hide amounts", self.privacy.turn())

    def _on_practice(self) -> None:
        if (address := self._needy()) is not None:
            self.tasks.start("get practice TAO", self._ask_practice_tao(address))
