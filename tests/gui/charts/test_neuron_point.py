import pytest

from gui.charts.neuron_point import steps, tick_text


@pytest.mark.parametrize(
    ("top", "expected"),
    [(0.0211, ["0.01", "0.02"]), (1.0, ["0.5", "1"]), (0.0004, ["0.0002", "0.0004"]), (0, [])],
)
def test_axes_have_round_steps(top, expected):
    assert [tick_text(value) for value in steps(top, 2)] == expected
