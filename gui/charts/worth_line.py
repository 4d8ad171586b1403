"""A value over time as one quiet line: from when, up to what, and where it stands now.

Painted here and not with the chart library: this is on the first page that
opens, and should neither wait for half a second of imports nor hold up the
loop while a plot is set up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.domain.accounts import WorthPoint
from core.domain.prices import DAY
from gui.charts.clearing import first_clear
from gui.formats import ago, duration, tooltip
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme

_LINE: Final = 1.5
_FILL: Final = 0.08
_DOT: Final = 3.0
_ABOVE: Final = 14.0  # room for the upper label
_BELOW: Final = 24.0  # and for the times
_HEADROOM: Final = 0.12
_GRID: Final = 3


class WorthLine(QWidget):
    """``words`` writes an amount of rao; called again at each painting, so it may hide them."""

    def __init__(self, theme: Theme, words: Callable[[int], str]) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._points: tuple[WorthPoint, ...] = ()
        self._stale = False
        self._picture = QPixmap()
        self._pictured: object = None  # what the picture is of
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setAccessibleName("Value over time")
        theme.changed.connect(self.update)

    def show_points(self, points: Sequence[WorthPoint]) -> None:
        """Oldest first. Fewer than two draw nothing."""
        if tuple(points) == self._points:
            return
        self._points = tuple(points)
        self.setAccessibleDescription(self._told())
        if self._look() != self._pictured:  # a block moves the line by less than a pixel
            self.update()

    def show_stale(self, *, stale: bool) -> None:
        """Old figures carry no colour."""
        if stale != self._stale:
            self._stale = stale
            self.update()

    def refresh(self) -> None:
        """``words`` write amounts another way now."""
        self.setAccessibleDescription(self._told())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 124)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 100)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if len(self._points) < 2:
            return
        look = self._look()
        if look != self._pictured:
            self._picture, self._pictured = self._drawn(), look
        QPainter(self).drawPixmap(0, 0, self._picture)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self._nearest(event.position().x())
        words = "" if point is None else tooltip(self._words_of(point))
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        QToolTip.hideText()

    # -- parts

    def _look(self) -> object:
        """All that the picture shows, to half a pixel."""
        places = tuple((round(2 * p.x()), round(2 * p.y())) for p in self._places(self._area()))
        frame = (self.size(), self.devicePixelRatioF(), self._theme.palette, self._stale)
        return places, frame, self._labels()

    def _drawn(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        self._paint_grid(painter, area)
        self._paint_line(painter, area)
        self._paint_words(painter, area)
        painter.end()
        return picture

    def _labels(self) -> tuple[str, str, str]:
        """The highest and lowest amount, and how long ago the course begins."""
        if len(self._points) < 2:
            return "", "", ""
        totals = [point.total for point in self._points]
        return self._words(max(totals)), self._words(min(totals)), f"{self._span()} ago"

    def _area(self) -> QRectF:
        return QRectF(0, _ABOVE, self.width() - _DOT - 1, self.height() - _ABOVE - _BELOW)

    def _places(self, area: QRectF) -> list[QPointF]:
        if not self._points:
            return []
        times = [point.time for point in self._points]
        totals = [point.total for point in self._points]
        begin, span = times[0], max(1.0, times[-1] - times[0])
        low, high = min(totals), max(totals)
        room = area.height() * (1 - 2 * _HEADROOM)
        bottom = area.bottom() - area.height() * _HEADROOM
        return [
            QPointF(
                area.left() + area.width() * (point.time - begin) / span,
                bottom - (room * ((point.total - low) / (high - low)) if high > low else room / 2),
            )
            for point in self._points
        ]

    def _paint_grid(self, painter: QPainter, area: QRectF) -> None:
        for step in range(_GRID):
            y = round(area.top() + area.height() * step / (_GRID - 1)) + 0.5
            token = "line" if step == _GRID - 1 else "hairline"
            painter.setPen(QPen(self._theme.color(token), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _paint_line(self, painter: QPainter, area: QRectF) -> None:
        places = self._places(area)
        color = self._theme.color("muted" if self._stale else "accent")
        below = QColor(color)
        below.setAlphaF(_FILL)
        corners = [QPointF(places[-1].x(), area.bottom()), QPointF(places[0].x(), area.bottom())]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(below)
        painter.drawPolygon(QPolygonF([*places, *corners]))
        pen = QPen(color, _LINE)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(places))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(places[-1], _DOT, _DOT)

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        """The highest amount at the left above the line, the lowest where the line is not."""
        high, low, begin = self._labels()
        metrics = QFontMetricsF(font(FontRole.SMALL))
        base = self.height() - 6.0
        painter.setFont(font(FontRole.SMALL))
        painter.setPen(self._theme.color("muted"))
        painter.drawText(QPointF(area.left(), metrics.ascent()), high)
        painter.drawText(QPointF(area.left(), base), begin)
        painter.drawText(QPointF(self.width() - metrics.horizontalAdvance("now"), base), "now")
        if box := self._room_for(low, metrics, area):
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, low)

    def _room_for(self, text: str, metrics: QFontMetricsF, area: QRectF) -> QRectF | None:
        """At the right or the left, near the bottom; nowhere where the line is all over it."""
        wide, tall = metrics.horizontalAdvance(text) + 1.0, metrics.height()
        sides = (self.width() - wide, area.left())
        feet = (area.bottom() - 2.0, area.bottom() - area.height() * _HEADROOM - 3.0)
        boxes = (QRectF(x, foot - tall, wide, tall) for foot in feet for x in sides)
        return first_clear(boxes, self._places(area))

    def _nearest(self, x: float) -> WorthPoint | None:
        if len(self._points) < 2:
            return None
        places = self._places(self._area())
        index = min(range(len(places)), key=lambda index: abs(places[index].x() - x))
        return self._points[index]

    def _words_of(self, point: WorthPoint) -> str:
        return f"{self._words(point.total)}, {ago(self._points[-1].time - point.time)}"

    def _told(self) -> str:
        if len(self._points) < 2:
            return ""
        first, last = self._points[0], self._points[-1]
        return f"{self._words(first.total)} {self._span()} ago, {self._words(last.total)} now"

    def _span(self) -> str:
        """How long the course is, in whole words where there is room for them."""
        seconds = self._points[-1].time - self._points[0].time
        days = round(seconds / DAY)
        return f"{days} days" if days > 1 else duration(seconds)
