"""Small price lines, painted once per course, colour and size."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

WIDTH: Final = 60.0
HEIGHT: Final = 20.0
_PEN: Final = 1.25
_DOT: Final = 2.0
_KEPT: Final = 512

_Key = tuple[tuple[int, ...], int, int, float]


def course(points: Sequence[int], rect: QRectF) -> list[QPointF]:
    """``points`` spread evenly over ``rect``, lowest at the bottom; flat in the middle."""
    low, high = min(points), max(points)
    span = high - low
    step = rect.width() / (len(points) - 1)
    return [
        QPointF(
            rect.left() + number * step,
            rect.bottom() - ((value - low) / span if span else 0.5) * rect.height(),
        )
        for number, value in enumerate(points)
    ]


class Sparklines:
    """The newest 512 pixmaps. A course of fewer than two points has none."""

    def __init__(self) -> None:
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()

    def pixmap(
        self, points: tuple[int, ...], line: QColor, end: QColor, ratio: float
    ) -> QPixmap | None:
        """The line in ``line``, its last point in ``end``."""
        if len(points) < 2:
            return None
        key = (points, line.rgba(), end.rgba(), ratio)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = _painted(points, line, end, ratio)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found


def _painted(points: tuple[int, ...], line: QColor, end: QColor, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(WIDTH * ratio), round(HEIGHT * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    places = course(points, QRectF(0.5, 3, WIDTH - _DOT - 0.5, HEIGHT - 6))
    path = QPainterPath(places[0])
    for place in places[1:]:
        path.lineTo(place)
    painter.setPen(
        QPen(
            line,
            _PEN,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(end)
    painter.drawEllipse(places[-1], _DOT, _DOT)
    painter.end()
    return pixmap
