"""What every part of the settings is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.theme import tokens


class Section(QWidget):
    """A column of groups, and optionally a card beside it."""

    route_requested = Signal(str)

    title = ""
    icon = ""
    route = ""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(tokens.L)
        self.aside: QWidget | None = None

    def enter(self, what: str) -> None:
        """It becomes visible; ``what`` is the rest of the route, an action to begin."""

    def leave(self) -> None:
        """It is no longer visible."""
