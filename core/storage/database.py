"""The one SQLite file, used from one thread of its own."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

from core.errors import AppError, ErrorKind
from core.storage.aside import set_aside

log = logging.getLogger(__name__)

T = TypeVar("T")

# Applied in order; a file's user_version counts those it has. Append only.
MIGRATIONS: Final = (
    """
    CREATE TABLE genesis (network TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE record (
        genesis TEXT NOT NULL,
        kind TEXT NOT NULL,
        netuid INTEGER NOT NULL,
        shape TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (genesis, kind, netuid)
    ) WITHOUT ROWID;
    CREATE TABLE price (
        genesis TEXT NOT NULL,
        block INTEGER NOT NULL,
        netuid INTEGER NOT NULL,
        time REAL NOT NULL,
        price INTEGER NOT NULL,
        PRIMARY KEY (genesis, block, netuid)
    ) WITHOUT ROWID;
    CREATE INDEX price_time ON price (genesis, time);
    """,
    """
    CREATE TABLE activity (
        hash TEXT NOT NULL,
        genesis TEXT NOT NULL,
        signer TEXT NOT NULL,
        nonce INTEGER NOT NULL,
        born INTEGER NOT NULL,
        dies INTEGER NOT NULL,
        function TEXT NOT NULL,
        dest TEXT NOT NULL,
        amount INTEGER NOT NULL,
        signed_at REAL NOT NULL,
        label TEXT NOT NULL,
        stage TEXT NOT NULL,
        outcome TEXT NOT NULL,
        fee INTEGER NOT NULL,
        settled INTEGER NOT NULL,
        block INTEGER,
        block_hash TEXT,
        error TEXT NOT NULL,
        PRIMARY KEY (genesis, hash)
    ) WITHOUT ROWID;
    CREATE INDEX activity_open ON activity (genesis, settled, signed_at);
    """,
    """
    CREATE TABLE contact (
        address TEXT PRIMARY KEY,
        label TEXT NOT NULL,
        added_at REAL NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE backup (address TEXT PRIMARY KEY, verified_at REAL NOT NULL) WITHOUT ROWID;
    """,
    """
    CREATE TABLE account (
        genesis TEXT NOT NULL,
        address TEXT NOT NULL,
        shape TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (genesis, address)
    ) WITHOUT ROWID;
    CREATE TABLE holding (
        genesis TEXT NOT NULL,
        address TEXT NOT NULL,
        block INTEGER NOT NULL,
        time REAL NOT NULL,
        total INTEGER NOT NULL,
        shape TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (genesis, address, block)
    ) WITHOUT ROWID;
    CREATE INDEX holding_time ON holding (genesis, time);
    """,
    """
    CREATE TABLE entry (
        hash TEXT NOT NULL,
        genesis TEXT NOT NULL,
        signer TEXT NOT NULL,
        nonce INTEGER NOT NULL,
        born INTEGER NOT NULL,
        dies INTEGER NOT NULL,
        kind TEXT NOT NULL,
        function TEXT NOT NULL,
        dest TEXT,
        amount INTEGER,
        netuid INTEGER,
        hotkey TEXT,
        ceiling INTEGER,
        message TEXT NOT NULL,
        contents TEXT NOT NULL,
        signed_at REAL NOT NULL,
        label TEXT NOT NULL,
        stage TEXT NOT NULL,
        outcome TEXT NOT NULL,
        fee INTEGER NOT NULL,
        settled INTEGER NOT NULL,
        block INTEGER,
        block_hash TEXT,
        error TEXT NOT NULL,
        sent_at REAL,
        included_at REAL,
        final_at REAL,
        place INTEGER,
        paid INTEGER,
        alpha INTEGER,
        uid INTEGER,
        PRIMARY KEY (genesis, hash)
    ) WITHOUT ROWID;
    INSERT INTO entry
        SELECT hash, genesis, signer, nonce, born, dies, 'transfer', function, dest, amount,
            NULL, NULL, NULL, '', '{}', signed_at, label, stage, outcome, fee, settled, block,
            block_hash, error, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM activity;
    DROP TABLE activity;
    ALTER TABLE entry RENAME TO activity;
    CREATE INDEX activity_open ON activity (genesis, settled, signed_at);
    """,
    """
    CREATE TABLE keyfile (
        root BLOB NOT NULL,
        wallet TEXT NOT NULL,
        hotkey TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (root, wallet, hotkey)
    ) WITHOUT ROWID;
    """,
)

_BUSY: Final = 3.0  # seconds to wait for another window's writer


class Database:
    """Runs jobs on its thread, each as one transaction.

    A file that SQLite calls damaged is set aside at opening and a fresh one
    made: the chain has most of it, and the damaged file is kept. Lost are the
    labels of the journal, the address book, and when backups were verified.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._connection: sqlite3.Connection | None = None
        self._closed = False

    async def open(self) -> tuple[str, ...]:
        """Open and migrate; what the user must be told. Raises AppError(STORAGE)."""
        return await self._on_thread(self._open)

    async def run(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Run ``job`` in a transaction and return what it returns. Raises AppError(STORAGE)."""
        return await self._on_thread(lambda: self._transact(job))

    async def close(self) -> None:
        if not self._closed:
            await self._on_thread(self._close)
            self._closed = True
            self._thread.shutdown(wait=False)

    async def _on_thread(self, work: Callable[[], T]) -> T:
        try:
            if self._closed:
                raise sqlite3.ProgrammingError("the database is closed")
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except (sqlite3.Error, OSError) as error:
            facts = {"path": str(self._path)}
            raise AppError(ErrorKind.STORAGE, str(error), facts) from error

    def _transact(self, job: Callable[[sqlite3.Connection], T]) -> T:
        if self._connection is None:
            raise sqlite3.ProgrammingError("the database is closed")
        with self._connection:
            return job(self._connection)

    def _open(self) -> tuple[str, ...]:
        try:
            self._connection = self._prepared()
        except sqlite3.OperationalError:
            raise  # locked, full, read-only: not damage
        except sqlite3.DatabaseError as error:
            log.warning("%s is damaged", self._path, exc_info=error)
            kept = set_aside(self._path)
            for suffix in ("-wal", "-shm"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
            self._connection = self._prepared()
            return (f"The local database was damaged and begun anew. It is kept as {kept.name}.",)
        return ()

    def _prepared(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_BUSY, check_same_thread=False)
        try:
            self._path.chmod(0o600)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            _migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables up to date. A file of a newer version is used as it is."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        return
    # The last page reads too, before anything relies on it.
    (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if state != "ok":
        raise sqlite3.DatabaseError(state)
    for number in range(version, len(MIGRATIONS)):
        connection.executescript(
            f"BEGIN; {MIGRATIONS[number]} PRAGMA user_version={number + 1}; COMMIT;"
        )
