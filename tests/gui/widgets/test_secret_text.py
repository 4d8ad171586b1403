"""A field that takes a secret and gives none back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from gui.widgets.secret_text import SecretText


@pytest.fixture
def field(qtbot) -> SecretText:
    made = SecretText("Recovery words")
    qtbot.addWidget(made)
    made.show()
    return made


def test_text_is_pasted_plain(field):
    rich = QMimeData()
    rich.setHtml("<b>legal</b> winner")
    rich.setText("legal winner")
    field.insertFromMimeData(rich)
    assert field.toPlainText() == "legal winner"


def test_nothing_is_copied_or_cut(field, qtbot):
    QGuiApplication.clipboard().setText("before")
    field.setPlainText("legal winner")
    field.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        qtbot.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"
    assert field.toPlainText() == "legal winner"


def test_a_selection_gives_nothing_to_drag(field):
    field.setPlainText("legal winner")
    field.selectAll()
    assert field.createMimeDataFromSelection().text() == ""


def test_wiping_leaves_nothing_to_undo(field):
    field.setPlainText("legal winner")
    field.wipe()
    field.undo()
    assert field.is_empty


def test_enter_makes_no_line(field, qtbot):
    field.setPlainText("legal")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.toPlainText() == "legal"


def test_it_takes_no_more_than_a_key_can_be(field):
    huge = QMimeData()
    huge.setText("x" * 200_000)
    field.insertFromMimeData(huge)
    assert len(field.toPlainText()) == 65_536
