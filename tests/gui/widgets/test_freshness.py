import time

import pytest

from gui.widgets.freshness import Freshness
from tests.builders import stamp


@pytest.fixture
def freshness(qtbot, theme):
    made = Freshness(theme)
    qtbot.addWidget(made)
    made.count("129 subnets")
    return made


def test_fresh_figures_are_counted(freshness):
    assert freshness.text == "129 subnets"


def test_stale_figures_tell_age_and_block(freshness):
    freshness.stale(stamp(101_204, read_at=time.time() - 250))
    assert freshness.text == "4 min old, block 101\u2009204"


def test_a_count_waits_until_figures_are_fresh_again(freshness):
    freshness.stale(stamp())
    freshness.count("7 subnets")
    assert "old" in freshness.text
    freshness.fresh()
    assert freshness.text == "7 subnets"
