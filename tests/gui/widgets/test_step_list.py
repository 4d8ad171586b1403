"""The steps tell eyes and screen readers alike where one is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from gui.widgets.step_list import StepList

NAMES = ("Name", "Words", "Done")


def spoken(steps: StepList) -> list[str]:
    model = steps.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row, 0).data(role) for row in range(model.rowCount())]


def test_each_step_says_whether_it_is_done_current_or_to_do(theme, qtbot):
    steps = StepList(theme)
    qtbot.addWidget(steps)
    steps.show_steps(NAMES, 1)
    assert spoken(steps) == ["Name, done", "Words, current", "Done, to do"]


def test_all_steps_are_done_behind_the_last(theme, qtbot):
    steps = StepList(theme)
    qtbot.addWidget(steps)
    steps.show_steps(NAMES, 3)
    assert spoken(steps) == ["Name, done", "Words, done", "Done, done"]


def test_a_screen_reader_finds_a_list(theme, qtbot):
    steps = StepList(theme)
    qtbot.addWidget(steps)
    steps.show_steps(NAMES, 0)
    found = QAccessible.queryAccessibleInterface(steps)
    assert found.role() is QAccessible.Role.List
    assert found.text(QAccessible.Text.Name) == "Steps"


def test_another_current_step_looks_different(theme, qtbot):
    steps = StepList(theme)
    qtbot.addWidget(steps)
    steps.resize(132, 150)
    steps.show_steps(NAMES, 0)
    before = steps.grab().toImage()
    steps.show_steps(NAMES, 1)
    assert steps.grab().toImage() != before
