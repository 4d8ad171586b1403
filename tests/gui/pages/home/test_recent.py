"""What was signed last."""

from __future__ import annotations

import pytest

from core.domain.activity import message_entry
from core.domain.ids import NetUid
from core.domain.intents import ActionKind
from core.domain.transactions import Outcome, Stage
from gui.pages.home.recent import RecentActivity, sentence
from gui.pages.home.rows import names_of
from gui.privacy import Privacy
from tests.builders import NOW, address, subnet
from tests.fakes import key_records
from tests.fakes.entries import ALICE, BOB, entry, stake_entry
from tests.fakes.preferences import FakePreferences

NAMES = names_of(
    [key_records.wallet("mine", key_records.hotkey("miner-1", seed=11), seed=1)],
    [subnet(14, "Lumen Text")],
)
MESSAGE = message_entry("m", ALICE, "hello", "0x00", "btcli", NOW)


@pytest.fixture
def recent(qtbot, theme) -> RecentActivity:
    made = RecentActivity(theme, Privacy(FakePreferences()))
    qtbot.addWidget(made)
    made.resize(420, 146)
    made.show()
    return made


def registered(hotkey):
    return entry(kind=ActionKind.REGISTER, netuid=NetUid(14), hotkey=hotkey, dest=None)


@pytest.mark.parametrize(
    ("signed", "words"),
    [
        (entry(dest=address(1)), "Sent to mine"),
        (entry(dest=BOB), f"Sent to {BOB[:4]}…{BOB[-4:]}"),
        (stake_entry(), "Staked to Lumen Text"),
        (registered(address(11)), "Registered miner-1 on 14"),
        (registered(BOB), f"Registered {BOB[:4]}…{BOB[-4:]} on 14"),
        (registered(None), "Registered a hotkey on 14"),
        (MESSAGE, "Signed a message"),
        (entry(dest=None, function="Utility.batch"), "Utility.batch"),
    ],
)
def test_each_kind_has_its_sentence(signed, words):
    assert sentence(signed, NAMES) == words


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
    ("outcome", "words"),
    [
        (Outcome.OPEN, "under way"),
        (Outcome.FAILED, "failed"),
        (Outcome.REFUSED, "refused"),
        (Outcome.UNKNOWN, "unknown"),
    ],
)
def test_what_is_not_simply_done_says_so(recent, outcome, words):
    recent.show_entries([entry(stage=Stage.FINAL, outcome=outcome)], NAMES)
    assert recent._rows[0].state.text() == words
    assert recent._rows[0].state.isVisible()


def test_what_is_done_needs_no_chip(recent):
    recent.show_entries([entry(stage=Stage.FINAL, outcome=Outcome.SUCCEEDED)], NAMES)
    assert not recent._rows[0].state.isVisible()


def test_a_message_moves_no_amount(recent):
    recent.show_entries([MESSAGE], NAMES)
    assert not recent._rows[0].amount.isVisible()
