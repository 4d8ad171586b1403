"""Choosing one of a few, by mouse and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QPushButton, QWidget

from gui.widgets.choices import Choice, RadioCard, SegmentedControl
from gui.widgets.switch import Switch


def test_arrows_move_between_the_cards_of_a_group(theme, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    row, group = QHBoxLayout(parent), QButtonGroup(parent)
    cards = [RadioCard(theme, name, "note", "practice") for name in ("practice", "finney")]
    for card in cards:
        row.addWidget(card)
        group.addButton(card)
    with qtbot.waitActive(parent):
        parent.show()
        parent.activateWindow()
    cards[0].setChecked(True)
    cards[0].setFocus()
    qtbot.keyClick(cards[0], Qt.Key.Key_Right)
    assert [card.isChecked() for card in cards] == [False, True]


def test_a_card_is_painted_differently_when_chosen(theme, qtbot):
    card = RadioCard(theme, "practice", "practice TAO, no value", "practice")
    qtbot.addWidget(card)
    card.show()
    before = card.grab().toImage()
    card.setChecked(True)
    assert card.grab().toImage() != before


def test_a_card_that_cannot_be_chosen_now_loses_its_colour(theme, qtbot):
    card = RadioCard(theme, "practice", "practice TAO", "practice")
    qtbot.addWidget(card)
    card.setChecked(True)
    enabled = card.grab().toImage()
    card.setEnabled(False)
    assert card.grab().toImage() != enabled


def test_marking_a_segment_does_not_say_it_was_chosen(theme, qtbot):
    control = SegmentedControl("Colours", ("System", "Light", "Dark"))
    qtbot.addWidget(control)
    with qtbot.assertNotEmitted(control.chosen):
        control.choose(2)


def test_the_wheel_does_not_change_a_choice(theme, qtbot):
    choice = Choice(theme, "Network")
    qtbot.addWidget(choice)
    choice.addItems(["practice", "finney"])
    choice.show()
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice, event)
    assert choice.currentIndex() == 0


def test_a_choice_too_long_for_its_place_is_cut_with_a_mark(theme, qtbot):
    def picture(*names: str):
        choice = Choice(theme, "Wallet", 120)
        qtbot.addWidget(choice)
        choice.addItems(names)
        return choice.grab().toImage()

    long = "validator-operations-cold-storage"
    fitting = next(n for n in range(len(long), 0, -1) if picture(long[:n]) != picture(long))
    assert any(picture(f"{long[:n]}…") == picture(long) for n in range(1, fitting + 1))


def test_the_list_of_a_choice_has_room_for_its_longest_entry(theme, qtbot):
    choice = Choice(theme, "Wallet", 120)
    qtbot.addWidget(choice)
    choice.addItems(["spare", "validator-operations-cold-storage"])
    choice.show()
    choice.showPopup()
    assert choice.view().width() >= choice.view().sizeHintForColumn(0)
    assert choice.view().sizeHintForRow(0) >= 28
    choice.hidePopup()


def test_space_turns_a_switch(theme, qtbot):
    switch = Switch(theme, "Lock when minimised")
    qtbot.addWidget(switch)
    switch.show()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()


def test_a_card_shows_its_icon_in_the_place_of_a_dot(theme, qtbot):
    plain = RadioCard(theme, "Seed", "64 digits", "muted")
    qtbot.addWidget(plain)
    pictured = RadioCard(theme, "Seed", "64 digits", icon="key")
    qtbot.addWidget(pictured)
    for card in (plain, pictured):
        card.resize(222, 64)
    assert pictured.grab().toImage() != plain.grab().toImage()


def test_segments_can_be_left_out(theme, qtbot):
    control = SegmentedControl("Import as", ["New wallet", "Hotkey"])
    qtbot.addWidget(control)
    control.show()
    control.show_segments((True, False))
    shown = [b.text() for b in control.findChildren(QPushButton) if b.isVisible()]
    assert shown == ["New wallet"]
