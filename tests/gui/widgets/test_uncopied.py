"""What Qt would put onto the clipboard without being asked stays where it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from gui.widgets.password_field import PasswordField
from gui.widgets.uncopied import selecting_uncopied
from gui.widgets.word_field import WordField

REST = QKeySequence.StandardKey.DeleteEndOfLine
LINE = QKeySequence.StandardKey.DeleteCompleteLine


class X11Key(QKeyEvent):
    """A key that means what it means on X11, on any platform."""

    def __init__(self, meaning: QKeySequence.StandardKey) -> None:
        super().__init__(QEvent.Type.KeyPress, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        self._meaning = meaning

    def matches(self, key: QKeySequence.StandardKey) -> bool:
        return key == self._meaning


@pytest.fixture(params=["password", "word"])
def field(request, theme, qtbot) -> QLineEdit:
    if request.param == "password":
        made: QLineEdit = PasswordField(theme, "Password")
        made.show_text(shown=True)
    else:
        made = WordField(theme, "Word 1", lambda _: ())
    qtbot.addWidget(made)
    made.setText("harvest")
    return made


@pytest.mark.parametrize(("key", "left"), [(REST, "har"), (LINE, "")])
def test_deleting_a_line_copies_nothing(field, key, left):
    QGuiApplication.clipboard().setText("before")
    edited: list[str] = []
    field.textEdited.connect(edited.append)
    field.setCursorPosition(3)
    field.keyPressEvent(X11Key(key))
    assert field.text() == left
    assert edited == [left]
    assert QGuiApplication.clipboard().text() == "before"


def test_deleting_an_empty_rest_takes_no_letter_more(field):
    field.setCursorPosition(7)
    field.keyPressEvent(X11Key(REST))
    assert field.text() == "harvest"


def test_selecting_with_the_mouse_is_not_copying(field, qtbot, monkeypatch):
    """Stands for X11: what Qt asks of the clipboard is the same everywhere."""
    modes: list[QLineEdit.EchoMode] = []
    monkeypatch.setattr(
        QLineEdit, "mouseReleaseEvent", lambda self, event: modes.append(self.echoMode())
    )
    field.show()
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    assert modes == [QLineEdit.EchoMode.Password]
    assert field.echoMode() == QLineEdit.EchoMode.Normal
    assert QGuiApplication.clipboard().text(QClipboard.Mode.Selection) == ""


def test_input_methods_are_told_the_same_afterwards(field):
    before = field.inputMethodHints()
    with selecting_uncopied(field):
        pass
    assert field.inputMethodHints() == before
