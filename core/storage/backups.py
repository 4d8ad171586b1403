"""When backups were verified, in the database."""

from __future__ import annotations

from core.domain.ids import Ss58
from core.storage.database import Database


class SqliteBackups:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def verified_at(self, address: Ss58) -> float | None:
        raise NotImplementedError

    async def note(self, address: Ss58, when: float) -> None:
        raise NotImplementedError
