"""Text fields: for filtering a list, and for input that can be wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from gui.theme.theme import Theme
from gui.widgets.styling import restyle


class FilterField(QLineEdit):
    """A search field with an icon; Esc empties it, and leaves it when it is empty."""

    left = Signal()

    def __init__(
        self, theme: Theme, placeholder: str, *, icon: str = "filter", width: int = 232
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon
        self._mark = QAction(placeholder, self)
        self.setProperty("role", "filter")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFixedWidth(width)
        self.setMaxLength(128)
        self.addAction(self._mark, QLineEdit.ActionPosition.LeadingPosition)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
        else:
            self.left.emit()

    def _paint_icon(self) -> None:
        self._mark.setIcon(self._theme.icon(self._icon_name, "muted", 16))


class InputField(QLineEdit):
    """A field that can be marked as wrong; typing takes the mark away."""

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(256)
        self.textEdited.connect(lambda: self.mark(invalid=False))

    def mark(self, *, invalid: bool) -> None:
        restyle(self, "invalid", "true" if invalid else "false")
