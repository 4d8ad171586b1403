"""Progress says how many of how many."""

from __future__ import annotations

from gui.widgets.progress import ProgressLine


def test_it_counts_for_eyes_and_ears(theme, qtbot):
    line = ProgressLine(theme, "Hotkeys made")
    qtbot.addWidget(line)
    line.resize(200, 6)
    line.show_progress(0, 4)
    empty = line.grab().toImage()
    line.show_progress(2, 4)
    assert line.accessibleName() == "Hotkeys made: 2 of 4"
    assert line.grab().toImage() != empty


def test_nothing_of_nothing_is_empty(theme, qtbot):
    line = ProgressLine(theme, "Hotkeys made")
    qtbot.addWidget(line)
    line.resize(200, 6)
    line.show_progress(0, 4)
    empty = line.grab().toImage()
    line.show_progress(0, 0)
    assert line.grab().toImage() == empty
