"""What stands in the place of the journal when it has no rows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.tables.table_view import TableView
from gui.theme.theme import Theme
from gui.widgets.empty import EmptyState


class JournalNotices(QObject):
    """Nothing yet, nothing that matches, or no network that could tell."""

    clear_requested = Signal()

    def __init__(self, theme: Theme, table: TableView) -> None:
        super().__init__(table)
        self._table = table
        self.nothing = EmptyState(
            theme,
            "list-details",
            "Nothing signed yet",
            "Everything you sign is kept here: what it was, what it cost and what became of it.",
        )
        self.no_match = EmptyState(
            theme,
            "filter",
            "Nothing matches",
            "No entry meets all the conditions above.",
            "Clear filters",
        )
        self.no_network = EmptyState(
            theme,
            "wifi-off",
            "Which chain is it?",
            "The journal of a network is shown once its chain has answered for the first time.",
        )
        for notice in (self.nothing, self.no_match, self.no_network):
            notice.setParent(table)
            notice.hide()
        self.no_match.action_requested.connect(self.clear_requested)

    def update_for(self, total: int, shown: int, *, known: bool, connected: bool) -> None:
        """``known``: the journal was read; ``connected``: its chain has answered."""
        notice: EmptyState | None = None
        if known and total == 0:
            notice = self.nothing if connected else self.no_network
        elif known and shown == 0:
            notice = self.no_match
        self._table.set_notice(notice)
