"""A switch: on or off at once, without an Apply button."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gui.theme.theme import Theme

_WIDTH, _HEIGHT = 32, 18


class Switch(QAbstractButton):
    """32 by 18; ``name`` is what it switches, for those who cannot see the row."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        on, color = self.isChecked(), self._theme.color
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "disabled" if not self.isEnabled() else "accent" if on else "control"
        painter.setPen(QPen(color(edge), 1))
        painter.setBrush(color(edge) if on else color("field"))
        painter.drawRoundedRect(QRectF(0.5, 0.5, _WIDTH - 1, _HEIGHT - 1), 8.5, 8.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("on_accent" if on else edge))
        painter.drawEllipse(QPointF(_WIDTH - 9 if on else 9, 9), 6, 6)
        painter.end()
