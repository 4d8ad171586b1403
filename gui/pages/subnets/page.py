"""All subnets in one table, following the chain block by block."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from core.application import Application
from core.domain.connection import ConnectionState, Phase
from core.domain.ids import NetUid
from core.domain.networks import Network
from core.domain.prices import HISTORY_POINTS, WEEK
from core.domain.subnets import PricePoint, SubnetHealth, SubnetList
from core.errors import AppError
from gui.dialogs.table_actions import TableActions, stamp_facts
from gui.pages.subnets.columns import SUBNET_COLUMNS, search_text
from gui.pages.subnets.filters import SubnetFilters
from gui.pages.subnets.notices import SubnetNotices
from gui.pages.subnets.row import SubnetRow, subnet_rows
from gui.refresher import Refresher
from gui.tables.column import position
from gui.tables.record_model import RecordTableModel
from gui.tables.table_card import TableCard
from gui.tables.table_view import TableView
from gui.tasks import TaskScope
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.busy import BusyBar
from gui.widgets.error_banner import ErrorBanner
from gui.widgets.page import Page

_SLOW_EVERY: Final = 600.0  # seconds between sweeps, and between readings of history
_FOLLOWING: Final = ("follow the connection", "follow the blocks", "refresh")
_STILL_NEW: Final = 30.0  # seconds for which a list is shown as fresh after coming back
_MERGE_MS: Final = 150  # results of a sweep come one by one: take them in together


class SubnetsPage(Page):
    """Cached rows first, greyed with their age; then every block brings them up to date.

    Prices of the past week and the sweep for active validators follow once the
    list is there, and again every ten minutes.
    """

    def __init__(self, app: Application, theme: Theme) -> None:
        super().__init__()
        self._app = app
        self._listed: SubnetList | None = None
        self._history: Mapping[NetUid, Sequence[PricePoint]] = {}
        self._health: dict[NetUid, SubnetHealth] = {}
        self._network: Network | None = None
        self._answered = False  # by this network, since the page came
        self._failed = False
        self._looked_at: float | None = None
        self.model: RecordTableModel[SubnetRow] = RecordTableModel(
            SUBNET_COLUMNS, key=lambda row: row.subnet.netuid, search=search_text, parent=self
        )
        self.table = TableView(self.model, theme, "Subnets", band=True)
        self.filters = SubnetFilters(theme)
        self.banner = ErrorBanner(theme)
        self.notices = SubnetNotices(theme, self.table)
        self._busy = BusyBar(theme)
        self.tasks = TaskScope(self, on_error=self._show_error)
        self._refresher = Refresher(self._refresh, self._show_error, self._show_busy)
        self._actions = TableActions(
            self.table, "subnets", app.preferences, self.tasks, self._source
        )
        self._merge = QTimer(self, singleShot=True, interval=_MERGE_MS)
        self._wire()
        self._lay_out(theme)
        self._actions.restore()
        self.model.sort(position(SUBNET_COLUMNS, "market_cap"), Qt.SortOrder.DescendingOrder)

    def _lay_out(self, theme: Theme) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.XL, tokens.M, tokens.XL, 10)
        layout.setSpacing(0)
        top = QVBoxLayout()
        top.setSpacing(tokens.S)
        top.addWidget(self.banner)
        top.addWidget(self.filters)
        layout.addLayout(top)
        layout.addSpacing(3)
        layout.addWidget(self._busy)
        layout.addSpacing(3)
        layout.addWidget(TableCard(self.table, theme), 1)

    def _wire(self) -> None:
        self.filters.searched.connect(self._on_searched)
        self.filters.changed.connect(self._on_filtered)
        self.filters.field.left.connect(self.table.setFocus)
        self.filters.field.returnPressed.connect(self.table.setFocus)
        self._actions.add_to(self.filters.columns, self.filters.export)
        self.table.opened.connect(self._on_opened)
        self.table.left.connect(self.filters.field.setFocus)
        self.banner.retry_requested.connect(self._on_retry)
        self.banner.route_requested.connect(self.route_requested)
        self.notices.clear_requested.connect(self.filters.clear)
        self.notices.retry_requested.connect(self._on_retry)
        self.model.rowsInserted.connect(self.settled, Qt.ConnectionType.SingleShotConnection)
        self._merge.timeout.connect(self._rebuild)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.filters.field.setFocus)

    def crumbs(self) -> tuple[str, ...]:
        return ("Subnets",)

    def enter(self, route: str) -> None:
        read_at = self._listed.stamp.read_at if self._listed else 0.0
        self._answered = self._answered and time.time() - read_at < _STILL_NEW
        self._refresher.urge()
        work = (self._follow_states(), self._follow_heads(), self._refresher.run())
        for name, coroutine in zip(_FOLLOWING, work, strict=True):
            self.tasks.start(name, coroutine)
        self.table.setFocus()

    def leave(self) -> None:
        for name in (*_FOLLOWING, "look around"):
            self.tasks.cancel(name)

    async def _follow_states(self) -> None:
        async for state in self._app.network.states():
            if state.network != self._network:
                await self._start_over(state.network)
            self._show_state(state)

    async def _follow_heads(self) -> None:
        async for _head in self._app.network.heads():
            self._refresher.ask()

    async def _start_over(self, network: Network) -> None:
        """Another network: nothing of the old one may stay, its cache comes first."""
        self.tasks.cancel("look around")
        self._network, self._answered, self._failed = network, False, False
        self._listed, self._history = None, {}
        self._health, self._looked_at = {}, None
        self._rebuild()
        cached = await self._app.subnets.cached()
        if cached is not None:
            self._listed = self._listed or cached
            history = await self._app.subnets.cached_history(cached, WEEK, HISTORY_POINTS)
            self._history = self._history or history
        self._health = {**await self._app.subnets.cached_health(), **self._health}
        self._rebuild()

    def _show_state(self, state: ConnectionState) -> None:
        if state.phase is Phase.ONLINE and not self._answered:
            self._refresher.urge()
        self._show_freshness()

    async def _refresh(self) -> None:
        if self._app.network.state.phase not in (Phase.ONLINE, Phase.STALE):
            return
        network = self._network
        listed = await self._app.subnets.refresh()
        if network != self._network:
            return
        self._listed, self._answered, self._failed = listed, True, False
        self.banner.dismiss()
        self._rebuild()
        if not self.tasks.running("look around"):
            self.tasks.start("look around", self._look_around())

    def _show_busy(self, busy: bool) -> None:
        # Later readings come with every block: a bar for each would only be unrest.
        self._busy.show_busy(busy and not self._answered)

    async def _look_around(self) -> None:
        """What takes many reads: history, then the sweep, then again after a while."""
        while True:
            if self._looked_at is not None:
                rested = time.monotonic() - self._looked_at
                await asyncio.sleep(max(0.0, _SLOW_EVERY - rested))
            try:
                self._history = await self._app.subnets.price_history(WEEK, HISTORY_POINTS)
                self._rebuild()
                async for found in self._app.subnets.health():
                    self._health[found.netuid] = found
                    self._merge.start()
            except AppError as error:
                self._show_error(error)
            self._looked_at = time.monotonic()

    def _rebuild(self) -> None:
        """Bring the table up to what is known."""
        rows: list[SubnetRow] = []
        if self._listed is not None:
            block_time = self._app.network.state.block_time
            rows = subnet_rows(self._listed, self._history, self._health, block_time)
        self.model.replace(rows)
        self._show_freshness()

    def _show_freshness(self) -> None:
        phase = self._app.network.state.phase
        listed = self._listed
        fresh = self._answered and not self._failed and phase is Phase.ONLINE
        stale = listed is not None and not fresh
        self.model.stale = stale
        self.filters.count(self.model.rowCount(), self.model.total)
        if stale and listed is not None:
            self.filters.freshness.stale(listed.stamp)
        else:
            self.filters.freshness.fresh()
        failed = listed is None and (self._failed or phase is Phase.OFFLINE)
        self.filters.freshness.setVisible(listed is not None)
        self.table.set_loading(loading=listed is None and not failed)
        self.notices.update_for(self.model, listed, failed=failed)

    def _show_error(self, error: AppError) -> None:
        # While there is no connection the window's own banner tells why.
        if self._app.network.state.phase is not Phase.OFFLINE:
            self.banner.show_error(error)
            self._failed = True
        self._show_freshness()

    def _on_retry(self) -> None:
        if self._app.network.state.phase is Phase.OFFLINE:
            self._app.network.retry_now()
        else:
            self._refresher.urge()

    def _on_searched(self, text: str) -> None:
        self.model.search(text)
        self._show_freshness()

    def _on_filtered(self) -> None:
        self.model.filter(self.filters.wanted())
        self._show_freshness()

    def _on_opened(self, row: int) -> None:
        self.route_requested.emit(f"subnets/{self.model.record(row).subnet.netuid}/metagraph")

    def _source(self) -> dict[str, str | int]:
        facts: dict[str, str | int] = {"table": "subnets"}
        if self._listed is not None and self._network is not None:
            facts |= stamp_facts(self._listed.stamp, self._network.name)
        return facts
