"""Grey bars in the shape of rows, for the time before the first answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from gui.tables.column import Column, Kind
from gui.tables.ink import Ink, inside

_BAR: Final = 8.0
_LENGTHS: Final = (0.9, 0.7, 0.8, 0.6, 0.75)  # of a cell, so that rows look like words


def paint_skeleton(
    painter: QPainter,
    slots: Sequence[tuple[int, int, Column[Any]]],
    row_height: int,
    bottom: int,
    ink: Ink,
) -> None:
    """Fill the height with quiet rows. ``slots`` are left edge, width and column. Nothing moves."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for row in range(bottom // row_height):
        top = row * row_height
        for place, (left, width, column) in enumerate(slots):
            cell = inside(
                QRectF(left, top, width, row_height - 1),
                first=place == 0,
                last=place == len(slots) - 1,
            )
            _paint_bar(painter, cell, column, _LENGTHS[(row + 2 * place) % len(_LENGTHS)], ink)
        line = QRectF(0, top + row_height - 1, slots[-1][0] + slots[-1][1], 1)
        painter.fillRect(line, ink.color("hairline"))


def _paint_bar(
    painter: QPainter, cell: QRectF, column: Column[Any], share: float, ink: Ink
) -> None:
    if column.kind is Kind.CHECK:
        return
    width = min(cell.width() * share, 120.0)
    left = cell.right() - width if column.right_aligned else cell.left()
    bar = QRectF(left, cell.center().y() - _BAR / 2, width, _BAR)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.color("hairline"))
    painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
