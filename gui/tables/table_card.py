"""The card a table lies in, which keeps its rounded corners above any row."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.tables.table_view import TableView
from gui.theme.theme import Theme
from gui.theme.tokens import CARD_RADIUS

_LINE: Final = 1


class TableCard(QFrame):
    """Takes a table edge to edge inside its one pixel border, below a ``head`` if it has one."""

    def __init__(self, table: TableView, theme: Theme, head: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        Corners(self, theme)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)  # the style sheet's border is outside
        self.body.setSpacing(0)
        if head is not None:
            self.body.addWidget(head)
        self.body.addWidget(table)


class Corners(QWidget):
    """Covers what sticks out of a card's rounded corners with the window's colour.

    It follows the card's size and stays above what is in it.
    """

    def __init__(self, card: QWidget, theme: Theme) -> None:
        super().__init__(card)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        card.installEventFilter(self)
        theme.changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self.raise_()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        edge = whole.adjusted(0.5, 0.5, -0.5, -0.5)
        outside = QPainterPath()
        outside.addRect(whole)
        card = QPainterPath()
        card.addRoundedRect(edge, CARD_RADIUS, CARD_RADIUS)
        painter.fillPath(outside.subtracted(card), self._theme.color("window"))
        painter.setPen(QPen(self._theme.color("line"), _LINE))
        painter.drawPath(card)
