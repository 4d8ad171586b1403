"""The wallets, and what each of them owns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from gui.pages.home.columns import WALLET_COLUMNS
from gui.pages.home.rows import WalletRow
from gui.pages.home.section_card import SectionCard
from gui.tables.column import position
from gui.tables.record_model import RecordTableModel
from gui.tables.table_view import TableView
from gui.theme.theme import Theme

_ROW: Final = 36


class WalletsCard(SectionCard):
    """``opened`` carries a wallet's name, as its folder is called."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        self.model: RecordTableModel[WalletRow] = RecordTableModel(
            WALLET_COLUMNS, key=lambda row: row.name, search=lambda row: row.shown
        )
        self.table = TableView(self.model, theme, "Wallets", row_height=_ROW)
        super().__init__(theme, "Wallets", "Manage", self.table)
        self.model.setParent(self)
        self.table.opened.connect(self._on_opened)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        # Few are in sight: those that matter most.
        self.model.sort(position(WALLET_COLUMNS, "total"), Qt.SortOrder.DescendingOrder)

    def show_rows(self, rows: Sequence[WalletRow] | None, *, fresh: bool) -> None:
        """None before the wallets are listed."""
        self.model.stale = not fresh
        self.model.replace(rows or ())
        self.count(None if rows is None else len(rows))
        self.table.set_loading(loading=rows is None)

    def _on_opened(self, row: int) -> None:
        self.opened.emit(self.model.record(row).name)
