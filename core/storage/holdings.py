"""What accounts owned at blocks gone by: a row for each account and block."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.domain.accounts import Account, AccountList, WorthPoint
from core.domain.ids import BlockHash, BlockNumber, Ss58
from core.domain.money import TaoRao
from core.domain.stamps import Source
from core.storage.database import Database
from core.storage.shapes import fingerprint, pack, unpack

log = logging.getLogger(__name__)

_KEPT: Final = 90 * 86_400  # seconds for totals
_KEPT_WHOLE: Final = 2 * 86_400  # seconds for positions, which take more room
_LARGEST: Final = 2**63 - 1  # SQLite's integers; all TAO there will be is below


class SqliteHoldings:
    """A ``HoldingHistory`` in the database.

    Each account has rows of its own, so that wallets may come and go: what
    any of them were worth together is added up where all are known.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def points(
        self, genesis: BlockHash, addresses: Sequence[Ss58], since: float
    ) -> Sequence[WorthPoint]:
        query = (
            "SELECT block, time, total FROM holding WHERE genesis = ? AND address = ? AND time >= ?"
        )

        def job(db: sqlite3.Connection) -> list[WorthPoint]:
            found: dict[int, list[tuple[float, int]]] = {}
            wanted = set(addresses)
            for address in wanted:
                for block, time, total in db.execute(query, (genesis, address, since)):
                    found.setdefault(block, []).append((time, total))
            return [
                WorthPoint(BlockNumber(block), rows[0][0], TaoRao(sum(total for _, total in rows)))
                for block, rows in sorted(found.items())
                if len(rows) == len(wanted)
            ]

        return await self._database.run(job)

    async def nearest(
        self, genesis: BlockHash, addresses: Sequence[Ss58], moment: float, tolerance: float
    ) -> AccountList | None:
        points = await self.points(genesis, addresses, moment - tolerance)
        reached = [point for point in points if abs(point.time - moment) <= tolerance]
        reached.sort(key=lambda point: abs(point.time - moment))
        for point in reached:
            if (found := await self._whole(genesis, addresses, point.block)) is not None:
                return found
        return None

    async def last(self, genesis: BlockHash) -> tuple[BlockNumber, float] | None:
        query = "SELECT block, time FROM holding WHERE genesis = ? ORDER BY block DESC LIMIT 1"
        row = await self._database.run(lambda db: db.execute(query, (genesis,)).fetchone())
        return (BlockNumber(row[0]), row[1]) if row else None

    async def add(self, genesis: BlockHash, accounts: AccountList, time: float) -> None:
        shape, block = fingerprint(AccountList), accounts.stamp.block

        def row(account: Account) -> tuple[object, ...]:
            alone = replace(accounts, accounts=(account,))
            body = json.dumps(pack(alone), separators=(",", ":"))
            total = min(account.total, _LARGEST)
            return genesis, account.address, block, time, total, shape, body

        def job(db: sqlite3.Connection) -> None:
            db.executemany(
                "INSERT OR REPLACE INTO holding VALUES (?, ?, ?, ?, ?, ?, ?)",
                [row(account) for account in accounts.accounts],
            )
            _thin_out(db, genesis)

        await self._database.run(job)

    async def forget(self, genesis: BlockHash) -> None:
        statement = "DELETE FROM holding WHERE genesis = ?"
        await self._database.run(lambda db: db.execute(statement, (genesis,)) and None)

    async def _whole(
        self, genesis: BlockHash, addresses: Sequence[Ss58], block: BlockNumber
    ) -> AccountList | None:
        query = (
            "SELECT body FROM holding"
            " WHERE genesis = ? AND address = ? AND block = ? AND shape = ? AND body != ''"
        )
        shape = fingerprint(AccountList)

        def job(db: sqlite3.Connection) -> list[AccountList]:
            keys = ((genesis, address, block, shape) for address in addresses)
            rows = [db.execute(query, key).fetchone() for key in keys]
            return [found for row in rows if row and (found := _read(row[0])) is not None]

        lists = await self._database.run(job)
        if len(lists) < len(addresses) or not lists:
            return None
        stamp = replace(lists[0].stamp, source=Source.CACHE)
        return AccountList(stamp, tuple(found.accounts[0] for found in lists))


def _thin_out(db: sqlite3.Connection, genesis: BlockHash) -> None:
    (newest,) = db.execute("SELECT max(time) FROM holding WHERE genesis = ?", (genesis,)).fetchone()
    if newest is None:
        return
    db.execute("DELETE FROM holding WHERE genesis = ? AND time < ?", (genesis, newest - _KEPT))
    db.execute(
        "UPDATE holding SET body = '' WHERE genesis = ? AND time < ? AND body != ''",
        (genesis, newest - _KEPT_WHOLE),
    )


def _read(body: str) -> AccountList | None:
    try:
        return unpack(AccountList, json.loads(body))
    except (ValueError, TypeError, LookupError) as error:
        log.warning("a kept account does not read", exc_info=error)
        return None
