"""How each kind of cell is painted, inside the row that the delegate has laid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.tables.column import Cell, Column, Kind, Tone
from gui.tables.ink import Ink, draw_left, draw_right, elided, text_width
from gui.tables.sparkline import HEIGHT, WIDTH, Sparklines
from gui.theme.fonts import FontRole

_TILE: Final = 20.0
_TILE_RADIUS: Final = 4.0
_GAP: Final = 8.0
_TAIL_GAP: Final = 4.0
_BAR_HEIGHT: Final = 4.0
_CHIP_HEIGHT: Final = 20.0
_CHIP_PADDING: Final = 8.0
_STATE_DOT: Final = 6.0
_SERVING_DOT: Final = 8.0
_DOT_GAP: Final = 6.0
_CHECK: Final = 16.0
_CHECK_RADIUS: Final = 4.0
_LINE_ALPHA: Final = 0.85  # sparklines stand back behind the figures

# Tones that have a soft fill in the palette, and so can be chips.
_SOFT: Final = frozenset(
    {Tone.ACCENT, Tone.POSITIVE, Tone.NEGATIVE, Tone.WARNING, Tone.INFO},
)

Paint: TypeAlias = Callable[[QPainter, QRectF, Cell, Column[Any], Ink], None]

_sparklines: Final = Sparklines()


def paint_text(painter: QPainter, rect: QRectF, cell: Cell, _: Column[Any], ink: Ink) -> None:
    """Words; the tail after them is muted."""
    end = draw_left(painter, FontRole.BODY, ink.tone(cell.tone), rect, cell.text)
    rest = QRectF(rect)
    rest.setLeft(end + _TAIL_GAP)
    if cell.tail and rest.width() > _GAP:
        draw_left(painter, FontRole.BODY, ink.tone(Tone.MUTED), rest, cell.tail)


def paint_mono(painter: QPainter, rect: QRectF, cell: Cell, _: Column[Any], ink: Ink) -> None:
    """An address; the tail after it is a name, muted, in Inter."""
    end = draw_left(painter, FontRole.MONO, ink.tone(cell.tone), rect, cell.text)
    rest = QRectF(rect)
    rest.setLeft(end + _GAP)
    if cell.tail and rest.width() > 2 * _GAP:
        draw_left(painter, FontRole.SMALL, ink.tone(Tone.MUTED), rest, cell.tail)


def paint_number(painter: QPainter, rect: QRectF, cell: Cell, _: Column[Any], ink: Ink) -> None:
    if cell.tail:
        start = draw_right(painter, FontRole.MONO, ink.tone(Tone.MUTED), rect, cell.tail)
        rect = QRectF(rect.left(), rect.top(), start - rect.left(), rect.height())
    draw_right(painter, FontRole.MONO, ink.tone(cell.tone), rect, cell.text)


def paint_bar(painter: QPainter, rect: QRectF, cell: Cell, column: Column[Any], ink: Ink) -> None:
    start = draw_right(painter, FontRole.MONO, ink.tone(cell.tone), rect, cell.text)
    gap = _GAP if cell.text else 0.0
    width = min(column.bar_width, start - gap - rect.left())
    if cell.share is None or width < _BAR_HEIGHT:
        return
    middle = rect.center().y()
    track = QRectF(rect.left(), middle - _BAR_HEIGHT / 2, width, _BAR_HEIGHT)
    draw_bar(painter, track, cell.share, ink.color("line"), ink.tone(column.bar))


def draw_bar(painter: QPainter, track: QRectF, share: float, back: QColor, front: QColor) -> None:
    """A rounded track filled up to ``share``; anything above nothing shows at least a pixel."""
    painter.setPen(Qt.PenStyle.NoPen)
    radius = track.height() / 2
    painter.setBrush(back)
    painter.drawRoundedRect(track, radius, radius)
    if share > 0:
        width = max(1.0, min(share, 1.0) * track.width())
        painter.setBrush(front)
        painter.drawRoundedRect(
            QRectF(track.left(), track.top(), width, track.height()), radius, radius
        )


def paint_chip(painter: QPainter, rect: QRectF, cell: Cell, column: Column[Any], ink: Ink) -> None:
    if cell.tone not in _SOFT:
        draw_left(painter, FontRole.BODY, ink.tone(cell.tone), rect, cell.text)
        return
    role = FontRole.SMALL_MEDIUM
    text = elided(role, cell.text, int(rect.width() - 2 * _CHIP_PADDING))
    width = text_width(role, text) + 2 * _CHIP_PADDING
    left = rect.right() - width if column.right_aligned else rect.left()
    chip = QRectF(left, rect.center().y() - _CHIP_HEIGHT / 2, width, _CHIP_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.color("neutral_soft" if ink.stale else f"{cell.tone.value}_soft"))
    painter.drawRoundedRect(chip, _CHIP_HEIGHT / 2, _CHIP_HEIGHT / 2)
    words = chip.adjusted(_CHIP_PADDING, 0, 1, 0)
    draw_left(painter, role, ink.tone(cell.tone), words, text)


def _dot(painter: QPainter, rect: QRectF, cell: Cell, ink: Ink, size: float) -> QRectF:
    """Draws the dot and returns what is left for words."""
    color = ink.tone(cell.dot or Tone.MUTED)
    place = QRectF(rect.left(), rect.center().y() - size / 2, size, size)
    if cell.hollow:
        painter.setPen(QPen(color, 1.25))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        place.adjust(0.5, 0.5, -0.5, -0.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
    painter.drawEllipse(place)
    return rect.adjusted(size + _DOT_GAP, 0, 0, 0)


def paint_state(painter: QPainter, rect: QRectF, cell: Cell, _: Column[Any], ink: Ink) -> None:
    words = _dot(painter, rect, cell, ink, _STATE_DOT)
    draw_left(painter, FontRole.SMALL, ink.tone(cell.tone), words, cell.text)


def paint_serving(painter: QPainter, rect: QRectF, cell: Cell, _: Column[Any], ink: Ink) -> None:
    words = _dot(painter, rect, cell, ink, _SERVING_DOT)
    draw_left(painter, FontRole.MONO, ink.tone(cell.tone), words, cell.text)


def paint_sparkline(
    painter: QPainter, rect: QRectF, cell: Cell, column: Column[Any], ink: Ink
) -> None:
    line = QColor(ink.color("muted"))
    line.setAlphaF(_LINE_ALPHA)
    ratio = painter.device().devicePixelRatioF()
    pixmap = _sparklines.pixmap(cell.points, line, ink.tone(cell.tone), ratio)
    if pixmap is None:
        paint_number(painter, rect, cell, column, ink)
        return
    top = round(rect.center().y() - HEIGHT / 2)
    painter.drawPixmap(QPointF(round(rect.right() - WIDTH), top), pixmap)


def paint_subnet(painter: QPainter, rect: QRectF, cell: Cell, _: Column[Any], ink: Ink) -> None:
    tile = QRectF(rect.left(), rect.center().y() - _TILE / 2, _TILE, _TILE)
    draw_tile(painter, tile, cell.mark, ink, FontRole.SMALL_MEDIUM)
    words = rect.adjusted(_TILE + _GAP, 0, 0, 0)
    room = text_width(FontRole.SMALL, cell.tail) + _GAP + 1 if cell.tail else 0.0
    name = words.adjusted(0, 0, -room, 0)
    words.setLeft(draw_left(painter, FontRole.BODY, ink.tone(cell.tone), name, cell.text) + _GAP)
    if cell.tail:
        draw_left(painter, FontRole.SMALL, ink.tone(Tone.MUTED), words, cell.tail)


def draw_tile(painter: QPainter, tile: QRectF, mark: str, ink: Ink, role: FontRole) -> None:
    """A subnet's symbol on its tile. What does not fit is cut off by the tile."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.color("neutral_soft"))
    radius = _TILE_RADIUS * tile.width() / _TILE
    painter.drawRoundedRect(tile, radius, radius)
    width = text_width(role, mark)
    left = max(tile.center().x() - width / 2, tile.left() + 1)
    if width > tile.width():
        painter.save()
        painter.setClipRect(tile)
    draw_left(
        painter,
        role,
        ink.tone(Tone.TEXT),
        QRectF(left, tile.top(), width + 1, tile.height()),
        mark,
    )
    if width > tile.width():
        painter.restore()


def draw_check(painter: QPainter, rect: QRectF, ink: Ink, state: Qt.CheckState) -> None:
    """A check box of 16 px at the left of ``rect``."""
    box = QRectF(rect.left(), rect.center().y() - _CHECK / 2, _CHECK, _CHECK)
    checked = state == Qt.CheckState.Checked
    painter.setPen(Qt.PenStyle.NoPen if checked else QPen(ink.color("control"), 1))
    painter.setBrush(ink.color("accent" if checked else "field"))
    inner = box if checked else box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inner, _CHECK_RADIUS, _CHECK_RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle = box.center()
    if checked:
        painter.setPen(_stroke(ink.color("on_accent")))
        painter.drawPolyline(
            [
                QPointF(middle.x() - 3.5, middle.y() + 0.25),
                QPointF(middle.x() - 1, middle.y() + 2.75),
                QPointF(middle.x() + 3.5, middle.y() - 2.5),
            ]
        )
    elif state == Qt.CheckState.PartiallyChecked:
        painter.setPen(_stroke(ink.color("text")))
        painter.drawLine(
            QPointF(middle.x() - 3.5, middle.y()), QPointF(middle.x() + 3.5, middle.y())
        )


def _stroke(color: QColor) -> QPen:
    return QPen(
        color, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


PAINTERS: Final[Mapping[Kind, Paint]] = {
    Kind.TEXT: paint_text,
    Kind.MONO: paint_mono,
    Kind.NUMBER: paint_number,
    Kind.BAR: paint_bar,
    Kind.CHIP: paint_chip,
    Kind.STATE: paint_state,
    Kind.SERVING: paint_serving,
    Kind.SPARKLINE: paint_sparkline,
    Kind.SUBNET: paint_subnet,
}
