import subprocess
import sys

import pyqtgraph
import pytest
from PySide6.QtCore import QPointF

from core.domain.settings import Appearance
from gui.charts.incentive_bars import IncentiveBars
from gui.charts.library import load
from gui.charts.neuron_point import NeuronPoint, steps, tick_text
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


def test_pages_and_tables_do_not_import_the_chart_library():
    check = (
        "import sys, gui.pages.subnets, gui.pages.subnet;"
        "print([m for m in ('pyqtgraph', 'numpy') if m in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", check], check=False, capture_output=True, text=True
    )
    assert found.stdout.strip() == "[]", found.stderr


async def test_the_library_is_imported_off_the_loop():
    assert (await load()) is pyqtgraph


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


def test_a_bar_tells_its_uid_and_picks_it(qtbot, theme):
    bars = IncentiveBars(pyqtgraph, theme)
    qtbot.addWidget(bars)
    bars.show_points(POINTS)
    assert bars.told_at(QPointF(1.2, 0.5)) == "uid 1, incentive 0.02000"
    assert bars.told_at(QPointF(7, 0.5)) == ""
    with qtbot.waitSignal(bars.picked) as picked:
        bars.picked_at(QPointF(0.9, 0.01))
    assert picked.args == [1]


def test_a_point_tells_its_uid_and_picks_it(qtbot, theme):
    scatter = StakeScatter(pyqtgraph, theme)
    qtbot.addWidget(scatter)
    scatter.resize(400, 180)
    scatter.show_points(POINTS)
    scatter.show()
    assert scatter.told_at(QPointF(3.0, 0.02)) == "uid 1, stake 1,000.0, incentive 0.02000"
    assert scatter.told_at(QPointF(2.0, 0.012)) == ""
    with qtbot.waitSignal(scatter.picked) as picked:
        scatter.picked_at(QPointF(3.0, 0.02))
    assert picked.args == [1]


@pytest.mark.parametrize(
    ("top", "expected"),
    [(0.0211, ["0.01", "0.02"]), (1.0, ["0.5", "1"]), (0.0004, ["0.0002", "0.0004"]), (0, [])],
)
def test_axes_have_round_steps(top, expected):
    assert [tick_text(value) for value in steps(top, 2)] == expected
