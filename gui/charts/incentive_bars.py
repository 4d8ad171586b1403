"""Incentive by uid: one bar a neuron, the chosen ones in colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QPointF, Signal

from gui.charts.canvas import Canvas
from gui.charts.neuron_point import NeuronPoint, steps, tick_text
from gui.theme.theme import Theme

_BAR: Final = 1.6  # pixels
_CHOSEN: Final = 2.6
_HEADROOM: Final = 1.18


class IncentiveBars(Canvas):
    """``picked`` carries the uid of a clicked bar."""

    picked = Signal(int)

    def __init__(self, pg: Any, theme: Theme) -> None:
        super().__init__(pg, theme, "Incentive by uid")
        self._points: Sequence[NeuronPoint] = ()
        self._chosen: frozenset[int] = frozenset()
        self._by_uid: dict[int, NeuronPoint] = {}
        self._bars: Any = pg.BarGraphItem(x=[], height=[], width=1)
        self._marks: Any = pg.BarGraphItem(x=[], height=[], width=1)
        for item in (self._bars, self._marks):
            self.plot.addItem(item)
        self.plot.getViewBox().sigResized.connect(self.redraw)

    def show_points(self, points: Sequence[NeuronPoint]) -> None:
        self._points = points
        self._by_uid = {point.uid: point for point in points}
        self.redraw()

    def highlight(self, uids: frozenset[int]) -> None:
        """Colour the bars of these uids."""
        self._chosen = uids
        self._draw_bars()

    def redraw(self) -> None:
        last = max((point.uid for point in self._points), default=0)
        top = max((point.incentive for point in self._points), default=0.0)
        y = [(0.0, "0"), *((value, tick_text(value)) for value in steps(top, 2))]
        x = _uid_ticks(last) if self._points else []
        self.frame(x, y if self._points else [], upright=False)
        self.span((-3.0, last + 3.0), (0.0, top * _HEADROOM or 1.0))
        self._draw_bars()

    def _draw_bars(self) -> None:
        pixel = self.pixel()[0]
        crowd = [point for point in self._points if point.uid not in self._chosen]
        chosen = [point for point in self._points if point.uid in self._chosen]
        for item, points, width, color in (
            (self._bars, crowd, _BAR, self.crowd),
            (self._marks, chosen, _CHOSEN, self.mark),
        ):
            item.setOpts(
                x=[point.uid for point in points],
                height=[point.incentive for point in points],
                width=width * pixel,
                pen=self._pg.mkPen(None),
                brush=color,
            )

    def told_at(self, place: QPointF) -> str:
        point = self._by_uid.get(round(place.x()))
        return f"uid {point.uid}, incentive {point.incentive:.5f}" if point else ""

    def picked_at(self, place: QPointF) -> None:
        if round(place.x()) in self._by_uid:
            self.picked.emit(round(place.x()))


def _uid_ticks(last: int) -> list[tuple[float, str]]:
    """Quarters in round numbers, and the last uid."""
    if last < 8:
        return [(float(uid), str(uid)) for uid in range(last + 1)]
    quarter = (last + 1) // 4
    return [(float(uid), str(uid)) for uid in (0, quarter, 2 * quarter, 3 * quarter, last)]
