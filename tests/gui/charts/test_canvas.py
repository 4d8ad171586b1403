import pyqtgraph
import pytest
from PySide6.QtCore import QPointF

from core.domain.settings import Appearance
from gui.charts.incentive_bars import IncentiveBars
from gui.charts.neuron_point import NeuronPoint
from gui.charts.stake_scatter import StakeScatter

POINTS = [
    NeuronPoint(0, 12.0, 0.004, validator=False),
    NeuronPoint(1, 1_000.0, 0.020, validator=False),
    NeuronPoint(2, 50_000.0, 0.0, validator=True),
]


@pytest.fixture(params=[IncentiveBars, StakeScatter])
def chart(request, qtbot, theme):
    made = request.param(pyqtgraph, theme)
    qtbot.addWidget(made)
    made.resize(400, 180)
    made.show_points(POINTS)
    made.show()
    return made


def test_a_chosen_neuron_shows(chart):
    before = chart.grab().toImage()
    chart.highlight(frozenset({1}))
    assert chart.grab().toImage() != before
    chart.highlight(frozenset())
    assert chart.grab().toImage() == before


def test_another_theme_shows(chart, theme):
    before = chart.grab().toImage()
    theme.apply(Appearance.LIGHT)
    assert chart.grab().toImage() != before


def test_stale_charts_lose_their_colour(chart):
    chart.highlight(frozenset({1}))
    before = chart.grab().toImage()
    chart.show_stale(stale=True)
    assert chart.grab().toImage() != before


def test_no_neurons_are_no_error(chart):
    chart.show_points([])
    assert not chart.grab().isNull()
    assert chart.told_at(QPointF(0, 0)) == ""
