"""Every notice of a review has words, with its amounts in TAO."""

from __future__ import annotations

import pytest

from core.domain.transactions import Notice, NoticeKind
from gui.notices import words_of
from gui.widgets.amount import HIDDEN
from tests.fakes.wallets import ADDRESS

AMOUNTS = (
    *("amount", "deposit", "fee", "least", "left", "limit"),
    *("missing", "price", "reserve", "spent", "usable"),
)
TEXTS = {"netuid": "14", "uid": "203", "hash": "0x3f", "address": ADDRESS, "owner": ADDRESS}
FACTS = dict.fromkeys(AMOUNTS, "1500000000") | TEXTS


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_notice_has_a_title_and_a_body_in_whole_sentences(kind):
    words = words_of(Notice(kind, FACTS))
    assert words.title.endswith(".")
    assert words.body.endswith(".")
    assert "{" not in words.body
    assert "?" not in words.body
    assert "1500000000" not in words.body


KNOWN_ONLY = (
    *(NoticeKind.NEW_ADDRESS, NoticeKind.PRACTICE_WALLET, NoticeKind.LOOK_ALIKE),
    *(NoticeKind.UNSETTLED, NoticeKind.ENDS_ACCOUNT, NoticeKind.PRICE_NEAR_LIMIT),
    *(NoticeKind.NEW_HOTKEY, NoticeKind.SUBNET_FULL, NoticeKind.IRREVERSIBLE),
    NoticeKind.REAL_NETWORK,
)
STEPS = ("Ask", "Choose", "Enter", "Send", "Stake", "Wait")


@pytest.mark.parametrize("kind", [kind for kind in NoticeKind if kind not in KNOWN_ONLY])
def test_what_stands_in_the_way_ends_with_the_next_step(kind):
    *_, step = words_of(Notice(kind, FACTS)).body.removesuffix(".").split(". ")
    assert step.startswith(STEPS)


def test_amounts_are_exact():
    facts = {"amount": "1", "fee": "12000000", "usable": "-5", "missing": "2000000000000"}
    body = words_of(Notice(NoticeKind.FUNDS, facts)).body.replace("\u2009", " ")
    assert "0.000000001 τ" in body
    assert "0.012 τ" in body
    assert "2 000 τ" in body


@pytest.mark.parametrize("kind", NoticeKind)
def test_hidden_amounts_are_dots(kind):
    shown, body = (words_of(Notice(kind, FACTS), hidden=hidden).body for hidden in (False, True))
    assert "1.5" not in body
    assert body.count(HIDDEN) == shown.count("1.5")


def test_addresses_stand_in_fours_to_be_compared():
    body = words_of(Notice(NoticeKind.LOOK_ALIKE, {"address": ADDRESS})).body
    assert "5Grw vaEF" in body


def test_a_hostile_fact_is_cleaned():
    body = words_of(Notice(NoticeKind.UNSETTLED, {"hash": "0x\u202e{amount}\n"})).body
    assert "0x{amount}" in body


def test_a_fact_that_never_came_leaves_a_sentence():
    assert "?" in words_of(Notice(NoticeKind.NO_SUBNET)).body


def test_an_owner_that_only_the_node_names_is_not_offered_as_a_destination():
    """A node that lies would name its own address."""
    body = words_of(Notice(NoticeKind.HOTKEY, FACTS)).body
    assert "The node says" in body
    assert body.endswith("do not send to what a node names.")
