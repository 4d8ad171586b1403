"""A password leaves its field once, and the field keeps nothing of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

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
