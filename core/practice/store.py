"""The practice network's past on disk: one SQLite file, one transaction a block.

What is kept is what differs from the world that the plan builds: every block
with the values it wrote, and, for blocks long gone, the values it replaced.
Keys are stored once and named by number. Each block is committed as a whole,
so a killed process loses nothing it had announced, and nothing is half there.
"""

from __future__ import annotations

import sqlite3
import weakref
import zlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.practice.elision import Recipe, cut, cut_all, mended
from core.practice.packing import Place, Replaced, pack, shared_values, unpack_plain
from core.practice.series import pressed, unpressed

SEGMENT: Final = 128  # blocks folded together once they are old
FILE_NAME: Final = "practice.sqlite3"
FORMAT: Final = "3"
_PREFIX_BYTES: Final = 32
_KEY_LIFE: Final = 4  # blocks for which storage holds what a recipe made of a block's number
_SEGMENT_SHIFT: Final = 32  # a row's id holds its segment above and its key or place below

Changes = Mapping[bytes, bytes | None]

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS fact(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS storage_key(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS block(
    number INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE,
    header BLOB NOT NULL, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS unfolded(number INTEGER PRIMARY KEY, changes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS checkpoint(key INTEGER PRIMARY KEY, value BLOB);
CREATE TABLE IF NOT EXISTS replaced(
    id INTEGER PRIMARY KEY, key INTEGER NOT NULL, olds BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS replaced_by_key ON replaced(key);
CREATE TABLE IF NOT EXISTS shared(id INTEGER PRIMARY KEY, value BLOB NOT NULL);
"""


class StoreError(Exception):
    """The data directory cannot be used; the text is for the person who started the node."""


@dataclass(frozen=True, slots=True)
class StoredBlock:
    """A block as written: its SCALE header, and its extrinsics one after another."""

    number: int
    hash: bytes
    header: bytes
    body: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Old:
    """What a key held before a block replaced it; None if it was absent."""

    value: bytes | None


class Store:
    """Blocks, changes and replaced values. Without a directory all goes with the process.

    ``recipe`` has to be set before blocks are written or read, to the same one for good.
    """

    def __init__(self, directory: Path | None) -> None:
        self.recipe: Recipe | None = None
        self._keys: dict[bytes, int] = {}
        self._names: dict[int, bytes] = {}
        try:
            if directory is not None:
                directory.mkdir(parents=True, exist_ok=True)
            path = "" if directory is None else str(directory / FILE_NAME)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=0.2)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"cannot open the data directory: {error}") from error
        try:
            self._open()
        except sqlite3.Error as error:
            self._db.close()
            raise StoreError(_reason(error)) from error
        # One that is dropped unclosed, as tests do with a network in memory, lets go of its file.
        weakref.finalize(self, self._db.close)

    def _open(self) -> None:
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=NORMAL"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.execute("BEGIN EXCLUSIVE")
        self._db.execute("COMMIT")
        self._db.executescript(_SCHEMA)
        for number, key in self._db.execute("SELECT id, key FROM storage_key"):
            self._keys[key] = number
            self._names[number] = key

    def close(self) -> None:
        self._db.close()

    # -- facts

    def facts(self) -> dict[str, str]:
        return dict(self._db.execute("SELECT name, value FROM fact"))

    def set_facts(self, facts: Mapping[str, str]) -> None:
        with self._transaction():
            self._db.executemany("INSERT OR REPLACE INTO fact VALUES(?, ?)", facts.items())

    # -- blocks

    def append(self, block: StoredBlock, changes: Changes) -> None:
        """Commit a block with the values it wrote (None: removed)."""
        with self._transaction():
            coded = pack([(self._key_id(key), value) for key, value in changes.items()])
            body = pack([(index, raw) for index, raw in enumerate(block.body)])
            self._db.execute(
                "INSERT INTO block VALUES(?, ?, ?, ?)",
                (block.number, block.hash, block.header, cut(body, block.number, self.recipe)),
            )
            self._db.execute(
                "INSERT INTO unfolded VALUES(?, ?)", (block.number, zlib.compress(coded, 1))
            )

    def remove(self, number: int) -> None:
        """Take back the newest block, which has not been folded."""
        with self._transaction():
            self._db.execute("DELETE FROM block WHERE number = ?", (number,))
            self._db.execute("DELETE FROM unfolded WHERE number = ?", (number,))

    def block(self, number: int) -> StoredBlock | None:
        row = self._db.execute(
            "SELECT hash, header, body FROM block WHERE number = ?", (number,)
        ).fetchone()
        if row is None:
            return None
        body = unpack_plain(mended(row[2], self.recipe))
        return StoredBlock(number, row[0], row[1], tuple(raw or b"" for _, raw in body))

    def number_of(self, block_hash: bytes) -> int | None:
        row = self._db.execute("SELECT number FROM block WHERE hash = ?", (block_hash,)).fetchone()
        return None if row is None else int(row[0])

    def newest(self) -> int | None:
        row = self._db.execute("SELECT MAX(number) FROM block").fetchone()
        return None if row[0] is None else int(row[0])

    # -- coming back

    def checkpoint(self) -> Iterator[tuple[bytes, bytes | None]]:
        """Values that differ from the built world after the newest folded block."""
        for key, value in self._db.execute("SELECT key, value FROM checkpoint"):
            yield self._names[key], value

    def unfolded(self) -> Iterator[tuple[int, dict[bytes, bytes | None]]]:
        """The blocks behind the checkpoint, oldest first, with the values they wrote."""
        rows = self._db.execute("SELECT number, changes FROM unfolded ORDER BY number")
        for number, coded in rows:
            changes = {
                self._names[key]: value for key, value in unpack_plain(zlib.decompress(coded))
            }
            yield number, changes

    # -- the past

    def fold(self, last: int, replaced: Replaced, values: Changes) -> None:
        """Move the blocks up to ``last`` from single changes into the past.

        ``replaced`` holds what those blocks replaced, by key and oldest first;
        ``values`` what their keys held after ``last``.
        """
        segment = last // SEGMENT
        shared = shared_values(replaced)
        numbers = range(max(last + 1 - SEGMENT - _KEY_LIFE, 0), last + 1)
        kept = cut_all(shared, numbers, self.recipe)
        with self._transaction():
            self._db.executemany(
                "INSERT OR REPLACE INTO replaced VALUES(?, ?, ?)",
                [
                    (
                        _row(segment, self._key_id(key)),
                        self._key_id(key),
                        pressed(olds, shared),
                    )
                    for key, olds in replaced.items()
                ],
            )
            self._db.executemany(
                "INSERT OR REPLACE INTO shared VALUES(?, ?)",
                [(_row(segment, place), kept[value]) for value, place in shared.items()],
            )
            self._db.executemany(
                "INSERT OR REPLACE INTO checkpoint VALUES(?, ?)",
                [(self._key_id(key), value) for key, value in values.items()],
            )
            self._db.execute("DELETE FROM unfolded WHERE number <= ?", (last,))

    def old(self, key: bytes, block: int) -> Old | None:
        """What ``key`` held at ``block`` if a later folded block replaced it."""
        number = self._keys.get(key)
        if number is None:
            return None
        rows = self._db.execute(
            "SELECT id, olds FROM replaced WHERE key = ? AND id >= ? ORDER BY id LIMIT 2",
            (number, _row((block + 1) // SEGMENT, 0)),
        )
        for row, coded in rows:
            for changed, value in unpressed(coded):
                if changed > block:
                    return Old(self._unshared(row >> _SEGMENT_SHIFT, value))
        return None

    def _unshared(self, segment: int, value: bytes | Place | None) -> bytes | None:
        if not isinstance(value, Place):
            return value
        row = self._db.execute(
            "SELECT value FROM shared WHERE id = ?", (_row(segment, value.number),)
        ).fetchone()
        return mended(row[0], self.recipe)

    def keys_replaced(self, prefix: bytes, block: int) -> list[bytes]:
        """The keys below ``prefix`` that folded blocks behind ``block``'s segment touched."""
        rows = self._db.execute(
            "SELECT key FROM storage_key k WHERE key >= ? AND key < ? AND EXISTS"
            " (SELECT 1 FROM replaced r WHERE r.key = k.id AND r.id >= ?)",
            (prefix, _behind(prefix), _row((block + 1) // SEGMENT, 0)),
        )
        return [key for (key,) in rows]

    @contextmanager
    def _transaction(self) -> Generator[None]:
        """All or nothing, the names of new keys included. StoreError if the disk refuses."""
        known = len(self._keys)
        self._db.execute("BEGIN")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            for number in range(known + 1, len(self._keys) + 1):
                del self._keys[self._names.pop(number)]
            if isinstance(error, sqlite3.Error):
                raise StoreError(f"the practice data cannot be written: {error}") from error
            raise

    def _key_id(self, key: bytes) -> int:
        number = self._keys.get(key)
        if number is None:
            number = len(self._keys) + 1
            self._db.execute("INSERT INTO storage_key VALUES(?, ?)", (number, key))
            self._keys[key] = number
            self._names[number] = key
        return number


def _row(segment: int, place: int) -> int:
    return segment << _SEGMENT_SHIFT | place


def _behind(prefix: bytes) -> bytes:
    """The least byte string greater than all that begin with ``prefix``."""
    stem = prefix.rstrip(b"\xff")
    return stem[:-1] + bytes([stem[-1] + 1]) if stem else b"\xff" * (_PREFIX_BYTES * 8)


def _reason(error: sqlite3.Error) -> str:
    if "locked" in str(error):
        return "another practice node is using this data directory"
    return f"the practice data cannot be read ({error}); start with --fresh to begin anew"


def erase(directory: Path) -> None:
    """Remove a stored network. StoreError if a node is using it."""
    if not (directory / FILE_NAME).exists():
        return
    try:
        Store(directory).close()
    except StoreError as error:
        if "another practice node" in str(error):
            raise
    for suffix in ("", "-wal", "-shm"):
        (directory / (FILE_NAME + suffix)).unlink(missing_ok=True)
