from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from core.domain.ids import Ss58
from core.errors import AppError, ErrorKind
from core.storage.backups import SqliteBackups
from core.storage.database import Database

ADDRESS = Ss58("5A")


@pytest.fixture
async def database(tmp_path) -> AsyncIterator[Database]:
    opened = Database(tmp_path / "taonaut.db")
    await opened.open()
    yield opened
    await opened.close()


async def test_a_backup_that_was_never_verified_has_no_date(database):
    assert await SqliteBackups(database).verified_at(ADDRESS) is None


async def test_the_newest_date_is_remembered_after_opening_again(database, tmp_path):
    await SqliteBackups(database).note(ADDRESS, 1.5)
    await SqliteBackups(database).note(ADDRESS, 2.5)
    await database.close()
    again = Database(tmp_path / "taonaut.db")
    await again.open()
    try:
        assert await SqliteBackups(again).verified_at(ADDRESS) == 2.5
        assert await SqliteBackups(again).verified_at(Ss58("5B")) is None
    finally:
        await again.close()


async def test_a_closed_database_is_said(database):
    await database.close()
    for work in (
        SqliteBackups(database).note(ADDRESS, 1.0),
        SqliteBackups(database).verified_at(ADDRESS),
    ):
        with pytest.raises(AppError) as caught:
            await work
        assert caught.value.kind is ErrorKind.STORAGE
