"""Menus below a button or at a place, made anew each time they open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from gui.formats import caption
from gui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to do; ``enabled`` is False where it is shown but cannot be done now."""

    words: str
    does: Callable[[], object]
    icon: str = ""
    enabled: bool = True


Entries = Iterable[Entry | None]  # None is a line


def menu_of(theme: Theme, parent: QWidget, name: str, entries: Entries) -> QMenu:
    """A menu that goes away with its closing; ``name`` is for those who cannot see it."""
    menu = QMenu(parent)
    menu.setAccessibleName(name)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        action = menu.addAction(caption(entry.words))
        action.setEnabled(entry.enabled)
        if entry.icon:
            action.setIcon(theme.icon(entry.icon, "muted", 16))
        action.triggered.connect(_without_argument(entry.does))
    return menu


def open_below(button: QPushButton, menu: QMenu, *, right: bool = False) -> None:
    """Open at the button's left edge, or with the right edges in line."""
    menu.ensurePolished()
    left = button.width() - menu.sizeHint().width() if right else 0
    menu.popup(button.mapToGlobal(QPoint(left, button.height() + 4)))


def _without_argument(does: Callable[[], object]) -> Callable[[], None]:
    """Qt would hand over whether the action is checked."""

    def call() -> None:
        does()

    return call
