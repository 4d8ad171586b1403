"""Line icons, painted once per name, size, colour and pixel ratio."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.theme.assets import ICONS

_LINE_WIDTH = b'stroke-width="2"'
_FINE_LINE = b'stroke-width="1.75"'


@cache
def _source(name: str) -> bytes:
    return (ICONS / f"{name}.svg").read_bytes().replace(_LINE_WIDTH, _FINE_LINE)


@cache
def paint_icon(name: str, size: int, color: str, ratio: float, ink: str) -> QPixmap:
    """The icon file ``name`` in ``color``, ``size`` points wide.

    QtSvg paints ``currentColor`` black, so the colour is written into the
    source first. ``ink`` fills the second colour of the brand mark. Raises
    ``FileNotFoundError`` for an unknown name.
    """
    source = _source(name)
    source = source.replace(b"currentColor", color.encode()).replace(b"currentInk", ink.encode())
    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
