"""A password leaves its field once, and the field keeps nothing of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QToolButton

from gui.widgets.password_field import PasswordField


@pytest.fixture
def field(theme, qtbot):
    made = PasswordField(theme, "Password")
    qtbot.addWidget(made)
    return made


def test_taking_the_password_empties_the_field(field, qtbot):
    qtbot.keyClicks(field, "geheim")
    secret = field.take()
    assert secret.reveal_text() == "geheim"
    assert field.is_empty


def test_nothing_can_be_undone_back_into_the_field(field, qtbot):
    qtbot.keyClicks(field, "geheim")
    field.take()
    field.show_text(shown=True)
    field.undo()
    assert field.is_empty


def test_the_eye_shows_what_was_typed_until_it_is_taken(field, qtbot):
    qtbot.keyClicks(field, "geheim")
    assert field.displayText() != "geheim"
    field.actions()[0].trigger()
    assert field.displayText() == "geheim"
    field.take()
    assert not field.is_shown


def test_what_is_shown_is_set_like_any_text_and_what_is_hidden_as_small_dots(field, qtbot):
    field.show()
    qtbot.keyClicks(field, "geheim")
    assert field.displayText() == "•" * 6
    assert field.font().letterSpacing() > 0
    field.show_text(shown=True)
    assert field.font().letterSpacing() == 0
    field.show_text(shown=False)
    assert field.displayText() == "•" * 6


def test_no_input_method_learns_it_while_it_is_shown(field, qtbot):
    field.actions()[0].trigger()
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert field.is_shown
    hints = field.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText


@pytest.mark.parametrize(
    ("typed", "modifier", "on"),
    [
        ("A", Qt.KeyboardModifier.NoModifier, True),
        ("a", Qt.KeyboardModifier.ShiftModifier, True),
        ("a", Qt.KeyboardModifier.NoModifier, False),
        ("A", Qt.KeyboardModifier.ShiftModifier, False),
        ("ß", Qt.KeyboardModifier.NoModifier, False),
        ("7", Qt.KeyboardModifier.ShiftModifier, False),
    ],
)
def test_caps_lock_is_told_by_what_is_typed(field, qtbot, typed, modifier, on):
    qtbot.keyClicks(field, typed, modifier)
    assert field.caps_lock is on


@pytest.mark.parametrize("keys", [QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut])
def test_nothing_is_copied_out_of_it_even_while_it_is_shown(field, qtbot, keys):
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClicks(field, "geheim")
    field.show_text(shown=True)
    field.selectAll()
    qtbot.keySequence(field, QKeySequence(keys))
    assert QGuiApplication.clipboard().text() == "before"
    assert field.take().reveal_text() == "geheim"


def test_its_menu_offers_to_paste_and_not_to_copy(field, qtbot):
    qtbot.keyClicks(field, "geheim")
    field.show_text(shown=True)
    field.selectAll()
    field.show()
    place = field.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, field.mapToGlobal(place))
    field.contextMenuEvent(event)
    menu = QApplication.activePopupWidget()
    enabled = {action.objectName() for action in menu.actions() if action.isEnabled()}
    menu.close()
    assert "edit-paste" in enabled or "select-all" in enabled
    assert not enabled & {"edit-copy", "edit-cut"}
    assert field.is_shown


def test_it_hides_its_text_when_it_goes_out_of_sight(field, qtbot):
    field.show()
    qtbot.keyClicks(field, "geheim")
    field.show_text(shown=True)
    field.hide()
    assert not field.is_shown


def test_the_eye_can_be_reached_by_keyboard_and_says_what_it_does(field):
    (eye,) = field.findChildren(QToolButton)
    assert eye.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert QAccessible.queryAccessibleInterface(eye).text(QAccessible.Text.Name) == (
        "Show the password"
    )
