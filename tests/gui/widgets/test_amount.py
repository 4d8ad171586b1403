"""Amounts that can be hidden."""

from __future__ import annotations

import pytest

from gui.privacy import Privacy
from gui.widgets.amount import HIDDEN, AmountLabel, veiled
from tests.fakes.preferences import FakePreferences


@pytest.fixture
def privacy() -> Privacy:
    return Privacy(FakePreferences())


@pytest.fixture
def label(qtbot, theme, privacy) -> AmountLabel:
    made = AmountLabel(privacy, what="Free")
    qtbot.addWidget(made)
    return made


def test_dots_do_not_tell_the_size_of_an_amount():
    assert veiled("1", hidden=True) == veiled("1 000 000.5", hidden=True) == HIDDEN


def test_what_is_not_there_has_nothing_to_hide():
    assert veiled("", hidden=True) == ""


async def test_an_amount_hides_and_comes_back(label, privacy):
    label.show_amount("1.500", suffix=" τ")
    assert label.text() == "1.500 τ"
    await privacy.turn()
    assert label.text() == f"{HIDDEN} τ"
    await privacy.turn()
    assert label.text() == "1.500 τ"


async def test_an_amount_that_comes_while_hidden_is_hidden(label, privacy):
    await privacy.turn()
    label.show_amount("1.500", prefix="free ")
    assert label.text() == f"free {HIDDEN}"


async def test_a_screen_reader_is_told_hidden_and_no_amount(label, privacy):
    label.show_amount("1.500", suffix=" τ")
    assert label.accessibleName() == "Free 1.500 τ"
    await privacy.turn()
    assert label.accessibleName() == "Free hidden τ"


def test_no_amount_shows_no_unit_either(label):
    label.show_amount("", suffix=" τ")
    assert label.text() == ""
