"""Small rounded labels, and the buttons that filter a list."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy

from gui.formats import caption, untrusted
from gui.theme.fonts import FontRole, font
from gui.widgets.styling import give_role, set_tone

_CHIP_HEIGHT = 20
_MAX_CHIP_WIDTH = 200


class Chip(QLabel):
    """A word or two with a soft fill in the colour of its tone, elided inside."""

    def __init__(self, text: str = "", tone: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "chip")
        self.setFixedHeight(_CHIP_HEIGHT)
        self.setMaximumWidth(_MAX_CHIP_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        give_role(self, FontRole.SMALL_MEDIUM, tone)
        self.setText(text)

    def setText(self, text: str) -> None:
        clean = untrusted(text)
        room = _MAX_CHIP_WIDTH - 20
        shown = self.fontMetrics().elidedText(clean, Qt.TextElideMode.ElideRight, room)
        super().setText(shown)
        self.setAccessibleName(clean)

    def show_tone(self, tone: str) -> None:
        set_tone(self, tone)


class FilterChip(QPushButton):
    """A condition that is on or off; give it a menu for one with a value."""

    def __init__(self, text: str) -> None:
        super().__init__(caption(text))
        self.setProperty("role", "filter")
        self.setFont(font(FontRole.SMALL_MEDIUM))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        icon = 0 if self.icon().isNull() else self.iconSize().width() + 6
        return QSize(text + icon + 22, 28)
