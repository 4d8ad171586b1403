"""A figure with its unit behind it, at the right edge of its field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent

from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.fields import InputField


class UnitField(InputField):
    """Right-aligned in the mono face; the unit is painted and never part of the text.

    An empty field that says what that means says it without the unit.
    """

    def __init__(self, theme: Theme, name: str, unit: str, width: int = 136) -> None:
        super().__init__(name)
        self._theme = theme
        self._unit = unit
        self.setFont(font(FontRole.MONO))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(width)
        self.setMaxLength(24)
        room = self.fontMetrics().horizontalAdvance(unit) + tokens.S
        self.setTextMargins(0, 0, room, 0)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.text() and self.placeholderText():
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self._theme.color("muted" if self.isEnabled() else "disabled"))
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(self.rect().adjusted(0, 0, -11, 0), middle, self._unit)
        painter.end()
