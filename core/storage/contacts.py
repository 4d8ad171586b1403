"""The address book, in the database."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.contacts import Contact
from core.domain.ids import Ss58
from core.storage.database import Database


class SqliteContacts:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def contacts(self) -> Sequence[Contact]:
        raise NotImplementedError

    async def put(self, contact: Contact) -> None:
        raise NotImplementedError

    async def remove(self, address: Ss58) -> None:
        raise NotImplementedError
