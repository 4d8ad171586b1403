"""The theme as painters use it: colours as QColor, fonts with their measures."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from gui.tables.column import Tone
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme

PADDING = 8.0
EDGE_PADDING = 16.0


class Ink(QObject):
    """Colours by token, kept until the theme changes.

    While ``stale`` every tone of text is muted: old figures carry no colour.
    """

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.stale = False
        self._colors: dict[str, QColor] = {}
        theme.changed.connect(self._on_theme_changed)

    def color(self, token: str) -> QColor:
        """A colour of the palette; ``series1`` to ``series6`` count from one."""
        found = self._colors.get(token)
        if found is None:
            palette = self.theme.palette
            name = (
                palette.series[int(token[-1]) - 1]
                if token.startswith("series")
                else getattr(palette, token)
            )
            found = self._colors[token] = QColor(name)
        return found

    def tone(self, tone: Tone) -> QColor:
        """The colour of words, dots and bars, as long as they are fresh."""
        drained = self.stale and tone is not Tone.LINE
        return self.color("muted" if drained else tone.value)

    def _on_theme_changed(self) -> None:
        self._colors.clear()
        self.changed.emit()


@cache
def metrics(role: FontRole) -> QFontMetricsF:
    """The measures of a role's font, on a screen of ratio 1."""
    return QFontMetricsF(font(role))


@lru_cache(maxsize=8192)
def text_width(role: FontRole, text: str) -> float:
    """How wide ``text`` is, in pixels."""
    return metrics(role).horizontalAdvance(text)


@lru_cache(maxsize=8192)
def elided(role: FontRole, text: str, width: int) -> str:
    """``text``, cut at its end with … where it is wider than ``width`` pixels."""
    if text_width(role, text) <= width:
        return text
    return metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, width)


def baseline(role: FontRole, rect: QRectF) -> float:
    """Where text of this role stands to be in the middle of ``rect``, by its capitals."""
    return round(rect.center().y() + metrics(role).capHeight() / 2)


def draw_left(painter: QPainter, role: FontRole, color: QColor, rect: QRectF, text: str) -> float:
    """Draw ``text`` from the left edge, cut where it does not fit; returns where it ends."""
    shown = elided(role, text, int(rect.width()))
    painter.setFont(font(role))
    painter.setPen(color)
    painter.drawText(QPointF(rect.left(), baseline(role, rect)), shown)
    return rect.left() + text_width(role, shown)


def draw_right(painter: QPainter, role: FontRole, color: QColor, rect: QRectF, text: str) -> float:
    """Draw ``text`` up to the right edge, uncut; returns where it begins."""
    start = rect.right() - text_width(role, text)
    painter.setFont(font(role))
    painter.setPen(color)
    painter.drawText(QPointF(start, baseline(role, rect)), text)
    return start


def inside(rect: QRectF, *, first: bool, last: bool) -> QRectF:
    """A cell without its padding, which is wider at both ends of the table."""
    left = EDGE_PADDING if first else PADDING
    right = EDGE_PADDING if last else PADDING
    return rect.adjusted(left, 0, -right, 0)
