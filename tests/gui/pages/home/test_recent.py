"""What was signed last."""

from __future__ import annotations

import pytest

from core.domain.activity import message_entry
from core.domain.ids import NetUid
from core.domain.intents import ActionKind
from core.domain.money import TaoRao
from core.domain.transactions import Outcome, Stage
from gui.pages.home.recent import RecentActivity, sentence
from gui.pages.home.rows import names_of
from gui.privacy import Privacy
from tests.builders import NOW, address, subnet
from tests.fakes import key_records
from tests.fakes.entries import ALICE, BOB, entry, stake_entry
from tests.fakes.preferences import FakePreferences
from tests.fakes.reviews import receipt

NAMES = names_of(
    [key_records.wallet("mine", key_records.hotkey("miner-1", seed=11), seed=1)],
    [subnet(14, "Lumen Text")],
)
DONE = {"receipt": receipt(Stage.FINAL, Outcome.SUCCEEDED, settled=True)}
MESSAGE = message_entry("m", ALICE, "hello", "0x00", "btcli", NOW)


@pytest.fixture
def recent(qtbot, theme) -> RecentActivity:
    made = RecentActivity(theme, Privacy(FakePreferences()))
    qtbot.addWidget(made)
    made.resize(420, 146)
    made.show()
    return made


def sent(**fields):
    return entry(**DONE, **fields)


def registered(hotkey, **fields):
    fields = DONE | fields
    return entry(kind=ActionKind.REGISTER, netuid=NetUid(14), hotkey=hotkey, dest=None, **fields)


@pytest.mark.parametrize(
    ("signed", "words"),
    [
        (sent(dest=address(1)), "Sent to mine"),
        (sent(dest=BOB), f"Sent to {BOB[:4]}…{BOB[-4:]}"),
        (stake_entry(**DONE), "Staked to Lumen Text"),
        (registered(address(11)), "Registered miner-1 on 14"),
        (registered(BOB), f"Registered {BOB[:4]}…{BOB[-4:]} on 14"),
        (registered(None), "Registered a hotkey on 14"),
        (MESSAGE, "Signed a message"),
        (sent(dest=None, function="Utility.batch"), "Utility.batch"),
    ],
)
def test_each_kind_has_its_sentence(signed, words):
    assert sentence(signed, NAMES) == words


@pytest.mark.parametrize("outcome", [Outcome.OPEN, Outcome.REFUSED, Outcome.EXPIRED])
def test_what_is_not_done_is_told_as_it_was_asked_for(outcome):
    result = receipt(Stage.SENT, outcome)
    assert sentence(entry(dest=address(1), receipt=result), NAMES) == "Send to mine"
    assert sentence(stake_entry(receipt=result), NAMES) == "Stake to Lumen Text"
    asked = registered(address(11), receipt=result)
    assert sentence(asked, NAMES) == "Register miner-1 on 14"


def test_the_newest_are_shown_as_far_as_there_is_room(recent):
    recent.show_entries([entry(dest=address(n)) for n in range(2, 12)], NAMES)
    assert len(recent.sentences) == 4
    recent.resize(420, 36 * 6 + 1)
    assert len(recent.sentences) == 6


def test_without_entries_it_says_so_and_forgets_the_old_ones(recent):
    recent.show_entries([entry()], NAMES)
    assert not recent._nothing.isVisible()
    recent.show_entries([], NAMES)
    assert recent._nothing.isVisible()
    assert recent.sentences == []


def test_what_left_is_told_with_a_minus(recent):
    recent.show_entries([entry()], NAMES)
    assert recent._rows[0].amount.text() == "−3.000 τ"


@pytest.mark.parametrize(
    ("stage", "outcome", "words"),
    [
        (Stage.SIGNED, Outcome.OPEN, "Signed"),
        (Stage.SENT, Outcome.OPEN, "Sent"),
        (Stage.IN_BLOCK, Outcome.SUCCEEDED, "In block"),
        (Stage.FINAL, Outcome.FAILED, "Failed"),
        (Stage.SENT, Outcome.REFUSED, "Refused"),
        (Stage.SENT, Outcome.UNKNOWN, "Unknown"),
    ],
)
def test_what_is_not_final_says_so_in_the_words_of_the_journal(recent, stage, outcome, words):
    recent.show_entries([entry(stage=stage, outcome=outcome)], NAMES)
    assert recent._rows[0].state.text() == words
    assert recent._rows[0].state.isVisible()


def test_what_is_done_needs_no_chip(recent):
    recent.show_entries([entry(stage=Stage.FINAL, outcome=Outcome.SUCCEEDED)], NAMES)
    assert not recent._rows[0].state.isVisible()


def test_a_message_moves_no_amount(recent):
    recent.show_entries([MESSAGE], NAMES)
    assert not recent._rows[0].amount.isVisible()
    assert not recent._rows[0].state.isVisible()


def test_the_least_that_left_does_not_look_like_nothing(recent):
    recent.show_entries([entry(amount=TaoRao(1))], NAMES)
    assert recent._rows[0].amount.text() == "−0.000000001 τ"


def test_the_last_line_is_closed_by_the_card_alone(recent):
    recent.show_entries([entry(dest=address(n)) for n in range(2, 12)], NAMES)
    assert [row.line.isVisible() for row in recent._rows[:4]] == [True, True, True, False]
