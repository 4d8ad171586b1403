"""Where a word may stand beside a line without being struck through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF


def first_clear(boxes: Iterable[QRectF], line: Sequence[QPointF]) -> QRectF | None:
    """The first of ``boxes`` that the line does not touch; its points go from left to right."""
    return next((box for box in boxes if not _touches(line, box)), None)


def _touches(line: Sequence[QPointF], box: QRectF) -> bool:
    return any(_crosses(begin, end, box) for begin, end in pairwise(line))


def _crosses(begin: QPointF, end: QPointF, box: QRectF) -> bool:
    """What of the stretch lies over or under the box, and whether that is at its height."""
    left, right = max(begin.x(), box.left()), min(end.x(), box.right())
    if left > right:
        return False
    heights = (_height(begin, end, left), _height(begin, end, right))
    if begin.x() == end.x():
        heights = (begin.y(), end.y())
    return min(heights) <= box.bottom() and max(heights) >= box.top()


def _height(begin: QPointF, end: QPointF, x: float) -> float:
    wide = end.x() - begin.x()
    return begin.y() + (end.y() - begin.y()) * ((x - begin.x()) / wide if wide else 0.0)
