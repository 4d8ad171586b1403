import pyqtgraph
from PySide6.QtCore import QPointF

from gui.charts.incentive_bars import IncentiveBars
from gui.charts.neuron_point import NeuronPoint

POINTS = [
    NeuronPoint(0, 12.0, 0.004, validator=False),
    NeuronPoint(1, 1_000.0, 0.020, validator=False),
    NeuronPoint(2, 50_000.0, 0.0, validator=True),
]


def test_a_bar_tells_its_uid_and_picks_it(qtbot, theme):
    bars = IncentiveBars(pyqtgraph, theme)
    qtbot.addWidget(bars)
    bars.show_points(POINTS)
    assert bars.told_at(QPointF(1.2, 0.5)) == "uid 1, incentive 0.02000"
    assert bars.told_at(QPointF(7, 0.5)) == ""
    with qtbot.waitSignal(bars.picked) as picked:
        bars.picked_at(QPointF(0.9, 0.01))
    assert picked.args == [1]
