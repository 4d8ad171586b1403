"""When backups were verified, in the database."""

from __future__ import annotations

from core.domain.ids import Ss58
from core.storage.database import Database


class SqliteBackups:
    """A ``BackupLog``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def verified_at(self, address: Ss58) -> float | None:
        query = "SELECT verified_at FROM backup WHERE address = ?"
        row = await self._database.run(lambda db: db.execute(query, (address,)).fetchone())
        return None if row is None else float(row[0])

    async def note(self, address: Ss58, when: float) -> None:
        statement = "INSERT OR REPLACE INTO backup VALUES (?, ?)"
        await self._database.run(lambda db: db.execute(statement, (address, when)) and None)
