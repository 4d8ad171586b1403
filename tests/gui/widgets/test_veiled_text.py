"""Recovery words are in sight while they are typed or asked for, and at no other time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui.widgets.veiled_text import VeiledText

WORDS = "legal winner thank year wave"


class Stage:
    def __init__(self, theme, qtbot) -> None:
        self.host = QWidget()
        qtbot.addWidget(self.host)
        self.field = VeiledText(theme, "Recovery words", 112)
        self.other = QPushButton("Other")
        layout = QVBoxLayout(self.host)
        layout.addWidget(self.field)
        layout.addWidget(self.other)
        self.host.resize(500, 300)
        self.host.show()
        self.host.activateWindow()
        qtbot.waitUntil(self.host.isActiveWindow)
        self.field.setFocus()

    @property
    def picture(self):
        return self.field.viewport().grab().toImage()


@pytest.fixture
def stage(theme, qtbot):
    return Stage(theme, qtbot)


def test_what_is_typed_shows_until_the_field_is_left(stage, qtbot):
    qtbot.keyClicks(stage.field, "legal winner")
    assert not stage.field.is_veiled
    stage.other.setFocus()
    assert stage.field.is_veiled


def test_what_was_pasted_stays_veiled_until_somebody_types(stage, qtbot):
    mime = QMimeData()
    mime.setText(WORDS)
    stage.field.insertFromMimeData(mime)
    assert stage.field.hasFocus()
    assert stage.field.is_veiled
    qtbot.keyClick(stage.field, Qt.Key.Key_Shift)
    assert stage.field.is_veiled
    qtbot.keyClick(stage.field, Qt.Key.Key_Left)
    assert not stage.field.is_veiled


def test_pasting_by_keyboard_opens_nothing(stage, qtbot):
    QGuiApplication.clipboard().setText(WORDS)
    qtbot.keyClick(stage.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert stage.field.toPlainText() == WORDS
    assert stage.field.is_veiled


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_SysReq, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_VolumeUp, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_a_key_that_types_nothing_opens_nothing(stage, qtbot, key, modifier):
    stage.field.setPlainText(WORDS)
    qtbot.keyClick(stage.field, key, modifier)
    assert stage.field.is_veiled


def test_a_click_into_it_is_for_correcting(stage, qtbot):
    stage.field.setPlainText(WORDS)
    assert stage.field.is_veiled
    qtbot.mouseClick(stage.field.viewport(), Qt.MouseButton.LeftButton)
    assert not stage.field.is_veiled


def test_it_shows_while_it_is_held(stage):
    stage.field.setPlainText(WORDS)
    stage.field.hold(held=True)
    assert not stage.field.is_veiled
    stage.field.hold(held=False)
    assert stage.field.is_veiled


def test_its_own_menu_does_not_veil_it(stage, qtbot):
    qtbot.keyClicks(stage.field, "legal")
    event = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.PopupFocusReason)
    stage.field.focusOutEvent(event)
    assert not stage.field.is_veiled


def test_the_dots_tell_how_many_words_and_nothing_else(stage):
    stage.other.setFocus()
    stage.field.setPlainText(WORDS)
    five = stage.picture
    stage.field.setPlainText("zoo zoo zoo zoo abandon")
    assert stage.picture == five
    stage.field.setPlainText("zoo zoo zoo")
    assert stage.picture != five


def test_wiping_veils_what_comes_next(stage, qtbot):
    qtbot.keyClicks(stage.field, "legal")
    stage.field.wipe()
    stage.field.setPlainText(WORDS)
    assert stage.field.is_veiled
