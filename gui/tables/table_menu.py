"""The menu of a table's cell: copying and sorting, for those without a mouse or shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from gui.formats import caption
from gui.tables.column import Kind
from gui.tables.dense_table import DenseTable


@dataclass(frozen=True, slots=True)
class TableDeeds:
    """What a table's menu does. ``open_row`` is None where rows do not open."""

    copy_cell: Callable[[], None]
    copy_rows: Callable[[], None]
    copy_table: Callable[[], None]
    open_row: Callable[[int], None] | None


def build_table_menu(view: DenseTable, deeds: TableDeeds) -> QMenu:
    """The menu for the current cell."""
    menu = QMenu(view)
    menu.setAccessibleName("Table")
    index = view.currentIndex()
    if index.isValid():
        if (open_row := deeds.open_row) is not None:
            _add(menu, "Open", "Return").triggered.connect(lambda: open_row(index.row()))
            menu.addSeparator()
        _add(menu, "Copy cell", "Ctrl+C").triggered.connect(deeds.copy_cell)
        _add(menu, "Copy row", "Ctrl+Shift+C").triggered.connect(deeds.copy_rows)
    _add(menu, "Copy table").triggered.connect(deeds.copy_table)
    section = index.column()
    if index.isValid() and view.records.columns[section].kind is not Kind.CHECK:
        title = view.records.title(section)
        menu.addSeparator()
        for words, order in (
            ("ascending", Qt.SortOrder.AscendingOrder),
            ("descending", Qt.SortOrder.DescendingOrder),
        ):
            action = _add(menu, f"Sort by {title}, {words}")
            action.triggered.connect(lambda _=False, o=order: _sort(view, section, o))
    return menu


def _sort(view: DenseTable, section: int, order: Qt.SortOrder) -> None:
    view.records.sort(section, order)
    view.header.viewport().update()


def _add(menu: QMenu, text: str, shortcut: str = "") -> QAction:
    action = menu.addAction(caption(text))  # titles may hold a subnet's symbol
    if shortcut:
        action.setShortcut(QKeySequence(shortcut))
    return action
