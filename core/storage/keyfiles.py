"""What keyfiles were when they last opened, in the database."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from core.domain.keys import KeyRef
from core.storage.database import Database


class SqliteKeyfiles:
    """A ``KeyfileLog`` for the wallets below ``root``."""

    def __init__(self, database: Database, root: Path) -> None:
        self._database = database
        self._root = os.fsencode(root)

    async def all(self) -> Mapping[KeyRef, str]:
        query = "SELECT wallet, hotkey, sha256 FROM keyfile WHERE root = ?"
        rows = await self._database.run(lambda db: db.execute(query, (self._root,)).fetchall())
        return {KeyRef(os.fsdecode(w), os.fsdecode(h)): sha256 for w, h, sha256 in rows}

    async def note(self, ref: KeyRef, sha256: str) -> None:
        statement = "INSERT OR REPLACE INTO keyfile VALUES (?, ?, ?, ?)"
        values = (*self._row(ref), sha256)
        await self._database.run(lambda db: db.execute(statement, values) and None)

    async def remove(self, ref: KeyRef) -> None:
        statement = "DELETE FROM keyfile WHERE root = ? AND wallet = ? AND hotkey = ?"
        values = self._row(ref)
        await self._database.run(lambda db: db.execute(statement, values) and None)

    def _row(self, ref: KeyRef) -> tuple[bytes, str | bytes, str | bytes]:
        return self._root, _kept(ref.wallet), _kept(ref.hotkey)


def _kept(name: str) -> str | bytes:
    """Names that other programs gave may be bytes that are no text."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name)
    return name
