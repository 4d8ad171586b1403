"""The two charts below the metagraph, in cards that are there before the charts are."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.domain.metagraph import Neuron, Role
from core.domain.money import RAO_PER_TAO
from gui.charts.incentive_bars import IncentiveBars
from gui.charts.neuron_point import NeuronPoint
from gui.charts.stake_scatter import StakeScatter
from gui.pages.subnet.row import FULL
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel

_DOT: Final = 8
_PAUSE: Final = 0.02  # seconds, for what else there is to do between two charts
_TITLE: Final = 36


class NeuronPlots(QWidget):
    """Side by side. ``build`` once the chart library is there; ``picked`` carries a uid."""

    picked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._points: list[NeuronPoint] = []
        self._chosen: frozenset[int] = frozenset()
        self._stale = False
        self._turn = 0  # of the charts, to draw the newest points
        self._pause = QTimer(self, singleShot=True, interval=round(_PAUSE * 1000))
        self._pause.timeout.connect(self._draw_next)
        self.bars: IncentiveBars | None = None
        self.scatter: StakeScatter | None = None
        self._left = _ChartCard(theme, "Incentive by uid", (("info", "selected"),))
        legend = (("muted", "miner"), ("info", "validator, selected"))
        self._right = _ChartCard(theme, "Stake and incentive", legend)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.L)
        layout.addWidget(self._left, 1)
        layout.addWidget(self._right, 1)

    async def build(self, pg: Any) -> None:
        """Put the charts into their cards, those that are not there yet.

        Each takes tens of milliseconds: so one at a time, with pauses.
        """
        if self.bars is None:
            self.bars = IncentiveBars(pg, self._theme)
            self._take(self.bars, self._left)
            await asyncio.sleep(_PAUSE)
        if self.scatter is None:
            self.scatter = StakeScatter(pg, self._theme)
            self._take(self.scatter, self._right)

    @property
    def complete(self) -> bool:
        return self.bars is not None and self.scatter is not None

    def _take(self, chart: IncentiveBars | StakeScatter, card: _ChartCard) -> None:
        chart.picked.connect(self.picked)
        chart.show_stale(stale=self._stale)
        chart.show_points(self._points)
        chart.highlight(self._chosen)
        card.hold(chart)

    def show_neurons(self, neurons: Sequence[Neuron], symbol: str) -> None:
        self._right.title.setText(f"Stake {symbol} and incentive".replace("  ", " "))
        points = [_point(neuron) for neuron in neurons]
        if points != self._points:
            self._points = points
            self._turn = 0
            self._pause.start()

    def show_stale(self, *, stale: bool) -> None:
        self._stale = stale
        for chart in (self.bars, self.scatter):
            if chart is not None:
                chart.show_stale(stale=stale)

    def highlight(self, uids: frozenset[int]) -> None:
        """Bring the neurons chosen in the table out."""
        self._chosen = uids
        for chart in (self.bars, self.scatter):
            if chart is not None:
                chart.highlight(uids)

    def _draw_next(self) -> None:
        """The charts take turns, so that the table and each of them are painted on their own."""
        charts = (self.bars, self.scatter)
        chart = charts[self._turn]
        self._turn += 1
        if self._turn < len(charts):
            self._pause.start()
        if chart is not None:
            chart.show_points(self._points)


def _point(neuron: Neuron) -> NeuronPoint:
    return NeuronPoint(
        neuron.uid,
        neuron.stake / RAO_PER_TAO,
        neuron.incentive / FULL,
        neuron.role is Role.VALIDATOR,
    )


class _ChartCard(Card):
    def __init__(self, theme: Theme, title: str, legend: Sequence[tuple[str, str]]) -> None:
        super().__init__(padding=0)
        self.title = TextLabel(title, FontRole.BODY_STRONG)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.L, 0, tokens.L, 0)
        head.setSpacing(6)
        head.addWidget(self.title)
        head.addStretch()
        for token, words in legend:
            head.addWidget(_Dot(theme, token))
            head.addWidget(TextLabel(words, FontRole.SMALL, "muted"))
            head.addSpacing(4)
        self.title.setFixedHeight(_TITLE)
        self.body.addLayout(head)
        self._room = QWidget()
        self._room_layout = QHBoxLayout(self._room)
        self._room_layout.setContentsMargins(2, 0, tokens.L, 2)
        self.body.addWidget(self._room, 1)

    def hold(self, chart: QWidget) -> None:
        self._room_layout.addWidget(chart)


class _Dot(QWidget):
    """A mark of a legend."""

    def __init__(self, theme: Theme, token: str) -> None:
        super().__init__()
        self._theme = theme
        self._token = token
        self.setFixedSize(_DOT, _DOT)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(self._token))
        painter.drawEllipse(0, 0, _DOT, _DOT)
