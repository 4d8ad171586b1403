"""Price samples over time, a row for each subnet and block."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final

from core.domain.ids import BlockHash, BlockNumber, NetUid
from core.domain.money import Price
from core.domain.subnets import PricePoint
from core.storage.database import Database

_KEPT: Final = 90 * 86_400  # seconds; older samples go when new ones come
_LARGEST: Final = 2**63 - 1  # SQLite's integers; no honest price comes near


class SqlitePriceHistory:
    """A ``PriceHistory`` in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def samples(
        self, genesis: BlockHash, since: float
    ) -> Mapping[BlockNumber, Mapping[NetUid, PricePoint]]:
        def job(db: sqlite3.Connection) -> dict[BlockNumber, dict[NetUid, PricePoint]]:
            rows = db.execute(
                "SELECT block, netuid, time, price FROM price"
                " WHERE genesis = ? AND time >= ? ORDER BY block, netuid",
                (genesis, since),
            )
            found: dict[BlockNumber, dict[NetUid, PricePoint]] = {}
            for block, netuid, time, price in rows:
                point = PricePoint(BlockNumber(block), time, Price(price))
                found.setdefault(point.block, {})[NetUid(netuid)] = point
            return found

        return await self._database.run(job)

    async def add(self, genesis: BlockHash, points: Mapping[NetUid, PricePoint]) -> None:
        def job(db: sqlite3.Connection) -> None:
            db.executemany(
                "INSERT OR REPLACE INTO price VALUES (?, ?, ?, ?, ?)",
                [
                    (genesis, point.block, netuid, point.time, point.price)
                    for netuid, point in points.items()
                    if point.price <= _LARGEST
                ],
            )
            newest = max(point.time for point in points.values())
            db.execute(
                "DELETE FROM price WHERE genesis = ? AND time < ?", (genesis, newest - _KEPT)
            )

        if points:
            await self._database.run(job)

    async def forget(self, genesis: BlockHash) -> None:
        statement = "DELETE FROM price WHERE genesis = ?"
        await self._database.run(lambda db: db.execute(statement, (genesis,)) and None)
