"""What stands in the place of the subnet list when it has no rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from core.domain.subnets import SubnetList
from gui.tables.record_model import RecordTableModel
from gui.tables.table_view import TableView
from gui.theme.theme import Theme
from gui.widgets.empty import EmptyState


class SubnetNotices(QObject):
    """Nothing matches, nothing exists, or nothing is known yet: each with its way out."""

    clear_requested = Signal()
    retry_requested = Signal()

    def __init__(self, theme: Theme, table: TableView) -> None:
        super().__init__(table)
        self._table = table
        self.no_match = EmptyState(
            theme,
            "filter",
            "No subnet matches",
            "None of this network's subnets meets all the conditions above.",
            "Clear filters",
        )
        self.no_subnets = EmptyState(
            theme, "hexagons", "No subnets", "This network has no subnets yet."
        )
        self.unknown = EmptyState(
            theme,
            "wifi-off",
            "Nothing to show yet",
            "Nothing is kept of this network's subnets from earlier. "
            "They appear as soon as it answers.",
            "Retry now",
        )
        for notice in (self.no_match, self.no_subnets, self.unknown):
            notice.setParent(table)
            notice.hide()
        self.no_match.action_requested.connect(self.clear_requested)
        self.unknown.action_requested.connect(self.retry_requested)

    def update_for(
        self, model: RecordTableModel[Any], listed: SubnetList | None, *, failed: bool
    ) -> None:
        """Show the notice that fits, or none. ``failed``: there is no list, and why is said."""
        notice: EmptyState | None = None
        if listed is None:
            notice = self.unknown if failed else None
        elif not listed.subnets:
            notice = self.no_subnets
        elif model.rowCount() == 0:
            notice = self.no_match
        self._table.set_notice(notice)
