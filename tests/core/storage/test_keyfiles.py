from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.domain.keys import KeyRef
from core.errors import AppError, ErrorKind
from core.storage.database import Database
from core.storage.keyfiles import SqliteKeyfiles

MAIN, MINER = KeyRef("main"), KeyRef("main", "miner")
ROOT = Path("/wallets")


@pytest.fixture
async def database(tmp_path) -> AsyncIterator[Database]:
    opened = Database(tmp_path / "taonaut.db")
    await opened.open()
    yield opened
    await opened.close()


async def test_what_was_noted_is_there_after_opening_again(database, tmp_path):
    kept = SqliteKeyfiles(database, ROOT)
    await kept.note(MAIN, "aa")
    await kept.note(MINER, "bb")
    await kept.note(MAIN, "cc")
    await database.close()
    again = Database(tmp_path / "taonaut.db")
    await again.open()
    try:
        assert await SqliteKeyfiles(again, ROOT).all() == {MAIN: "cc", MINER: "bb"}
    finally:
        await again.close()


async def test_what_is_removed_is_gone_and_removing_again_is_nothing(database):
    kept = SqliteKeyfiles(database, ROOT)
    await kept.note(MAIN, "aa")
    await kept.note(MINER, "bb")
    await kept.remove(MAIN)
    await kept.remove(MAIN)
    assert await kept.all() == {MINER: "bb"}


@pytest.mark.skipif(sys.platform == "win32", reason="names are text there")
async def test_a_name_that_is_no_text_is_kept_and_removed_as_any_other(database):
    kept, foreign = SqliteKeyfiles(database, ROOT), KeyRef("caf\udce9", "\udcff")
    await kept.note(foreign, "aa")
    await kept.note(foreign, "bb")
    assert await kept.all() == {foreign: "bb"}
    await kept.remove(foreign)
    assert await kept.all() == {}


async def test_folders_of_wallets_do_not_mix(database):
    here, there = SqliteKeyfiles(database, ROOT), SqliteKeyfiles(database, Path("/stick\udcff"))
    await here.note(MAIN, "aa")
    await there.note(MAIN, "bb")
    await there.remove(MINER)
    assert await here.all() == {MAIN: "aa"}
    assert await there.all() == {MAIN: "bb"}


async def test_a_closed_database_is_said(database):
    await database.close()
    kept = SqliteKeyfiles(database, ROOT)
    for work in (kept.all(), kept.note(MAIN, "aa"), kept.remove(MAIN)):
        with pytest.raises(AppError) as caught:
            await work
        assert caught.value.kind is ErrorKind.STORAGE
