"""The journal as a table: by day, searched, filtered, in any order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from core.domain.intents import ActionKind
from core.domain.money import TaoRao
from core.domain.transactions import Outcome, Stage
from gui.entry_words import Context, local_day
from gui.pages.activity.columns import JOURNAL_COLUMNS, TIME
from gui.pages.activity.model import JournalModel
from gui.pages.activity.row import entry_rows
from gui.tables.column import position
from tests.builders import NOW, TAO
from tests.fakes.entries import entry, register_entry, signed_message
from tests.fakes.reviews import receipt

DAY = 86_400.0
ENTRIES = (
    entry("0x01", amount=TaoRao(5 * TAO), signed_at=NOW),
    signed_message("login", identity="0x02"),
    register_entry("0x03", signed_at=NOW - DAY),
    entry("0x04", amount=TaoRao(9 * TAO), signed_at=NOW - 3 * DAY, label="rent"),
)


@pytest.fixture
def model(qapp):
    made = JournalModel(lambda: local_day(NOW))
    made.tester = QAbstractItemModelTester(made)
    made.take(entry_rows(ENTRIES, Context(), hidden=False))
    return made


def hashes(model):
    return [row.entry.receipt.hash for row in model.records()]


def days(model):
    return [model.record(row).title for row in model.day_rows()]


def at(key):
    return position(JOURNAL_COLUMNS, key)


def test_it_is_by_day_with_the_newest_first(model):
    assert hashes(model) == ["0x01", "0x02", "0x03", "0x04"]
    assert len(days(model)) == 3
    assert model.is_day(0)
    assert model.rowCount() == 7


def test_the_oldest_first_is_by_day_too(model):
    model.sort(at(TIME), Qt.SortOrder.AscendingOrder)
    assert hashes(model)[0] == "0x04"
    assert len(days(model)) == 3
    assert days(model)[-1] == "Today"


def test_any_other_order_has_no_days(model):
    model.sort(at("amount"), Qt.SortOrder.DescendingOrder)
    assert hashes(model)[:2] == ["0x04", "0x01"]
    assert days(model) == []
    assert model.sorted_by == (at("amount"), Qt.SortOrder.DescendingOrder)


def test_what_has_no_value_comes_last_in_either_direction(model):
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        model.sort(at("amount"), order)
        assert hashes(model)[-1] == "0x02"


def test_searching_leaves_the_days_of_what_is_found(model):
    model.search("RENT")
    assert hashes(model) == ["0x04"]
    assert len(days(model)) == 1
    assert model.total == 4
    model.search("")
    assert len(hashes(model)) == 4


def test_a_condition_is_about_entries(model):
    model.filter(lambda row: row.entry.kind is ActionKind.TRANSFER)
    assert hashes(model) == ["0x01", "0x04"]
    model.filter(None)
    assert len(hashes(model)) == 4


def test_a_day_cannot_be_chosen(model):
    index = model.index(0, 0)
    assert not model.flags(index) & Qt.ItemFlag.ItemIsSelectable
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "Today"


def cells(model, transaction):
    row = next(
        number
        for number in range(model.rowCount())
        if (found := model.record(number).entry) and found.receipt.hash == transaction
    )
    return {c.key: model.cell(row, n) for n, c in enumerate(JOURNAL_COLUMNS)}


def test_a_message_has_no_figures_and_is_off_chain(model):
    shown = cells(model, "0x02")
    assert (shown["amount"].text, shown["fee"].text) == ("–", "–")
    assert shown["block"].text == "off chain"
    assert shown["state"].text == "Signed"


@pytest.mark.parametrize(
    ("stage", "outcome", "word", "tone"),
    [
        (Stage.SIGNED, Outcome.OPEN, "Signed", "muted"),
        (Stage.SENT, Outcome.OPEN, "Sent", "info"),
        (Stage.IN_BLOCK, Outcome.SUCCEEDED, "In block", "info"),
        (Stage.FINAL, Outcome.SUCCEEDED, "Final", "positive"),
        (Stage.FINAL, Outcome.FAILED, "Failed", "negative"),
        (Stage.SENT, Outcome.REFUSED, "Refused", "negative"),
        (Stage.SENT, Outcome.EXPIRED, "Expired", "warning"),
        (Stage.SENT, Outcome.REPLACED, "Replaced", "warning"),
        (Stage.SENT, Outcome.UNKNOWN, "Unknown", "warning"),
    ],
)
def test_every_state_has_its_chip(model, stage, outcome, word, tone):
    known = entry("0x09", receipt=receipt(stage, outcome))
    model.take(entry_rows([known], Context(), hidden=False))
    chip = cells(model, known.receipt.hash)["state"]
    assert (chip.text, chip.tone.value) == (word, tone)


def test_hidden_amounts_are_dots_and_are_not_copied(model):
    model.take(entry_rows(ENTRIES[:1], Context(), hidden=True))
    shown = cells(model, "0x01")
    assert "5" not in shown["amount"].text + shown["fee"].text
    [row] = model.records()
    amount = JOURNAL_COLUMNS[at("amount")]
    assert amount.exact(row) == JOURNAL_COLUMNS[at("fee")].exact(row) == "hidden"
    model.take(entry_rows(ENTRIES[:1], Context(), hidden=False))
    assert amount.exact(model.records()[0]) == "-5.000000000"
