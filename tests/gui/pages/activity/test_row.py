"""Rows of the journal and the days between them."""

from __future__ import annotations

from datetime import timedelta

from gui.entry_words import Context, local_day
from gui.pages.activity.row import entry_rows, haystack, with_days
from tests.builders import NOW
from tests.fakes.entries import entry, signed_message

DAY = 86_400.0
TODAY = local_day(NOW)


def rows_of(*entries):
    return entry_rows(entries, Context(), hidden=False)


def test_a_day_stands_above_its_entries():
    rows = rows_of(
        entry("0x01", signed_at=NOW),
        entry("0x02", signed_at=NOW),
        entry("0x03", signed_at=NOW - DAY),
    )
    titles = [row.title or row.entry.receipt.hash for row in with_days(rows, TODAY)]
    assert titles == ["Today", "0x01", "0x02", "Yesterday", "0x03"]


def test_without_entries_there_are_no_days():
    assert with_days([], TODAY) == []


def test_the_same_day_is_another_word_tomorrow():
    rows = rows_of(entry("0x01", signed_at=NOW))
    [day, _] = with_days(rows, TODAY + timedelta(days=1))
    assert day.title == "Yesterday"


def test_an_entry_is_found_by_what_is_known_of_it():
    [row] = rows_of(entry("0xabc", label="Rent May"))
    for word in ("0xabc", "rent", "transfer_keep_alive", row.entry.dest.casefold(), "open"):
        assert word in haystack(row)
    [message] = rows_of(signed_message("Login to forum"))
    assert "login to forum" in haystack(message)


def test_entries_of_two_chains_are_told_apart():
    one, other = rows_of(entry("0x01", genesis="0xa"), entry("0x01", genesis="0xb"))
    assert one.key != other.key
