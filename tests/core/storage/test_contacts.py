from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from core.domain.contacts import Contact
from core.domain.ids import Ss58
from core.errors import AppError, ErrorKind
from core.storage.contacts import SqliteContacts
from core.storage.database import Database


@pytest.fixture
async def database(tmp_path) -> AsyncIterator[Database]:
    opened = Database(tmp_path / "taonaut.db")
    await opened.open()
    yield opened
    await opened.close()


def contact(label: str, address: str = "", added_at: float = 1.5) -> Contact:
    return Contact(Ss58(address or f"address of {label}"), label, added_at)


async def test_the_book_is_there_after_opening_again(database, tmp_path):
    await SqliteContacts(database).put(contact("rent"))
    await database.close()
    again = Database(tmp_path / "taonaut.db")
    await again.open()
    try:
        assert await SqliteContacts(again).contacts() == [contact("rent")]
    finally:
        await again.close()


async def test_labels_are_sorted_as_people_sort(database):
    book = SqliteContacts(database)
    sorted_labels = ["2nd", "10th", "alice", "Bob", "Émile", "fund", "miner 2", "Miner 10"]
    for label in reversed(sorted_labels):
        await book.put(contact(label))
    assert [found.label for found in await book.contacts()] == sorted_labels


async def test_putting_again_changes_the_label_alone(database):
    book = SqliteContacts(database)
    await book.put(contact("rent", "5A", added_at=1.0))
    await book.put(contact("Rent of May", "5A", added_at=2.0))
    assert await book.contacts() == [contact("Rent of May", "5A", added_at=1.0)]


async def test_what_is_removed_is_gone_and_removing_again_is_nothing(database):
    book = SqliteContacts(database)
    await book.put(contact("rent", "5A"))
    await book.put(contact("tax", "5B"))
    for _ in range(2):
        await book.remove(Ss58("5A"))
    assert await book.contacts() == [contact("tax", "5B")]


async def test_a_closed_database_is_said(database):
    await database.close()
    with pytest.raises(AppError) as caught:
        await SqliteContacts(database).contacts()
    assert caught.value.kind is ErrorKind.STORAGE
