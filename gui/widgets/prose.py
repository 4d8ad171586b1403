"""Sentences over several lines, with the air between them that reading takes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy

from gui.theme.fonts import FontRole
from gui.widgets.labels import TextLabel

LEADING: Final = 20  # Qt's own labels set 13 px in lines of 16
_WIDEST: Final = 480  # that it asks for; it takes what it gets


class Prose(TextLabel):
    """Own words in the body face, wrapped; everything else as ``TextLabel``."""

    def __init__(self, text: str = "", tone: str = "muted") -> None:
        super().__init__(text, FontRole.BODY, tone, wrap=True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        return LEADING * max(1, len(self._lines(width)))

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = min(_WIDEST, self.fontMetrics().horizontalAdvance(self.text()) + 2)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, LEADING)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.setFont(self.font())
        metrics = painter.fontMetrics()
        rise = (LEADING - metrics.height()) / 2 + metrics.ascent()
        for number, line in enumerate(self._lines(self.width())):
            painter.drawText(QPointF(0, number * LEADING + rise), line)
        painter.end()

    def _lines(self, width: int) -> list[str]:
        layout = QTextLayout(self.text(), self.font())
        layout.setTextOption(QTextOption())
        lines: list[str] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            start, length = line.textStart(), line.textLength()
            lines.append(self.text()[start : start + length].rstrip())
        layout.endLayout()
        return lines
