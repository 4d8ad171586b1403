from __future__ import annotations

import pytest

from core.domain.activity import CSV_HEADER, csv_row
from core.domain.transactions import Stage
from tests.fakes.entries import ALICE, BOB, entry


def test_a_row_is_exact_to_the_rao():
    row = dict(zip(CSV_HEADER, csv_row(entry("0x01", amount=3_000_000_001)), strict=True))
    assert row["amount_tao"] == "3.000000001"
    assert row["fee_tao"] == "0.000166000"
    assert (row["signer"], row["destination"]) == (ALICE, BOB)
    assert row["block"] == ""


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_cell_runs_in_a_spreadsheet(label):
    assert csv_row(entry("0x01", label=label))[-1] == f"'{label}"


@pytest.mark.parametrize(
    ("stage", "under_way"),
    [(Stage.SIGNED, True), (Stage.SENT, True), (Stage.IN_BLOCK, False), (Stage.FINAL, False)],
)
def test_only_what_is_in_no_block_is_under_way(stage, under_way):
    assert entry("0x01", stage=stage).under_way is under_way
