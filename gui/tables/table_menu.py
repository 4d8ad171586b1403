"""The menu of a table's cell: copying and sorting, for those without a mouse or shortcuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from gui.formats import caption
from gui.tables.column import Kind

if TYPE_CHECKING:
    from gui.tables.table_view import TableView


def show_table_menu(view: TableView, place: QPoint) -> None:
    """Pop the menu up at a place of the screen and return at once."""
    menu = build_table_menu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)


def build_table_menu(view: TableView) -> QMenu:
    """The menu for the current cell."""
    menu = QMenu(view)
    menu.setAccessibleName("Table")
    index = view.currentIndex()
    if index.isValid():
        if view.opens:
            _add(menu, "Open", "Return").triggered.connect(lambda: view.opened.emit(index.row()))
            menu.addSeparator()
        _add(menu, "Copy cell", "Ctrl+C").triggered.connect(view.copy_cell)
        _add(menu, "Copy row", "Ctrl+Shift+C").triggered.connect(view.copy_rows)
    _add(menu, "Copy table").triggered.connect(view.copy_table)
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


def _sort(view: TableView, section: int, order: Qt.SortOrder) -> None:
    view.records.sort(section, order)
    view.header.viewport().update()


def _add(menu: QMenu, text: str, shortcut: str = "") -> QAction:
    action = menu.addAction(caption(text))  # titles may hold a subnet's symbol
    if shortcut:
        action.setShortcut(QKeySequence(shortcut))
    return action
