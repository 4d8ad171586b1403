"""What every part of the settings is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.application import Application
from core.errors import AppError
from gui.tasks import TaskScope
from gui.theme import tokens
from gui.theme.theme import Theme


class Section(QWidget):
    """A column of groups, and optionally a card beside it.

    ``on_busy`` hears when the ``tasks`` take long; ``dialogs`` is for
    those that wait for a person, which is no busy work.
    """

    route_requested = Signal(str)

    title = ""
    icon = ""
    route = ""

    def __init__(
        self,
        app: Application,
        theme: Theme,
        on_error: Callable[[AppError], None],
        on_busy: Callable[[bool], None] = lambda busy: None,
    ) -> None:
        super().__init__()
        self._app = app
        self._theme = theme
        self.tasks = TaskScope(self, on_error=on_error, on_busy=on_busy)
        self.dialogs = TaskScope(self, on_error=on_error)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(tokens.L)
        self.aside: QWidget | None = None

    def enter(self, what: str) -> None:
        """It becomes visible; ``what`` is the rest of the route, an action to begin."""

    def leave(self) -> None:
        """It is no longer visible."""
