"""All the words, a field each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.flows.words import WORD_COUNTS, completions, is_word
from gui.widgets.word_field import WordMark
from gui.widgets.words_form import WordsForm


@pytest.fixture
def form(theme, qtbot) -> WordsForm:
    made = WordsForm(theme, WORD_COUNTS, completions, is_word)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def test_as_many_fields_as_words(form):
    for count in WORD_COUNTS:
        form.set_count(count)
        assert sum(field.isVisible() for field in form.fields) == count


def test_no_field_is_a_window_of_its_own(form, qapp):
    form.set_count(24)
    assert [w for w in qapp.topLevelWidgets() if w.isVisible()] == [form]


def test_fewer_words_empty_the_fields_that_go(form):
    form.set_count(15)
    form.fields[14].setText("legal")
    form.set_count(12)
    form.set_count(15)
    assert form.fields[14].text() == ""


def test_the_text_is_in_order(form):
    form.fields[1].setText(" winner ")
    form.fields[0].setText("legal")
    assert form.text.split() == ["legal", "winner"]
    assert form.filled == 2


def test_a_word_that_is_none_is_marked_when_it_is_left(form):
    form.fields[0].setText("velvetx")
    form.fields[0].finished.emit()
    assert form.fields[0].mark is WordMark.WRONG
    form.fields[1].setText("velvet")
    form.fields[1].finished.emit()
    assert form.fields[1].mark is WordMark.NONE


def test_blame_goes_to_the_word(form, qtbot):
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.blame(3)
    assert form.fields[2].hasFocus()
    assert form.fields[2].mark is WordMark.WRONG


def test_tab_goes_through_the_words_in_order(form, qtbot):
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.fields[0].setFocus()
    for field in form.fields[: form.count]:
        assert QApplication.focusWidget() is field
        qtbot.keyClick(field, Qt.Key.Key_Tab)


def test_a_word_shows_dots_once_it_is_left(form, qtbot):
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    one, other = form.fields[:2]
    one.setFocus()
    qtbot.keyClicks(one, "legal")
    assert not one.is_veiled
    other.setFocus()
    assert one.is_veiled
    dots = one.grab().toImage()
    one.setText("winner")
    assert one.grab().toImage() == dots


def test_a_wrong_word_stays_in_sight(form, qtbot):
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.fields[0].setFocus()
    qtbot.keyClicks(form.fields[0], "velvetx")
    form.fields[1].setFocus()
    assert not form.fields[0].is_veiled


def test_all_words_show_while_the_button_is_held(form, qtbot):
    for field in form.fields[:2]:
        field.setText("legal")
    qtbot.mousePress(form.show_words, Qt.MouseButton.LeftButton)
    assert not any(field.is_veiled for field in form.fields[:2])
    qtbot.mouseRelease(form.show_words, Qt.MouseButton.LeftButton)
    assert all(field.is_veiled for field in form.fields[:2])


def test_enter_goes_on_to_the_next_word_that_is_missing(form, qtbot):
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.fields[1].setText("winner")
    form.fields[0].setFocus()
    qtbot.keyClicks(form.fields[0], "legal")
    qtbot.keyClick(form.fields[0], Qt.Key.Key_Return)
    assert form.fields[2].hasFocus()
    qtbot.keyClick(form.fields[2], Qt.Key.Key_Return)
    assert form.fields[2].hasFocus()


def test_wiping_empties_everything(form):
    form.fields[0].setText("legal")
    form.wipe()
    assert form.filled == 0
