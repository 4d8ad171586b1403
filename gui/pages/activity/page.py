"""The journal of everything that was signed here, and the details of one entry beside it."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from core.application import Application
from core.domain.activity import CSV_HEADER, Entry, csv_row
from core.domain.connection import Phase
from core.errors import AppError
from gui.dialogs.contacts import show_contacts
from gui.dialogs.save_table import save_table
from gui.entry_words import local_day
from gui.pages.activity.drawer import EntryDrawer
from gui.pages.activity.feed import JournalFeed
from gui.pages.activity.filters import JournalFilters
from gui.pages.activity.model import JournalModel
from gui.pages.activity.notices import JournalNotices
from gui.pages.activity.row import entry_rows
from gui.pages.activity.table import JournalTable
from gui.privacy import Privacy
from gui.tables.table_card import TableCard
from gui.tasks import TaskScope
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.busy import BusyBar
from gui.widgets.error_banner import ErrorBanner
from gui.widgets.menus import Entry as MenuEntry
from gui.widgets.menus import menu_of, open_below
from gui.widgets.page import Page

_TURN_MS: Final = 60_000  # after which a day may be another
_JOURNAL: Final = "follow the journal"
_FOLLOWING: Final = (
    *(_JOURNAL, "follow wallets", "follow contacts", "follow the connection", "privacy"),
)


class ActivityPage(Page):
    """Routes are ``activity`` and ``activity/<hash>``, which opens that entry."""

    def __init__(
        self, app: Application, theme: Theme, clock: Callable[[], float] = time.time
    ) -> None:
        super().__init__()
        self._app = app
        self._theme = theme
        self._wanted = ""  # the hash of the entry that a route asked for
        self.feed = JournalFeed(app, self)
        self.privacy = Privacy(app.preferences, self)
        self.model = JournalModel(lambda: local_day(clock()), self)
        self.table = JournalTable(self.model, theme)
        self.filters = JournalFilters(theme)
        self.drawer = EntryDrawer(theme)
        self.banner = ErrorBanner(theme)
        self.notices = JournalNotices(theme, self.table)
        self.busy = BusyBar(theme)
        self.tasks = TaskScope(self, on_error=self._show_error)
        self._turn = QTimer(self, interval=_TURN_MS)
        self._lay_out(theme)
        self._wire()

    def _lay_out(self, theme: Theme) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.filters)
        left.addSpacing(5)
        left.addWidget(self.busy)
        left.addSpacing(5)
        left.addWidget(TableCard(self.table, theme), 1)
        row = QHBoxLayout()
        row.setSpacing(tokens.L)
        row.addLayout(left, 1)
        row.addWidget(self.drawer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        layout.setSpacing(tokens.S)
        layout.addWidget(self.banner)
        layout.addLayout(row, 1)
        self.drawer.hide()
        self.table.set_loading(loading=True)

    def _wire(self) -> None:
        self.feed.changed.connect(self._rebuild)
        self.filters.searched.connect(self._on_searched)
        self.filters.changed.connect(self._on_filtered)
        self.filters.field.left.connect(self.table.setFocus)
        self.filters.field.returnPressed.connect(self.table.setFocus)
        self.filters.csv.clicked.connect(self._on_export)
        self.filters.more.clicked.connect(self._open_more)
        self.notices.clear_requested.connect(self.filters.clear)
        self.table.chosen.connect(self._show_drawer)
        self.table.opened.connect(self._show_drawer)
        self.table.left.connect(self._on_left)
        self.drawer.closed.connect(self._close_drawer)
        self.drawer.labelled.connect(self._on_labelled)
        self.drawer.resolve_requested.connect(self._on_resolve)
        self.banner.retry_requested.connect(self._read_again)
        self.banner.route_requested.connect(self.route_requested)
        self.privacy.changed.connect(self._rebuild)
        self._turn.timeout.connect(self._rebuild)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.filters.field.setFocus)

    def crumbs(self) -> tuple[str, ...]:
        return ("Activity",)

    def enter(self, route: str) -> None:
        self._wanted = route.partition("/")[2]
        feed = self.feed
        work = (feed.follow_journal(), feed.follow_wallets(), feed.follow_contacts())
        others = (self._follow_connection(), self.privacy.follow())
        for name, coroutine in zip(_FOLLOWING, work + others, strict=True):
            self.tasks.start(name, coroutine)
        self._turn.start()
        self.table.setFocus()

    def leave(self) -> None:
        for name in _FOLLOWING:
            self.tasks.cancel(name)
        self._turn.stop()

    async def _follow_connection(self) -> None:
        async for _state in self._app.network.states():
            self._show_notice()

    # -- showing

    def _rebuild(self) -> None:
        """Bring table and drawer up to what is known."""
        feed = self.feed
        self.filters.offer_wallets(feed.context.names.own())
        if feed.entries is None:
            return
        self.banner.dismiss()
        self.model.take(entry_rows(feed.entries, feed.context, hidden=self.privacy.hidden))
        self.table.set_loading(loading=False)
        self._show_notice()
        if self._wanted and self.table.choose_transaction(self._wanted):
            self._wanted = ""
            self.drawer.show()
        self._show_chosen()

    def _show_notice(self) -> None:
        connected = self._app.network.state.phase in (Phase.ONLINE, Phase.STALE)
        shown = len(self.model.records())
        known = self.feed.entries is not None
        self.notices.update_for(self.model.total, shown, known=known, connected=connected)

    def _show_chosen(self) -> None:
        entry = self.table.chosen_entry()
        if entry is None:
            self.drawer.hide()
        elif not self.drawer.isHidden():
            self.drawer.show_entry(entry, self.feed.context, hidden=self.privacy.hidden)

    def _show_drawer(self) -> None:
        self.drawer.show()
        self._show_chosen()

    def _close_drawer(self) -> None:
        self.drawer.hide()
        self.table.setFocus()

    def _on_left(self) -> None:
        if self.drawer.isHidden():
            self.filters.field.setFocus()
        else:
            self._close_drawer()

    # -- doing

    def _on_searched(self, text: str) -> None:
        self.tasks.start("search", self.feed.look_for(text))
        self.model.search(text)
        self._show_notice()
        self._show_chosen()

    def _on_filtered(self) -> None:
        self.model.filter(self.filters.wanted())
        self._show_notice()
        self._show_chosen()

    def _on_labelled(self, text: str) -> None:
        if (entry := self.drawer.entry) is not None:
            self.tasks.start("label", self._app.activity.label(entry, text))

    def _on_resolve(self) -> None:
        self.tasks.start("resolve", self._resolve())

    async def _resolve(self) -> None:
        with self.busy.during():
            await self.feed.resolve()

    def _on_export(self) -> None:
        self.tasks.start("export", self._export())

    async def _export(self) -> None:
        """Everything that search and filter leave, also what is too old to be listed."""
        everything = entry_rows(await self.feed.everything(), self.feed.context, hidden=False)
        entries = [row.entry for row in self.model.matching(everything) if row.entry is not None]
        name = self._app.network.state.network.name
        stem = f"activity-{name}" if name.isalnum() else "activity"
        await save_table(self, "csv", stem, lambda: _csv(entries))

    def _open_more(self) -> None:
        entries = (
            MenuEntry("Address book …", self._open_book, "address-book"),
            MenuEntry("Copy table", self.table.copy_table, "copy"),
        )
        menu = menu_of(self._theme, self, "More", entries)
        open_below(self.filters.more, menu, right=True)

    def _open_book(self) -> None:
        self.tasks.start("book", show_contacts(self._app, self._theme, self.window()))

    def _read_again(self) -> None:
        self.tasks.start(_JOURNAL, self.feed.follow_journal())

    def _show_error(self, error: AppError) -> None:
        self.banner.show_error(error)
        self.table.set_loading(loading=False)


def _csv(entries: Sequence[Entry]) -> str:
    """RFC 4180, every cell quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(CSV_HEADER)
    writer.writerows(csv_row(entry) for entry in entries)
    return out.getvalue()
