"""An entry of the journal in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.contacts import Contact
from core.domain.ids import NetUid, Uid
from core.domain.money import TaoRao
from core.domain.transactions import Outcome, Result, Stage
from gui.entry_words import (
    Context,
    amount_words,
    day_words,
    entry_words,
    fee_words,
    short_tao,
    stage_times,
)
from gui.names import Names
from tests.fakes.entries import BOB, entry, register_entry, signed_message, stake_entry
from tests.fakes.reviews import receipt

NAMED = Context(Names(book=[Contact(BOB, "treasury", 0.0)]), {NetUid(19): "Meridian\u202e Search"})
FINAL = receipt(Stage.FINAL, Outcome.SUCCEEDED)


def test_a_transfer_that_happened_is_in_the_past_and_names_the_contact():
    words = entry_words(entry(receipt=FINAL), NAMED)
    assert words.action == "Sent to treasury"
    assert words.aside == f"{BOB[:4]}…{BOB[-4:]}"
    assert words.icon == "arrow-up-right"


@pytest.mark.parametrize("outcome", [Outcome.OPEN, Outcome.FAILED, Outcome.REFUSED])
def test_one_that_did_not_is_as_it_was_asked_for(outcome):
    words = entry_words(entry(outcome=outcome), Context())
    assert words.action == f"Send to {BOB[:4]}…{BOB[-4:]}"
    assert words.aside == ""


def test_an_expired_one_has_its_own_icon():
    assert entry_words(entry(outcome=Outcome.EXPIRED), NAMED).icon == "clock-x"


def test_a_registration_says_its_subnet_and_the_uid_it_got():
    done = replace(FINAL, result=Result(uid=Uid(233)))
    words = entry_words(register_entry(receipt=done), NAMED)
    assert (words.title, words.subtitle) == (
        "Registered treasury",
        "on 19 Meridian Search, uid 233",
    )


def test_a_stake_says_where_and_with_whom():
    assert entry_words(stake_entry(receipt=FINAL), NAMED).action == "Staked on 14, with treasury"


def test_a_message_is_quoted_and_cleaned():
    words = entry_words(signed_message("login\n\u202eforum"), NAMED)
    assert words.action == "Signed message “login forum”"


def test_what_was_paid_leaves_the_account():
    assert amount_words(entry(receipt=FINAL)) == "−3.000"
    assert amount_words(entry(receipt=replace(FINAL, outcome=Outcome.FAILED))) == "0.000"
    assert amount_words(signed_message("hello")) == "–"


def test_only_what_a_block_took_pays_a_fee():
    assert fee_words(entry(receipt=FINAL)) == "0.000166"
    assert fee_words(entry(receipt=replace(FINAL, outcome=Outcome.FAILED))) == "0.000166"
    refused = receipt(Stage.SENT, Outcome.REFUSED, settled=True)
    assert fee_words(entry(receipt=replace(refused, fee=TaoRao(0)))) == "–"
    assert fee_words(signed_message("hello")) == "–"


def test_the_fee_of_a_carrier_is_shown_though_what_it_carried_expired():
    expired = receipt(Stage.SENT, Outcome.EXPIRED, settled=True)
    assert fee_words(entry(receipt=expired)) == "0.000166"


@pytest.mark.parametrize(
    ("rao", "shown"),
    [
        (0, "0.000"),
        (12_500_000_000, "12.500"),
        (166_123, "0.000166"),
        (-1, "−0.000000001"),
        (-999_123_456_789, "−999.123456"),
        (-999_999_123_456_789, "−999\u00a0999.123"),
        (-20_999_999_123_456_789, "−20\u00a0999\u00a0999"),
    ],
)
def test_a_narrow_amount_is_as_fine_as_there_is_room_for(rao, shown):
    assert short_tao(TaoRao(rao)) == shown
    assert len(shown) <= 12


def test_the_times_are_those_of_the_stages_that_were_reached():
    known = stage_times(entry(receipt=receipt(Stage.SENT)))
    assert set(known) == {Stage.SIGNED, Stage.SENT}


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), "Today"),
        (date(2026, 11, 22), "Yesterday"),
        (date(2026, 11, 20), "Friday, 20 November"),
        (date(2025, 12, 1), "Monday, 1 December 2025"),
        (date(2026, 11, 24), "Tuesday, 24 November"),
    ],
)
def test_days_are_named(day, words):
    assert day_words(day, date(2026, 11, 23)) == words
