"""The hotkeys of the chosen wallet, and what can be done with each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.pages.wallets.hotkey_columns import HOTKEY_COLUMNS, HotkeyRow
from gui.tables.dense_table import DENSE
from gui.tables.header import TITLES
from gui.tables.record_model import RecordTableModel
from gui.tables.table_card import TableCard
from gui.tables.table_view import TableView
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.labels import TextLabel
from gui.widgets.menus import Entry, menu_of

_HEAD: Final = 40
_LEAST_ROWS: Final = 2
_MOST_ROWS: Final = 8  # more scroll inside the table

Choices = Callable[[HotkeyRow], Sequence[Entry | None]]


class HotkeyTable(TableView):
    """Enter, a double click and the context menu all offer what can be done with a hotkey."""

    def __init__(self, model: RecordTableModel[HotkeyRow], theme: Theme, choices: Choices) -> None:
        super().__init__(model, theme, "Hotkeys")
        self._theme = theme
        self._choices = choices
        self.opened.connect(self._on_opened)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.currentIndex().row()
        if row >= 0:
            self._offer(row, event.globalPos())

    def _on_opened(self, row: int) -> None:
        place = QPoint(tokens.XL, self.rowViewportPosition(row) + self.rowHeight(row))
        self._offer(row, self.viewport().mapToGlobal(place))

    def _offer(self, row: int, place: QPoint) -> None:
        hotkey = self.records.record(row)
        menu_of(self._theme, self, "Hotkey", self._choices(hotkey)).popup(place)


class HotkeysCard(QWidget):
    """``add_requested`` is the link in its head; ``choices`` are the menu of a row."""

    add_requested = Signal()

    def __init__(self, theme: Theme, choices: Choices) -> None:
        super().__init__()
        self.model: RecordTableModel[HotkeyRow] = RecordTableModel(
            HOTKEY_COLUMNS,
            key=lambda row: row.hotkey.name.text,
            search=lambda row: row.hotkey.name.shown,
            parent=self,
        )
        self.table = HotkeyTable(self.model, theme, choices)
        self.count = TextLabel(tone="muted")
        self.add = Button(theme, "Add hotkey", icon="plus", role="link")
        self.add.clicked.connect(self.add_requested)
        self.none = TextLabel(tone="muted", wrap=True)
        head = QHBoxLayout()
        # Qt leaves four pixels behind the words of a button with an icon.
        head.setContentsMargins(tokens.L, 0, tokens.M, 0)
        head.setSpacing(tokens.S)
        head.addWidget(TextLabel("Hotkeys", FontRole.BODY_STRONG))
        head.addWidget(self.count, 1)
        head.addWidget(self.add)
        title = QWidget()
        title.setFixedHeight(_HEAD)
        title.setLayout(head)
        self.none.setContentsMargins(tokens.L, 0, tokens.L, tokens.L)
        card = TableCard(self.table, theme, title)
        card.body.addWidget(self.none)
        card.body.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def show_rows(self, rows: Sequence[HotkeyRow], *, stale: bool, why_none: str) -> None:
        self.model.replace(rows)
        self.model.stale = stale
        self.count.setText(str(len(rows)))
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.none.setText(why_none)
        shown = min(max(len(rows), _LEAST_ROWS), _MOST_ROWS)
        self.table.setMinimumHeight(TITLES + shown * DENSE if rows else 0)
