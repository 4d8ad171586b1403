"""A row of the journal: an entry with its words, or the day that stands above its entries."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.domain.activity import Entry
from gui.entry_words import Context, EntryWords, day_words, entry_words, local_day


@dataclass(frozen=True, slots=True)
class JournalRow:
    """``entry`` and ``words`` are None for a day. Amounts are dots while ``hidden``."""

    day: date
    title: str = ""
    entry: Entry | None = None
    words: EntryWords | None = None
    hidden: bool = False

    @property
    def key(self) -> Hashable:
        if self.entry is None:
            return self.day
        return self.entry.genesis, self.entry.receipt.hash


def entry_rows(entries: Iterable[Entry], context: Context, *, hidden: bool) -> list[JournalRow]:
    """A row an entry, in the order given."""
    return [
        JournalRow(
            day=local_day(entry.signed_at),
            entry=entry,
            words=entry_words(entry, context),
            hidden=hidden,
        )
        for entry in entries
    ]


def with_days(rows: Sequence[JournalRow], today: date) -> list[JournalRow]:
    """``rows`` in their order, with a day above the first row of each."""
    found: list[JournalRow] = []
    for row in rows:
        if not found or found[-1].day != row.day:
            found.append(JournalRow(row.day, day_words(row.day, today)))
        found.append(row)
    return found


def haystack(row: JournalRow) -> str:
    """Everything an entry can be found by, in lower case."""
    entry, words = row.entry, row.words
    if entry is None or words is None:
        return ""
    parts = (
        *(words.action, entry.label, entry.text, entry.function, entry.receipt.hash),
        *(entry.signer, entry.dest or "", entry.hotkey or "", entry.receipt.error),
        entry.receipt.outcome.value,
    )
    return " ".join(parts).casefold()
