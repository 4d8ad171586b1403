"""A word goes where no line strikes it through."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF

from gui.charts.clearing import first_clear

BOX = QRectF(10, 10, 10, 10)


def line(*points):
    return [QPointF(x, y) for x, y in points]


@pytest.mark.parametrize(
    "points",
    [
        [(0, 15), (30, 15)],  # through it
        [(0, 0), (30, 30)],  # from corner to corner
        [(15, 0), (15, 30)],  # upright
        [(12, 12), (14, 14)],  # within
        [(0, 5), (12, 5), (13, 40), (30, 40)],  # down inside its width
    ],
)
def test_a_box_that_the_line_touches_is_passed_over(points):
    beside = QRectF(100, 100, 5, 5)
    assert first_clear([BOX, beside], line(*points)) == beside
    assert first_clear([BOX], line(*points)) is None


@pytest.mark.parametrize(
    "points",
    [
        [(0, 5), (30, 5)],  # above
        [(0, 25), (30, 25)],  # below
        [(0, 15), (5, 15)],  # ends before it
        [(0, 30), (9, 0), (30, 0)],  # rises before it
        [(15, 0), (15, 5)],
    ],
)
def test_the_first_box_that_is_clear_is_taken(points):
    assert first_clear([BOX, QRectF(100, 100, 5, 5)], line(*points)) == BOX
