import pyqtgraph
from PySide6.QtCore import QPointF

from gui.charts.neuron_point import NeuronPoint
from gui.charts.stake_scatter import StakeScatter

POINTS = [
    NeuronPoint(0, 12.0, 0.004, validator=False),
    NeuronPoint(1, 1_000.0, 0.020, validator=False),
    NeuronPoint(2, 50_000.0, 0.0, validator=True),
]


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
