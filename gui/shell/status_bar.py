"""The status bar: the connection, and how old what one sees is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from core.domain.connection import ConnectionState
from gui.shell.connection_words import Part, dot_tone, spoken, status_parts
from gui.shell.lock_label import LockLabel
from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme

HEIGHT = 28
_GAP = 8.0


class ConnectionLine(QWidget):
    """A dot and the parts of ``status_parts``, parted by middle dots."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts: tuple[Part, ...] = ()
        self._dot = "disabled"
        self.setFont(font(FontRole.SMALL_FIGURES))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Connection")
        theme.changed.connect(self.update)

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return " · ".join(" ".join(filter(None, (p.text, p.strong))) for p in self._parts)

    def show_state(self, state: ConnectionState, now: float) -> None:
        parts, dot = status_parts(state, now), dot_tone(state)
        if (parts, dot) == (self._parts, self._dot):
            return
        self._parts, self._dot = parts, dot
        self.setAccessibleName(spoken(state, now))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        middle = self.height() / 2
        painter.setPen(self._theme.color("window"))
        painter.setBrush(self._theme.color(self._dot))
        painter.drawEllipse(QRectF(0, middle - 4, 8, 8))
        left = 16.0
        for number, part in enumerate(self._parts):
            if number:
                left = self._draw(painter, left + _GAP, "·", "muted") + _GAP
            left = self._draw(painter, left, part.text, part.tone)
            if part.strong:
                left = self._draw(painter, left + (4 if part.text else 0), part.strong, "text")
        painter.end()

    def _draw(self, painter: QPainter, left: float, text: str, tone: str) -> float:
        metrics = QFontMetricsF(self.font())
        painter.setPen(self._theme.color(tone))
        base = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(left, round(base)), text)
        return left + metrics.horizontalAdvance(text)


class StatusBar(QFrame):
    """28 px high; at the right the keys' lock."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("room", "status")
        self.setFixedHeight(HEIGHT)
        self.line = ConnectionLine(theme)
        self.lock = LockLabel(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.XL, 0, tokens.XL, 0)
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self.lock)
