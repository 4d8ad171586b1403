"""One subnet: its header, its tabs, and the metagraph that follows the chain."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.application import Application
from core.domain.connection import ConnectionState, Phase
from core.domain.ids import BlockNumber, NetUid
from core.domain.metagraph import Metagraph
from core.domain.networks import Network
from core.domain.prices import HISTORY_POINTS, WEEK, day_change
from core.errors import AppError, ErrorKind
from gui.charts.library import load
from gui.dialogs.table_actions import TableActions, stamp_facts
from gui.formats import untrusted
from gui.pages.subnet.header import SubnetHeader
from gui.pages.subnet.metagraph_view import MetagraphView
from gui.pages.subnet.tabs import SubnetTabs
from gui.refresher import Refresher
from gui.tasks import TaskScope
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.empty import EmptyState
from gui.widgets.error_banner import ErrorBanner
from gui.widgets.page import Page

_FOLLOWING: Final = ("follow the connection", "follow the blocks", "refresh")
_EVERY: Final = 5  # blocks between two readings of the metagraph
_REST: Final = 2.0
_STILL_NEW: Final = 90.0  # seconds for which a metagraph is shown as fresh after coming back


class SubnetPage(Page):
    """Routes are ``subnets/<netuid>/metagraph``.

    The kept metagraph comes first, greyed with its age. It is read again every
    five blocks and when an epoch has passed; the countdown moves every block.
    """

    def __init__(self, app: Application, theme: Theme) -> None:
        super().__init__()
        self._app = app
        self._netuid = NetUid(-1)
        self._network: Network | None = None
        self._metagraph: Metagraph | None = None
        self._answered = False
        self._failed = False
        self.banner = ErrorBanner(theme)
        self.header = SubnetHeader(theme)
        self.tabs = SubnetTabs((("metagraph", "Metagraph"),))
        self.view = MetagraphView(theme)
        self.missing = EmptyState(theme, "hexagons", "No such subnet", "", "All subnets")
        self.tasks = TaskScope(self, on_error=self._show_error)
        self._refresher = Refresher(self._refresh, self._show_error, self._show_busy, _REST)
        self._actions = TableActions(
            self.view.table, "metagraph", app.preferences, self.tasks, self._source
        )
        self._rooms = QStackedWidget()
        self._lay_out()
        self._wire()
        self._actions.restore()

    def _lay_out(self) -> None:
        shown = QWidget()
        layout = QVBoxLayout(shown)
        layout.setContentsMargins(tokens.XL, tokens.M, tokens.XL, 0)
        layout.setSpacing(0)
        top = QVBoxLayout()
        top.setSpacing(tokens.S)
        top.addWidget(self.banner)
        top.addWidget(self.header)
        layout.addLayout(top)
        layout.addSpacing(tokens.S - 1)  # the line below the tabs counts to them
        layout.addWidget(self.tabs)
        layout.addWidget(self.view, 1)
        self._rooms.addWidget(shown)
        self._rooms.addWidget(self.missing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._rooms)

    def _wire(self) -> None:
        self._actions.add_to(self.view.filters.columns, self.view.filters.export)
        self.banner.retry_requested.connect(self._on_retry)
        self.banner.route_requested.connect(self.route_requested)
        self.view.retry_requested.connect(self._on_retry)
        self.missing.action_requested.connect(lambda: self.route_requested.emit("subnets"))
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.view.filters.field.setFocus)

    def crumbs(self) -> tuple[str, ...]:
        name = self._metagraph.name if self._metagraph else ""
        return ("Subnets", f"{max(0, self._netuid)} {untrusted(name)}".strip())

    def enter(self, route: str) -> None:
        netuid = _netuid_in(route)
        if netuid is None:
            self._show_missing(route.partition("/")[2])
            return
        if netuid != self._netuid:
            self._netuid = netuid
            self._network = None
        read_at = self._metagraph.stamp.read_at if self._metagraph else 0.0
        self._answered = self._answered and time.time() - read_at < _STILL_NEW
        self._refresher.urge()
        work = (self._follow_states(), self._follow_heads(), self._refresher.run())
        for name, coroutine in zip(_FOLLOWING, work, strict=True):
            self.tasks.start(name, coroutine)
        self.tasks.start("load charts", self.prepare())
        self.view.table.setFocus()

    def leave(self) -> None:
        for name in (*_FOLLOWING, "read prices"):
            self.tasks.cancel(name)

    async def prepare(self) -> None:
        """The charts: their library alone takes half a second to import."""
        if not self.view.plots.complete:
            await self.view.plots.build(await load())

    async def _follow_states(self) -> None:
        async for state in self._app.network.states():
            if state.network != self._network:
                await self._start_over(state.network)
            self._show_state(state)

    async def _follow_heads(self) -> None:
        async for head in self._app.network.heads():
            self._show_block(head.number)
            known = self._metagraph
            if (
                known is None
                or not self._answered
                or head.number >= known.stamp.block + _EVERY
                or head.number >= known.next_epoch
            ):
                self._refresher.ask()

    async def _start_over(self, network: Network) -> None:
        """Another subnet or network: nothing of the old one may stay."""
        self._network = network
        self._answered, self._failed = False, False
        self.banner.dismiss()
        self._rooms.setCurrentIndex(0)
        self.header.show_change(None, stale=True)
        self._take(None)
        netuid = self._netuid
        cached = await self._app.metagraphs.cached(netuid)
        if cached is not None and self._metagraph is None and netuid == self._netuid:
            self._take(cached)

    def _take(self, metagraph: Metagraph | None) -> None:
        self._metagraph = metagraph
        self.view.show_metagraph(metagraph)
        if metagraph is None:
            self.header.show_unknown(max(0, self._netuid))
        self._show_freshness()
        head = self._app.network.state.head
        if metagraph is not None:
            block = metagraph.stamp.block
            self._show_block(max(block, head.number) if head and self._answered else block)
        self.crumbs_changed.emit()

    def _show_state(self, state: ConnectionState) -> None:
        if state.phase is Phase.ONLINE and not self._answered:
            self._refresher.urge()
        self._show_freshness()

    def _show_block(self, block: BlockNumber) -> None:
        self.header.show_block(block, self._app.network.state.block_time)

    async def _refresh(self) -> None:
        if self._app.network.state.phase not in (Phase.ONLINE, Phase.STALE):
            return
        wanted = (self._network, self._netuid)
        metagraph = await self._app.metagraphs.read(self._netuid)
        if wanted != (self._network, self._netuid):
            return
        self._answered, self._failed = True, False
        self.banner.dismiss()
        self._rooms.setCurrentIndex(0)
        self._take(metagraph)
        if not self.tasks.running("read prices"):
            self.tasks.start("read prices", self._read_prices(metagraph))

    async def _read_prices(self, metagraph: Metagraph) -> None:
        history = await self._app.subnets.price_history(WEEK, HISTORY_POINTS)
        points = history.get(metagraph.netuid, ())
        change = day_change(points, metagraph.price, metagraph.stamp.read_at)
        if metagraph.netuid == self._netuid:
            self.header.show_change(change, stale=self.view.model.stale)

    def _show_freshness(self) -> None:
        phase = self._app.network.state.phase
        known = self._metagraph
        fresh = self._answered and not self._failed and phase is Phase.ONLINE
        stale = known is not None and not fresh
        if known is not None:
            self.header.show_subnet(known, stale=stale)
        failed = known is None and (self._failed or phase is Phase.OFFLINE)
        self.view.show_state(stale=stale, failed=failed)

    def _show_busy(self, busy: bool) -> None:
        self.view.busy.show_busy(busy and not self._answered)

    def _show_missing(self, what: str) -> None:
        number = untrusted(what.partition("/")[0]) or "without a number"
        words = f"This network has no subnet {number}."
        self.missing.say("No such subnet", words, "All subnets")
        self._rooms.setCurrentWidget(self.missing)

    def _show_error(self, error: AppError) -> None:
        if error.kind is ErrorKind.NOT_FOUND:
            self._show_missing(str(self._netuid))
        elif self._app.network.state.phase is not Phase.OFFLINE:
            self.banner.show_error(error)
            self._failed = True
        self._show_freshness()

    def _on_retry(self) -> None:
        if self._app.network.state.phase is Phase.OFFLINE:
            self._app.network.retry_now()
        else:
            self._refresher.urge()

    def _source(self) -> dict[str, str | int]:
        facts: dict[str, str | int] = {"table": "metagraph", "netuid": self._netuid}
        if self._metagraph is not None and self._network is not None:
            facts |= stamp_facts(self._metagraph.stamp, self._network.name)
        return facts


def _netuid_in(route: str) -> NetUid | None:
    part = route.split("/")[1] if "/" in route else ""
    return NetUid(int(part)) if part.isascii() and part.isdecimal() and len(part) <= 5 else None
