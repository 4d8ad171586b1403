"""Stake against incentive: where money and merit agree, and where not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QPointF, Signal

from gui.charts.canvas import Canvas
from gui.charts.neuron_point import NeuronPoint, steps, tick_text
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme

_DOT: Final = 5  # pixels across
_CHOSEN: Final = 8
_REACH: Final = 8.0  # pixels from a point that still mean it
_NAMED: Final = 4  # more chosen points than this are not labelled
_HEADROOM: Final = 1.18
_LOW_SHARE: Final = -0.03  # a strip below zero, so that points on the line are whole


class StakeScatter(Canvas):
    """Stake on a logarithmic axis from 1 alpha upwards; less than 1 counts as 1.

    ``picked`` carries the uid of a clicked point.
    """

    picked = Signal(int)

    def __init__(self, pg: Any, theme: Theme) -> None:
        super().__init__(pg, theme, "Stake and incentive")
        self._points: Sequence[NeuronPoint] = ()
        self._chosen: frozenset[int] = frozenset()
        # One item a colour: pyqtgraph is slow with a brush for each point.
        self._miners: Any = pg.ScatterPlotItem(pen=None)
        self._validators: Any = pg.ScatterPlotItem(pen=None)
        self._marks: Any = pg.ScatterPlotItem(pen=None)
        self._names: list[Any] = []
        for item in (self._miners, self._validators, self._marks):
            self.plot.addItem(item)

    def show_points(self, points: Sequence[NeuronPoint]) -> None:
        self._points = points
        self.redraw()

    def highlight(self, uids: frozenset[int]) -> None:
        """Put the points of these uids in front, larger and in colour."""
        self._chosen = uids
        self._draw_points()

    def redraw(self) -> None:
        top = max((point.incentive for point in self._points), default=0.0) or 1.0
        decades = max((math.ceil(_log(point.stake)) for point in self._points), default=3)
        decades = max(3, decades)
        x = [(float(power), _power_text(power)) for power in range(decades + 1)]
        y = [(0.0, "0"), *((value, tick_text(value)) for value in steps(top, 2))]
        if self._points:
            self.frame(x, y, upright=True)
        else:
            self.frame((), (), upright=True)
        self.span((-0.1, decades + 0.1), (top * _LOW_SHARE, top * _HEADROOM))
        self._draw_points()

    def _draw_points(self) -> None:
        mine = [point for point in self._points if point.uid in self._chosen]
        rest = [point for point in self._points if point.uid not in self._chosen]
        for item, points, size, brush in (
            (self._miners, [p for p in rest if not p.validator], _DOT, self.crowd),
            (self._validators, [p for p in rest if p.validator], _DOT, self.mark),
            (self._marks, mine, _CHOSEN, self.mark),
        ):
            item.setData(
                x=[_log(point.stake) for point in points],
                y=[point.incentive for point in points],
                size=size,
                brush=brush,
            )
        self._name(mine if len(mine) <= _NAMED else [])

    def _name(self, points: Sequence[NeuronPoint]) -> None:
        for name in self._names:
            self.plot.removeItem(name)
        self._names = []
        for point in points:
            name = self._pg.TextItem(str(point.uid), color=self.mark, anchor=(-0.2, 0.5))
            name.setFont(font(FontRole.SMALL))
            name.setPos(_log(point.stake), point.incentive)
            self.plot.addItem(name, ignoreBounds=True)
            self._names.append(name)

    def told_at(self, place: QPointF) -> str:
        point = self._nearest(place)
        if point is None:
            return ""
        return f"uid {point.uid}, stake {point.stake:,.1f}, incentive {point.incentive:.5f}"

    def picked_at(self, place: QPointF) -> None:
        if point := self._nearest(place):
            self.picked.emit(point.uid)

    def _nearest(self, place: QPointF) -> NeuronPoint | None:
        wide, high = self.pixel()
        if not (self._points and wide and high):
            return None

        def distance(point: NeuronPoint) -> float:
            return math.hypot(
                (_log(point.stake) - place.x()) / wide, (point.incentive - place.y()) / high
            )

        nearest = min(self._points, key=distance)
        return nearest if distance(nearest) <= _REACH else None


def _log(stake: float) -> float:
    return math.log10(max(stake, 1.0))


def _power_text(power: int) -> str:
    return ("1", "10", "100", "1k", "10k", "100k", "1M", "10M", "100M")[power] if power < 9 else "…"
