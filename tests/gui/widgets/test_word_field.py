"""One recovery word: completed by the list, and never by the clipboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from gui.widgets.guarded import GuardedSight
from gui.widgets.word_field import WordField, WordMark
from gui.widgets.word_list_popup import WordListPopup

WORDS = ("harbor", "hard", "harsh", "harvest")


def complete(text: str) -> tuple[str, ...]:
    return tuple(word for word in WORDS if text and word.startswith(text))


class Stage:
    def __init__(self, theme, qtbot) -> None:
        self.host = QWidget()
        qtbot.addWidget(self.host)
        self.field = WordField(theme, "Word 9", complete)
        self.next = WordField(theme, "Word 10", complete)
        self.finished: list[str] = []
        self.field.finished.connect(lambda: self.finished.append(self.field.text()))
        layout = QVBoxLayout(self.host)
        layout.addWidget(self.field)
        layout.addWidget(self.next)
        layout.addStretch()
        self.host.resize(300, 400)
        self.host.show()
        self.host.activateWindow()
        qtbot.waitUntil(self.host.isActiveWindow)
        self.field.setFocus()

    @property
    def popup(self) -> WordListPopup | None:
        found = self.host.findChildren(WordListPopup)
        return next((popup for popup in found if popup.isVisible()), None)

    @property
    def offered(self) -> list[str]:
        model = self.popup.model() if self.popup else None
        return [model.index(row, 0).data() for row in range(model.rowCount())] if model else []


@pytest.fixture
def stage(theme, qtbot):
    return Stage(theme, qtbot)


def test_its_window_is_kept_out_of_screenshots(stage):
    assert stage.field.findChild(GuardedSight) is not None


def test_typing_offers_the_words_that_fit(stage, qtbot):
    qtbot.keyClicks(stage.field, "har")
    assert stage.offered == list(WORDS)
    qtbot.keyClicks(stage.field, "v")
    assert stage.offered == ["harvest"]


def test_enter_takes_the_marked_word_and_goes_on(stage, qtbot):
    qtbot.keyClicks(stage.field, "har")
    qtbot.keyClick(stage.field, Qt.Key.Key_Down)
    qtbot.keyClick(stage.field, Qt.Key.Key_Return)
    assert stage.field.text() == "hard"
    assert stage.finished[0] == "hard"
    assert stage.popup is None
    assert stage.next.hasFocus()


def test_the_mark_goes_round_the_ends(stage, qtbot):
    qtbot.keyClicks(stage.field, "har")
    qtbot.keyClick(stage.field, Qt.Key.Key_Up)
    assert stage.popup.current == "harvest"


def test_tab_takes_the_only_word_left(stage, qtbot):
    qtbot.keyClicks(stage.field, "harv")
    qtbot.keyClick(stage.field, Qt.Key.Key_Tab)
    assert stage.field.text() == "harvest"
    assert stage.next.hasFocus()


def test_tab_guesses_nothing_where_several_fit(stage, qtbot):
    qtbot.keyClicks(stage.field, "har")
    qtbot.keyClick(stage.field, Qt.Key.Key_Tab)
    assert stage.field.text() == "har"
    assert stage.popup is None


def test_a_click_takes_a_word(stage, qtbot):
    qtbot.keyClicks(stage.field, "har")
    popup = stage.popup
    place = popup.visualRect(popup.model().index(2, 0)).center()
    qtbot.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert stage.field.text() == "harsh"


def test_esc_closes_the_list_first(stage, qtbot):
    qtbot.keyClicks(stage.field, "har")
    qtbot.keyClick(stage.field, Qt.Key.Key_Escape)
    assert stage.popup is None
    assert stage.field.hasFocus()
    assert stage.field.text() == "har"


def test_scrolling_the_field_away_closes_the_list(theme, qtbot):
    inner = QWidget()
    field = WordField(theme, "Word 9", complete)
    column = QVBoxLayout(inner)
    column.addWidget(field)
    column.addSpacing(2_000)
    area = QScrollArea()
    area.setWidget(inner)
    qtbot.addWidget(area)
    area.resize(300, 300)
    area.show()
    field.setFocus()
    qtbot.keyClicks(field, "har")
    (popup,) = area.findChildren(WordListPopup)
    assert popup.isVisible()
    area.verticalScrollBar().setValue(200)
    assert not popup.isVisible()


def test_a_whole_word_that_begins_no_other_closes_the_list(stage, qtbot):
    qtbot.keyClicks(stage.field, "harbor")
    assert stage.popup is None


def test_leaving_a_typed_word_finishes_it(stage):
    stage.field.setText("velvet")
    stage.next.setFocus()
    assert stage.finished == ["velvet"]


@pytest.mark.parametrize("key", [Qt.Key.Key_V, Qt.Key.Key_Insert])
def test_nothing_is_pasted(stage, qtbot, key):
    QGuiApplication.clipboard().setText("harbor")
    insert = key == Qt.Key.Key_Insert
    held = Qt.KeyboardModifier.ShiftModifier if insert else Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(stage.field, key, held)
    assert stage.field.text() == ""


def test_nothing_is_copied_or_cut(stage, qtbot):
    QGuiApplication.clipboard().setText("before")
    qtbot.keyClicks(stage.field, "harbor")
    stage.field.selectAll()
    qtbot.keyClick(stage.field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(stage.field, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"
    assert stage.field.text() == "harbor"


def test_the_middle_button_pastes_nothing(stage, qapp):
    QGuiApplication.clipboard().setText("harbor")
    button = Qt.MouseButton.MiddleButton
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        place = QPointF(5, 5)
        event = QMouseEvent(kind, place, place, button, button, Qt.KeyboardModifier.NoModifier)
        qapp.sendEvent(stage.field, event)
    assert stage.field.text() == ""


def test_there_is_no_menu_to_paste_from(stage):
    assert stage.field.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu
    assert not stage.field.acceptDrops()


def test_wiping_leaves_nothing_to_undo(stage, qtbot):
    qtbot.keyClicks(stage.field, "harbor")
    stage.field.show_mark(WordMark.WRONG)
    stage.field.wipe()
    stage.field.undo()
    assert stage.field.text() == ""
    assert stage.field.mark is WordMark.NONE


def test_typing_takes_the_mark_away(stage, qtbot):
    stage.field.show_mark(WordMark.WRONG)
    qtbot.keyClicks(stage.field, "h")
    assert stage.field.mark is WordMark.NONE
    assert stage.field.property("invalid") == "false"
