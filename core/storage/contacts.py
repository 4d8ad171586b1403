"""The address book, in the database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from core.domain.contacts import Contact
from core.domain.ids import Ss58
from core.storage.database import Database

_DIGITS: Final = re.compile(r"([0-9]+)")


class SqliteContacts:
    """A ``ContactStore``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def contacts(self) -> Sequence[Contact]:
        query = "SELECT address, label, added_at FROM contact"
        rows = await self._database.run(lambda db: db.execute(query).fetchall())
        return sorted((Contact(Ss58(row[0]), row[1], row[2]) for row in rows), key=_order)

    async def put(self, contact: Contact) -> None:
        statement = (
            "INSERT INTO contact VALUES (?, ?, ?)"
            " ON CONFLICT (address) DO UPDATE SET label = excluded.label"
        )
        values = (contact.address, contact.label, contact.added_at)
        await self._database.run(lambda db: db.execute(statement, values) and None)

    async def remove(self, address: Ss58) -> None:
        statement = "DELETE FROM contact WHERE address = ?"
        await self._database.run(lambda db: db.execute(statement, (address,)) and None)


def _order(contact: Contact) -> tuple[list[tuple[int, str]], str]:
    """Whatever case and accents, and numbers as numbers: "miner 2" before "Miner 10"."""
    letters = unicodedata.normalize("NFKD", contact.label).casefold()
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    pieces = _DIGITS.split(plain)
    # Every other piece is a number.
    numbered = [(int(piece), "") if at % 2 else (0, piece) for at, piece in enumerate(pieces)]
    return numbered, contact.address
