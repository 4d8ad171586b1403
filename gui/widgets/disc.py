"""A large icon on a round surface, for what fills a page with one thing."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.theme.theme import Theme

_SIZE, _ICON = 88, 32


class Disc(QWidget):
    """88 px; decoration, so without a name of its own."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self.setFixedSize(_SIZE, _SIZE)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.setBrush(self._theme.color("surface"))
        painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        at = (_SIZE - _ICON) // 2
        painter.drawPixmap(at, at, self._theme.pixmap(self._icon, "text", _ICON))
        painter.end()
