from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from core.errors import AppError, ErrorKind
from core.storage import database as database_module
from core.storage.database import MIGRATIONS, Database


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[tuple[Database, tuple[str, ...]]]:
    database = Database(path)
    notices = await database.open()
    try:
        yield database, notices
    finally:
        await database.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "taonaut.db"


def put(text: str) -> Callable[[sqlite3.Connection], None]:
    return lambda db: db.execute("INSERT OR REPLACE INTO genesis VALUES ('n', ?)", (text,)) and None


def get(db: sqlite3.Connection) -> str | None:
    row = db.execute("SELECT hash FROM genesis WHERE network = 'n'").fetchone()
    return row and row[0]


async def test_what_was_written_is_there_after_reopening(path):
    async with opened(path) as (database, notices):
        assert notices == ()
        await database.run(put("kept"))
    async with opened(path) as (database, notices):
        assert notices == ()
        assert await database.run(get) == "kept"


async def test_a_job_that_fails_leaves_nothing_behind(path):
    def half(db: sqlite3.Connection) -> None:
        put("half")(db)
        raise sqlite3.IntegrityError("odd")

    async with opened(path) as (database, _):
        await database.run(put("whole"))
        with pytest.raises(AppError) as caught:
            await database.run(half)
        assert caught.value.kind is ErrorKind.STORAGE
        assert await database.run(get) == "whole"


@pytest.mark.parametrize("content", [b"not a database " * 1000, b"\x00" * 4096])
async def test_a_damaged_file_is_set_aside_and_said(path, content):
    path.write_bytes(content)
    async with opened(path) as (database, notices):
        (kept,) = path.parent.glob("taonaut.db.damaged-*")
        assert kept.read_bytes() == content
        assert kept.name in notices[0]
        assert await database.run(get) is None


async def test_damage_inside_a_real_file_is_found_at_opening(path):
    async with opened(path) as (database, _):
        for number in range(400):
            await database.run(
                lambda db, n=number: (
                    db.execute("INSERT INTO genesis VALUES (?, ?)", (f"n{n}", "x" * 200)) and None
                )
            )
    content = bytearray(path.read_bytes())
    content[8192:16_384] = os.urandom(8192)
    path.write_bytes(content)
    async with opened(path) as (database, notices):
        assert len(notices) == 1
        assert await database.run(get) is None


async def test_a_file_of_a_newer_version_is_used_as_it_is(path):
    async with opened(path) as (database, _):
        await database.run(put("kept"))
        await database.run(lambda db: db.execute("PRAGMA user_version=99") and None)
    async with opened(path) as (database, notices):
        assert notices == ()
        assert await database.run(get) == "kept"


async def test_later_migrations_are_applied_to_an_older_file(path, monkeypatch):
    async with opened(path) as (database, _):
        await database.run(put("kept"))
    added = (*MIGRATIONS, "CREATE TABLE later (x INTEGER);")
    monkeypatch.setattr(database_module, "MIGRATIONS", added)
    async with opened(path) as (database, _):
        await database.run(lambda db: db.execute("INSERT INTO later VALUES (1)") and None)
        assert await database.run(get) == "kept"


async def test_a_file_another_program_holds_is_no_damage(path, monkeypatch):
    async with opened(path):
        pass
    monkeypatch.setattr(database_module, "_BUSY", 0.01)
    other = sqlite3.connect(path)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    database = Database(path)
    try:
        with pytest.raises(AppError) as caught:
            await database.open()
        assert caught.value.kind is ErrorKind.STORAGE
        assert not list(path.parent.glob("*.damaged-*"))
    finally:
        other.close()
        await database.close()


async def test_a_closed_database_says_so(path):
    database = Database(path)
    with pytest.raises(AppError) as caught:
        await database.run(get)
    assert caught.value.kind is ErrorKind.STORAGE
    await database.open()
    for _ in range(2):
        await database.close()
    with pytest.raises(AppError, match="closed"):
        await database.run(get)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps profiles apart by other means")
async def test_the_file_is_ours_alone(path):
    async with opened(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
