"""What slows a risky signature down."""

from __future__ import annotations

import pytest

from gui.dialogs.review.consent import DELAY, Consent, ConsentRoom
from gui.dialogs.review.words import Confirmation

END = Confirmation("Type the end:", "94ty")
AMOUNT = Confirmation("Type the amount:", "1\u2009204.500", is_amount=True)


def wait_through(consent):
    """As if the seconds had passed."""
    while consent.left:
        consent._tick()


@pytest.fixture
def consent(qtbot, theme):
    made = Consent(END)
    qtbot.addWidget(made)
    return made


def test_nothing_is_agreed_before_it_is_typed(consent):
    wait_through(consent)
    assert not consent.ready


def test_the_right_answer_starts_the_seconds(consent):
    consent.field.setText("94ty")
    assert consent.counting
    assert consent.left == DELAY
    assert not consent.ready


def test_after_the_seconds_it_is_agreed(consent, qtbot):
    consent.field.setText(" 94ty ")
    with qtbot.waitSignal(consent.changed):
        wait_through(consent)
    assert consent.ready
    assert not consent.counting


@pytest.mark.parametrize("text", ["94tY", "94t", "", "5FHn"])
def test_a_wrong_answer_takes_it_back_and_the_seconds_begin_anew(consent, text):
    consent.field.setText("94ty")
    wait_through(consent)
    consent.field.setText(text)
    assert not consent.ready
    assert consent.left == DELAY


@pytest.mark.parametrize(
    ("text", "right"),
    [("1204.5", True), ("1204.500", True), ("1204.51", False), ("1 204.5", False)],
)
def test_an_amount_is_compared_as_an_amount(qtbot, theme, text, right):
    consent = Consent(AMOUNT)
    qtbot.addWidget(consent)
    consent.field.setText(text)
    assert consent.counting is right


def test_where_nothing_is_risky_nothing_is_asked(qtbot, theme):
    room = ConsentRoom()
    qtbot.addWidget(room)
    room.ask(END)
    assert not room.agreed
    room.ask(None)
    assert room.agreed
    assert room.isHidden()
    assert room.seconds == 0
