"""The network's chip where it cannot be changed: in a review."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.domain.networks import Network
from gui.network_look import fitted, look_of
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme

_HEIGHT = 24
_DOT_ROOM, _PADDING = 26, 10
_WIDEST = 200
_SOFT = {"practice": "practice_soft", "info": "info_soft"}


class NetworkBadge(QWidget):
    """24 high: a dot in the network's colour and its name."""

    def __init__(self, theme: Theme, network: Network) -> None:
        super().__init__()
        self._theme = theme
        self.setFont(font(FontRole.SMALL_MEDIUM))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.show_network(network)

    def show_network(self, network: Network) -> None:
        self._look = look_of(network)
        self.setAccessibleName(f"Network: {self._look.chip}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self._look.chip) + 1
        return QSize(min(words, _WIDEST) + _DOT_ROOM + _PADDING, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        color, tone = self._theme.color, self._look.tone
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(_SOFT.get(tone, "neutral_soft")))
        painter.drawRoundedRect(self.rect(), _HEIGHT / 2, _HEIGHT / 2)
        painter.setBrush(color(self._look.dot))
        painter.drawEllipse(10, 8, 8, 8)
        painter.setPen(color("muted" if tone == "local" else tone or "text"))
        room = self.rect().adjusted(_DOT_ROOM, 0, -_PADDING + 2, 0)
        words = fitted(self._look.chip, self.fontMetrics(), room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()
