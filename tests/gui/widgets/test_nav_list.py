"""The list of places by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gui.widgets.nav_list import NavList, Place


@pytest.fixture
def places(theme, qtbot):
    made = NavList(theme, "Pages", [Place("Subnets", "hexagons"), Place("Settings", "settings")])
    qtbot.addWidget(made)
    made.resize(176, 120)
    made.show()
    made.mark(0)
    return made


def test_marking_does_not_choose(places, qtbot):
    with qtbot.assertNotEmitted(places.chosen):
        places.mark(1)


def test_a_click_chooses(places, qtbot):
    with qtbot.waitSignal(places.chosen) as signal:
        where = places.visualRect(places.model().index(1, 0)).center()
        qtbot.mouseClick(places.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert signal.args == [1]


@pytest.mark.parametrize(
    ("key", "row"), [(Qt.Key.Key_Down, 1), (Qt.Key.Key_Return, 0), (Qt.Key.Key_Space, 0)]
)
def test_keys_choose(places, qtbot, key, row):
    with qtbot.waitSignal(places.chosen) as signal:
        qtbot.keyClick(places, key)
    assert signal.args == [row]


def test_an_arrow_at_the_end_chooses_nothing(places, qtbot):
    with qtbot.assertNotEmitted(places.chosen):
        qtbot.keyClick(places, Qt.Key.Key_Up)


def test_the_chosen_place_is_painted_as_such(places):
    before = places.grab().toImage()
    places.mark(1)
    assert places.grab().toImage() != before
