"""New words: in sight only while they are asked for, and in nothing that can be read out later."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.guarded import GuardedSight
from gui.widgets.words_grid import WordsGrid
from tests.fakes import wallets

WORDS = wallets.WORDS.split()


class Stage:
    def __init__(self, theme, qtbot) -> None:
        self.asked = 0
        self.host = QWidget()
        qtbot.addWidget(self.host)
        self.grid = WordsGrid(theme, self.words)
        layout = QVBoxLayout(self.host)
        layout.addWidget(self.grid)
        self.host.resize(600, 400)
        self.host.show()
        self.host.activateWindow()
        qtbot.waitUntil(self.host.isActiveWindow)
        self.grid.begin(12)

    def words(self) -> list[str]:
        self.asked += 1
        return list(WORDS)


@pytest.fixture
def stage(theme, qtbot):
    return Stage(theme, qtbot)


def texts_of(interface) -> str:
    kinds = (
        QAccessible.Text.Name,
        QAccessible.Text.Description,
        QAccessible.Text.Value,
        QAccessible.Text.Help,
    )
    own = " ".join(interface.text(kind) for kind in kinds)
    children = [interface.child(number) for number in range(interface.childCount())]
    return own + " ".join(texts_of(child) for child in children if child is not None)


def test_its_window_is_kept_out_of_screenshots(stage):
    assert stage.grid.findChild(GuardedSight) is not None


def test_the_mouse_shows_them_for_as_long_as_it_holds(stage, qtbot):
    hidden = stage.grid.grab().toImage()
    qtbot.mousePress(stage.grid.button, Qt.MouseButton.LeftButton)
    assert stage.grid.is_showing
    assert stage.grid.grab().toImage() != hidden
    qtbot.mouseRelease(stage.grid.button, Qt.MouseButton.LeftButton)
    assert not stage.grid.is_showing


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_keyboard_shows_them_too(stage, qtbot, key):
    stage.grid.button.setFocus()
    qtbot.keyPress(stage.grid.button, key)
    assert stage.grid.is_showing
    qtbot.keyRelease(stage.grid.button, key)
    assert not stage.grid.is_showing


def test_they_are_asked_for_when_the_button_is_held_and_not_before(stage, qtbot):
    assert stage.asked == 0
    qtbot.mousePress(stage.grid.button, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(stage.grid.button, Qt.MouseButton.LeftButton)
    assert stage.asked == 1


def test_losing_the_focus_hides_them(stage, qtbot):
    stage.grid.button.setFocus()
    qtbot.keyPress(stage.grid.button, Qt.Key.Key_Space)
    stage.grid.button.clearFocus()
    assert not stage.grid.is_showing


def test_hiding_the_page_hides_them(stage, qtbot):
    qtbot.mousePress(stage.grid.button, Qt.MouseButton.LeftButton)
    stage.host.hide()
    assert not stage.grid.is_showing


def test_another_window_hides_them(stage, qtbot):
    stage.grid.button.setFocus()
    qtbot.keyPress(stage.grid.button, Qt.Key.Key_Space)
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    assert not stage.grid.is_showing


def test_the_grid_itself_is_no_button(stage, qtbot):
    qtbot.mousePress(stage.grid, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert not stage.grid.is_showing


def test_whether_they_were_shown_is_known_and_forgotten_with_other_words(stage, qtbot):
    assert not stage.grid.was_shown
    with qtbot.waitSignal(stage.grid.shown_once):
        qtbot.mousePress(stage.grid.button, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(stage.grid.button, Qt.MouseButton.LeftButton)
    assert stage.grid.was_shown
    stage.grid.begin(24)
    assert not stage.grid.was_shown


def test_no_word_is_in_what_a_screen_reader_could_keep(stage, qtbot):
    qtbot.mousePress(stage.grid.button, Qt.MouseButton.LeftButton)
    said = texts_of(QAccessible.queryAccessibleInterface(stage.host))
    assert "hold" in said
    assert not [word for word in WORDS if word in said]


def test_the_hidden_words_all_look_as_long(stage, theme):
    before = stage.grid.grab().toImage()
    stage.words = lambda: ["a"] * 12
    stage.grid.begin(12)
    assert stage.grid.grab().toImage() == before
