from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.activity import CSV_HEADER, csv_row
from core.domain.money import TaoRao
from core.domain.networks import FINNEY_GENESIS
from core.domain.transactions import Outcome, Result, Stage
from tests.fakes.entries import ALICE, BOB, GENESIS, SIGNED_AT, entry, signed_message, stake_entry


def row_of(an_entry) -> dict[str, str]:
    return dict(zip(CSV_HEADER, csv_row(an_entry), strict=True))


def test_a_row_is_exact_to_the_rao():
    row = row_of(entry("0x01", amount=3_000_000_001))
    assert row["amount_tao"] == "3.000000001"
    assert row["fee_tao"] == "0.000166000"
    assert (row["signer"], row["destination"]) == (ALICE, BOB)
    assert (row["action"], row["block"], row["netuid"]) == ("transfer", "", "")


def test_a_stake_has_a_subnet_and_a_hotkey_and_no_destination():
    row = row_of(stake_entry())
    assert (row["action"], row["netuid"], row["destination"]) == ("stake", "14", "")
    assert row["hotkey"] == BOB


def test_a_message_has_no_amount_no_fee_and_no_nonce():
    row = row_of(signed_message("login to forum"))
    assert (row["action"], row["message"]) == ("message", "login to forum")
    assert [row[name] for name in ("amount_tao", "paid_tao", "fee_tao", "nonce")] == [""] * 4


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@x", " =1", "\n=1", "＝1", "|calc"])
def test_no_cell_runs_in_a_spreadsheet(label):
    assert row_of(entry("0x01", label=label))["label"] == f"'{label.strip()}"
    assert row_of(signed_message(label))["message"] == f"'{label.strip()}"


@pytest.mark.parametrize(
    ("stage", "under_way"),
    [(Stage.SIGNED, True), (Stage.SENT, True), (Stage.IN_BLOCK, False), (Stage.FINAL, False)],
)
def test_only_what_is_in_no_block_is_under_way(stage, under_way):
    assert entry("0x01", stage=stage).under_way is under_way


def test_a_message_is_never_under_way():
    assert signed_message("hello").under_way is False


def test_what_was_paid_is_what_was_asked_until_the_block_tells():
    waiting = entry("0x01", amount=TaoRao(7))
    assert waiting.paid == 7
    told = replace(waiting.receipt, result=Result(paid=TaoRao(5)))
    assert replace(waiting, receipt=told).paid == 5


@pytest.mark.parametrize(
    ("outcome", "settled", "paid"),
    [
        (Outcome.FAILED, False, 0),
        (Outcome.EXPIRED, True, 0),
        (Outcome.REPLACED, True, 0),
        (Outcome.REFUSED, True, 0),
        (Outcome.REFUSED, False, 7),  # a node said so; the chain may yet take it
        (Outcome.UNKNOWN, False, 7),
    ],
)
def test_what_was_in_vain_cost_nothing_but_a_fee(outcome, settled, paid):
    tried = entry("0x01", outcome=outcome, amount=TaoRao(7))
    assert replace(tried, receipt=replace(tried.receipt, settled=settled)).paid == paid


@pytest.mark.parametrize(
    ("genesis", "seconds", "may"),
    [
        (FINNEY_GENESIS, 0, True),
        (FINNEY_GENESIS, 64 * 12 - 1, True),
        (FINNEY_GENESIS, 64 * 12, False),
        (FINNEY_GENESIS, -30, True),  # a clock that was set right
        (FINNEY_GENESIS, -(10**7), False),  # one that was months ahead must not block it for months
        (GENESIS, 0, False),  # nobody but its node tells how fast its blocks come
    ],
)
def test_an_era_lasts_by_the_clock_where_the_pace_of_the_chain_is_known(genesis, seconds, may):
    assert entry(genesis=genesis).may_happen(SIGNED_AT + seconds) is may
