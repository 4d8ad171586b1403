"""The palette by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from gui.shell.palette import CommandPalette
from gui.shell.ranking import Entry

ENTRIES = [Entry(f"Page {n}", f"go:{n}", "hexagons", weight=-n) for n in range(20)]


@pytest.fixture
def palette(theme, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.button = QPushButton("below", window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.button.setFocus()
    made = CommandPalette(theme, window)
    made.window_below = window
    made.open_with(ENTRIES)
    return made


def press(qtbot, palette, *keys):
    for key in keys:
        qtbot.keyClick(palette.field, key)


def test_it_opens_with_the_field_focused_and_the_first_entry_marked(palette):
    assert QApplication.focusWidget() is palette.field
    assert palette.list.currentIndex().row() == 0


def test_arrows_and_enter_choose(palette, qtbot):
    with qtbot.waitSignal(palette.chosen) as signal:
        press(qtbot, palette, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert signal.args == ["go:1"]
    assert not palette.is_open


def test_one_step_up_from_the_top_is_the_end(palette, qtbot):
    press(qtbot, palette, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == 19


def test_a_page_stops_at_the_end(palette, qtbot):
    press(qtbot, palette, *[Qt.Key.Key_PageDown] * 5)
    assert palette.list.currentIndex().row() == 19


def test_typing_narrows_and_marks_the_best(palette, qtbot):
    qtbot.keyClicks(palette.field, "page 7")
    assert palette.titles == ["Page 7"]
    with qtbot.waitSignal(palette.chosen) as signal:
        press(qtbot, palette, Qt.Key.Key_Return)
    assert signal.args == ["go:7"]


def test_enter_on_nothing_does_nothing(palette, qtbot):
    qtbot.keyClicks(palette.field, "zzz")
    with qtbot.assertNotEmitted(palette.chosen):
        press(qtbot, palette, Qt.Key.Key_Return)
    assert palette.is_open


def test_escape_closes_and_gives_the_focus_back(palette, qtbot):
    with qtbot.waitSignal(palette.closed):
        press(qtbot, palette, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is palette.window_below.button


def test_tab_does_not_lead_below_the_palette(palette, qtbot):
    press(qtbot, palette, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is palette.field


def test_entries_that_come_later_join_what_is_typed(palette, qtbot):
    qtbot.keyClicks(palette.field, "14")
    palette.add_entries([Entry("Lumen Text", "go:subnets/14", "hexagons", number=14)])
    assert palette.titles[0] == "Lumen Text"
