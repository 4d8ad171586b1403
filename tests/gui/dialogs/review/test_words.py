"""A review in words: figures from what was decoded, exact to the rao."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.contacts import Contact
from core.domain.money import TaoRao
from core.domain.transactions import CallField, Notice, NoticeKind
from gui.dialogs.review.words import field_words, shown_hash, text_of, valid_words
from gui.names import Names
from tests.fakes.reviews import ALICE, BOB, registration, review, stake, transfer

NAMED = Names(book=[Contact(BOB, "treasury", 0.0), Contact(ALICE, "my-cold", 0.0)])


def rows(text):
    return {
        row.label: (row.value.replace("\u00a0", " "), row.note, row.address) for row in text.rows
    }


def test_a_transfer_is_a_sentence_with_its_figures():
    text = text_of(review(), NAMED)
    assert text.title == "Send 12.500 τ to treasury"
    assert rows(text) == {
        "You pay": ("12.500 τ", "", ""),
        "Network fee": ("0.000166 τ", "", ""),
        "Free after": ("91.817834 τ", "of 104.318 τ (block 101\u2009204)", ""),
        "To": ("treasury", "", BOB),
        "Signed by": ("my-cold", "", ALICE),
    }
    assert text.purpose == "send 12.500 τ to treasury"


def test_an_unknown_address_is_never_given_a_name():
    text = text_of(review(), Names())
    assert text.title == f"Send 12.500 τ to {BOB[:4]}…{BOB[-4:]}"
    assert rows(text)["To"] == ("no name here", "", BOB)


def test_how_an_amount_came_about_is_said():
    assert rows(text_of(review(), NAMED, "all but the fee"))["You pay"][1] == "all but the fee"


def test_the_last_rao_is_shown():
    text = text_of(review(transfer(12_500_000_001)), NAMED)
    assert rows(text)["You pay"][0] == "12.500000001 τ"


def test_a_registration_shows_the_burn_and_the_limit():
    text = text_of(review(registration()), NAMED)
    assert text.title == "Register treasury on subnet 14"
    assert (text.lead, text.lead_address) == ("hotkey", BOB)
    told = rows(text)
    assert told["You pay at most"][0] == "0.512 τ"
    assert told["You pay at most"][1].startswith("burn now 0.488 τ (block 101\u2009204), limit +5")
    assert told["Free after"][1].startswith("at least, of 104.318 τ")


def test_a_stake_shows_what_it_buys_and_at_which_price():
    text = text_of(review(stake()), NAMED)
    assert text.title == "Stake 25.000 τ on subnet 14"
    assert text.lead == "with treasury"
    value, note, _ = rows(text)["You receive about"]
    assert value == "517.000 α"
    assert note == "price 0.04821 τ, limit 0.050 τ, pool fee 0.000075 τ"


def test_what_a_carrier_costs_is_named():
    carried = review(registration())
    carried = replace(carried, prepared=replace(carried.prepared, carrier_fee=TaoRao(80_000)))
    assert rows(text_of(carried, NAMED))["Network fee"][1].startswith("0.00008 τ of it")


@pytest.mark.parametrize("kind", [NoticeKind.NEW_ADDRESS, NoticeKind.LOOK_ALIKE])
def test_an_unknown_address_is_confirmed_by_its_end(kind):
    risky = review(warnings=(Notice(kind),))
    confirmation = text_of(risky, Names()).confirmation
    assert confirmation.answer == BOB[-4:]
    assert BOB[-4:] not in confirmation.asks


def test_anything_else_is_confirmed_by_its_amount():
    confirmation = text_of(review(), NAMED).confirmation
    assert (confirmation.answer, confirmation.is_amount) == ("12.500", True)


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        (CallField("value", "12500000000"), ("12\u00a0500\u00a0000\u00a0000", "rao")),
        (CallField("netuid", "14"), ("14", "")),
        (CallField("value", "{a: 1}"), ("{a: 1}", "")),
    ],
)
def test_rao_are_grouped_and_named(field, shown):
    assert field_words(field) == shown


@pytest.mark.parametrize(
    ("seconds", "words"), [(119.9, "for 1 min 59 s."), (60, "for 1 min 00 s."), (7.2, "for 7 s.")]
)
def test_the_time_that_is_left_counts_down(seconds, words):
    assert valid_words(seconds) == words


def test_a_hash_is_shown_by_its_ends():
    assert shown_hash("0x3f8a" + "0" * 56 + "c41e") == "0x3f8a…c41e"
