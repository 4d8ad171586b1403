"""The positions: a table, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from gui.pages.home.columns import POSITION_COLUMNS
from gui.pages.home.rows import PositionRow
from gui.pages.home.section_card import SectionCard
from gui.tables.column import position
from gui.tables.record_model import RecordTableModel
from gui.tables.table_view import TableView
from gui.theme.theme import Theme
from gui.widgets.empty import EmptyState

_ROW: Final = 32
_LEAST: Final = 212  # pixels: the title, the header and four rows


class PositionsCard(SectionCard):
    """``opened`` carries a netuid."""

    opened = Signal(int)

    def __init__(self, theme: Theme) -> None:
        self.model: RecordTableModel[PositionRow] = RecordTableModel(
            POSITION_COLUMNS,
            key=lambda row: (row.coldkey, row.netuid, row.hotkey),
            search=lambda row: row.subnet,
        )
        self.table = TableView(self.model, theme, "Positions", row_height=_ROW)
        super().__init__(theme, "Positions", "Subnets", self.table)
        self.model.setParent(self)
        self.none_yet = EmptyState(
            theme,
            "coins",
            "No stake yet",
            "TAO that you stake on a subnet becomes its alpha. Each such position is "
            "listed here with its price and value.",
            "Browse subnets",
        )
        self.unknown = EmptyState(
            theme,
            "wifi-off",
            "Nothing to show yet",
            "Nothing is kept of these wallets from earlier. Their balances appear as soon "
            "as the network answers.",
        )
        self._notice: EmptyState | None = None
        for notice in (self.none_yet, self.unknown):
            notice.setParent(self.table)
            notice.hide()
        self.none_yet.action_requested.connect(self.followed)
        self.table.opened.connect(self._on_opened)
        # As high as there is room: what its rows would like does not count.
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(_LEAST)
        self.model.sort(position(POSITION_COLUMNS, "worth"), Qt.SortOrder.DescendingOrder)

    def show_rows(self, rows: Sequence[PositionRow] | None, *, fresh: bool, failed: bool) -> None:
        """None where nothing is known: because it is still to come, or because it ``failed``."""
        self.model.stale = not fresh
        self.model.replace(rows or ())
        self.count(None if rows is None else len(rows))
        self.table.set_loading(loading=rows is None and not failed)
        if rows is None:
            self._explain(self.unknown if failed else None)
        else:
            self._explain(None if rows else self.none_yet)

    def _explain(self, notice: EmptyState | None) -> None:
        if notice is not self._notice:
            self._notice = notice
            self.table.set_notice(notice)

    def _on_opened(self, row: int) -> None:
        self.opened.emit(self.model.record(row).netuid)
