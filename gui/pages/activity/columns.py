"""The columns of the journal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from core.domain.activity import Entry
from core.domain.money import tao_text
from gui.entry_words import amount_words, fee_words, pays_fee
from gui.formats import DASH, integer
from gui.outcomes import told
from gui.pages.activity.row import JournalRow
from gui.tables.column import NO_VALUE, Cell, Column, Exact, Kind, Tone
from gui.widgets.amount import HIDDEN_WORDS, veiled

TIME: Final = "time"
ACTION: Final = "action"
STATE: Final = "state"
_NOTHING: Final = Cell("")
_OFF_CHAIN: Final = Cell("off chain", Tone.MUTED)
_STATE_ORDER: Final = ("Signed", "Sent", "Unknown", "In block", "Final")


def _of(make: Callable[[Entry, JournalRow], Cell]) -> Callable[[JournalRow], Cell]:
    """A cell of an entry; days have none."""

    def cell(row: JournalRow) -> Cell:
        return _NOTHING if row.entry is None else make(row.entry, row)

    return cell


def _exact(make: Callable[[Entry], Exact]) -> Callable[[JournalRow], Exact]:
    return lambda row: None if row.entry is None else make(row.entry)


def _owned(make: Callable[[Entry], Exact]) -> Callable[[JournalRow], Exact]:
    """What is copied of an amount: nothing but a word while it is hidden."""
    exact = _exact(make)
    return lambda row: HIDDEN_WORDS if row.hidden and exact(row) is not None else exact(row)


def _time(entry: Entry, row: JournalRow) -> Cell:
    del row
    when = datetime.fromtimestamp(entry.signed_at, tz=UTC).astimezone()
    return Cell(f"{when:%H:%M}", Tone.MUTED)


def _time_cell(row: JournalRow) -> Cell:
    return Cell(row.title, Tone.MUTED) if row.entry is None else _time(row.entry, row)


def _action(entry: Entry, row: JournalRow) -> Cell:
    del entry
    assert row.words is not None
    return Cell(row.words.action, tail=row.words.aside, mark=row.words.icon)


def _amount(entry: Entry, row: JournalRow) -> Cell:
    text = amount_words(entry)
    return NO_VALUE if text == DASH else Cell(veiled(text, hidden=row.hidden))


def _fee(entry: Entry, row: JournalRow) -> Cell:
    text = fee_words(entry)
    return NO_VALUE if text == DASH else Cell(veiled(text, hidden=row.hidden), Tone.MUTED)


def _block(entry: Entry, row: JournalRow) -> Cell:
    del row
    if entry.is_off_chain:
        return _OFF_CHAIN
    block = entry.receipt.block
    return NO_VALUE if block is None else Cell(integer(block, mono=True), Tone.MUTED)


def _state(entry: Entry, row: JournalRow) -> Cell:
    del row
    words = told(entry.receipt)
    return Cell("Signed" if entry.is_off_chain else words.state, Tone(words.tone or "muted"))


def state_words(entry: Entry) -> str:
    """The word of the state's chip."""
    return "Signed" if entry.is_off_chain else told(entry.receipt).state


def _state_rank(entry: Entry) -> int:
    word = state_words(entry)
    return _STATE_ORDER.index(word) if word in _STATE_ORDER else len(_STATE_ORDER)


JOURNAL_COLUMNS: Final[tuple[Column[JournalRow], ...]] = (
    Column(
        TIME, "Time", 74, _time_cell,
        sort_key=_exact(lambda entry: round(entry.signed_at * 1000)),
        exact=_exact(lambda entry: round(entry.signed_at)),
        descending=True, fixed=True,
    ),
    Column(
        ACTION, "Action", 300, _of(_action),
        sort_key=lambda row: row.words.action.casefold() if row.words else None,
        exact=lambda row: row.words.action if row.words else None,
        stretch=True, least=150, fixed=True,
    ),
    Column(
        "amount", "Amount τ", 104, _of(_amount), kind=Kind.NUMBER,
        sort_key=_exact(lambda entry: entry.paid),
        exact=_owned(lambda entry: None if entry.paid is None else tao_text(-entry.paid)),
        descending=True, fixed=True,
    ),
    Column(
        "fee", "Fee τ", 84, _of(_fee), kind=Kind.NUMBER,
        sort_key=_exact(lambda entry: entry.receipt.fee if pays_fee(entry) else None),
        exact=_owned(lambda entry: tao_text(entry.receipt.fee) if pays_fee(entry) else None),
        descending=True, yields=True,
    ),
    Column(
        "block", "Block", 90, _of(_block), kind=Kind.NUMBER,
        sort_key=_exact(lambda entry: entry.receipt.block),
        exact=_exact(lambda entry: entry.receipt.block),
        descending=True, yields=True,
    ),
    Column(
        STATE, "State", 96, _of(_state), kind=Kind.CHIP, title_right=True,
        sort_key=_exact(_state_rank),
        exact=_exact(state_words),
        fixed=True,
    ),
)  # fmt: skip
