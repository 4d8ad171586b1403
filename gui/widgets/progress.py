"""A line that fills: n of m, where that is true."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme.theme import Theme

_HIGH = 6


class ProgressLine(QWidget):
    """``name`` is what is counted."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._share = 0.0
        self.setFixedHeight(_HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.show_progress(0, 0)

    def show_progress(self, done: int, whole: int) -> None:
        self._share = done / whole if whole else 0.0
        self.setAccessibleName(f"{self._name}: {done} of {whole}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(self.rect())
        painter.setBrush(self._theme.color("line"))
        painter.drawRoundedRect(area, _HIGH / 2, _HIGH / 2)
        if self._share:
            area.setWidth(max(_HIGH, area.width() * self._share))
            painter.setBrush(self._theme.color("accent"))
            painter.drawRoundedRect(area, _HIGH / 2, _HIGH / 2)
        painter.end()
