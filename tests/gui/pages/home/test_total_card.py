"""The card of the total."""

from __future__ import annotations

import time

import pytest

from core.domain.worth import WorthChange
from gui.pages.home.total_card import TotalCard
from gui.privacy import Privacy
from tests.builders import BLOCK, TAO, account, account_list, stamp
from tests.fakes.preferences import FakePreferences
from tests.fakes.waiting import until


@pytest.fixture
def privacy() -> Privacy:
    return Privacy(FakePreferences())


@pytest.fixture
def card(qtbot, theme, privacy) -> TotalCard:
    made = TotalCard(theme, privacy)
    qtbot.addWidget(made)
    made.resize(1032, 190)
    made.show()
    return made


def owned(free, seconds_ago=3.0):
    return account_list(account(free=free), at=stamp(read_at=time.time() - seconds_ago))


def test_nothing_known_is_a_dash_and_no_zero(card):
    assert card.whole.text() == "–"
    assert card.whole.accessibleName() == "Total not known yet"
    assert card.age.text() == ""


def test_decimals_stand_back_behind_the_whole(card):
    card.show_accounts(owned(1_160_803_999_999), (), fresh=True)
    assert (card.whole.text(), card.rest.text()) == ("1\u2009160", ".803 τ")
    assert card.rest.property("tone") == "muted"
    assert card.whole.property("tone") == ""


def test_the_figure_says_its_block_and_its_age(card):
    card.show_accounts(owned(TAO), (), fresh=True)
    assert card.age.text() == f"· block {BLOCK // 1000}\u2009204, 3 s ago"


async def test_the_age_goes_on_by_itself(card):
    card.show_accounts(owned(TAO), (), fresh=True)
    await until(lambda: "4 s ago" in card.age.text(), "the next second")


def test_an_old_figure_is_grey_and_its_age_is_a_warning(card):
    card.show_accounts(owned(TAO, seconds_ago=400), (), fresh=False)
    assert "6 min old" in card.age.text()
    assert card.age.property("tone") == "warning"
    assert card.whole.property("tone") == "muted"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            WorthChange(-871_000_000, 4_102_000_000, -17_000_000),
            "price −0.871, stake +4.102, free −0.017",
        ),
        (WorthChange(0, TAO, 0), "stake +1.000"),
        (WorthChange(999_999, 0, -999_999), ""),
    ],
)
def test_a_change_names_the_parts_that_show(card, change, words):
    card.show_accounts(owned(TAO), (), fresh=True)
    card.show_change(change, looked=True)
    assert card.reasons.text() == ("since yesterday:  " + words if words else "since yesterday")


@pytest.mark.parametrize(
    ("rao", "tone"), [(TAO, "positive"), (-TAO, "negative"), (0, "muted"), (999_999, "muted")]
)
def test_a_change_has_the_colour_of_its_sign(card, rao, tone):
    card.show_accounts(owned(TAO), (), fresh=True)
    card.show_change(WorthChange(rao, 0, 0), looked=True)
    assert card.difference.property("tone") == tone


def test_an_old_change_has_no_colour(card):
    card.show_accounts(owned(TAO), (), fresh=False)
    card.show_change(WorthChange(TAO, 0, 0), looked=True)
    assert card.difference.property("tone") == "muted"


async def test_a_hidden_change_tells_not_even_its_sign(card, privacy):
    card.show_accounts(owned(TAO), (), fresh=True)
    card.show_change(WorthChange(-TAO, 2 * TAO, 0), looked=True)
    await privacy.turn()
    assert card.difference.property("tone") == "muted"
    assert "+" not in card.difference.text() + card.reasons.text()
    assert "−" not in card.difference.text() + card.reasons.text()


def test_as_long_as_nobody_looked_nothing_is_said_of_yesterday(card):
    card.show_change(None, looked=False)
    assert card.reasons.text() == ""
    card.show_change(None, looked=True)
    assert card.reasons.text() == "What it was worth yesterday is not known here."
