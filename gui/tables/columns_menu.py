"""Choosing columns, and how the choice is remembered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from gui.formats import caption, tooltip
from gui.tables.column import Column


def shown_keys(table: str, columns: Sequence[Column[Any]], remembered: Iterable[str]) -> set[str]:
    """The columns to show: the usual ones, except where ``remembered`` turns one round.

    Entries are ``table.key``; those of other tables and of columns that no
    longer exist are ignored.
    """
    turned = set(remembered)
    return {
        column.key
        for column in columns
        if column.fixed or column.shown != (f"{table}.{column.key}" in turned)
    }


def remembered_keys(
    table: str, columns: Sequence[Column[Any]], shown: Iterable[str], remembered: Iterable[str]
) -> tuple[str, ...]:
    """``remembered`` with the entries of this table replaced by those of ``shown``."""
    wanted = set(shown)
    others = [entry for entry in remembered if not entry.startswith(f"{table}.")]
    turned = [
        f"{table}.{column.key}"
        for column in columns
        if not column.fixed and column.shown != (column.key in wanted)
    ]
    return (*others, *turned)


class ColumnsMenu(QMenu):
    """A check mark for each column; it stays open while they are being set.

    ``changed`` carries the set of keys to show.
    """

    changed = Signal(object)

    def __init__(self, columns: Sequence[Column[Any]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Columns")
        self.setToolTipsVisible(True)
        self._columns = [column for column in columns if not column.fixed]
        self._fixed = {column.key for column in columns if column.fixed}
        for group, members in groupby(self._columns, key=lambda column: column.group):
            if group:
                self.addAction(group).setEnabled(False)
            for column in members:
                self._offer(column)
        self.addSeparator()
        self.addAction("Usual columns").triggered.connect(self._reset)

    def _offer(self, column: Column[Any]) -> None:
        action = self.addAction(caption(column.title))
        action.setToolTip(tooltip(column.explanation))
        action.setCheckable(True)
        action.setData(column.key)
        action.toggled.connect(self._on_toggled)

    def show_as(self, shown: Iterable[str]) -> None:
        """Set the marks without telling anybody."""
        wanted = set(shown)
        for action in self.actions():
            if action.isCheckable():
                action.blockSignals(True)
                action.setChecked(action.data() in wanted)
                action.blockSignals(False)

    def shown(self) -> set[str]:
        """The keys of all columns that have a mark or cannot be hidden."""
        marked = {str(a.data()) for a in self.actions() if a.isCheckable() and a.isChecked()}
        return marked | self._fixed

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # Qt gives None between two entries; the stubs do not say so.
        action = cast("QAction | None", self.actionAt(event.position().toPoint()))
        if action is not None and action.isCheckable():
            action.toggle()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = cast("QAction | None", self.activeAction())
        pressed = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if pressed and action is not None and action.isCheckable():
            action.toggle()
        else:
            super().keyPressEvent(event)

    def _reset(self) -> None:
        self.show_as(column.key for column in self._columns if column.shown)
        self.changed.emit(self.shown())

    def _on_toggled(self) -> None:
        self.changed.emit(self.shown())
