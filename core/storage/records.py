"""The last records read of each chain, so that a page paints before the network answers."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from core.domain.accounts import Account, AccountList
from core.domain.ids import BlockHash, NetUid, Ss58
from core.domain.metagraph import Metagraph
from core.domain.stamps import Source
from core.domain.subnets import SubnetHealth, SubnetList
from core.storage.database import Database
from core.storage.shapes import fingerprint, pack, unpack

log = logging.getLogger(__name__)

R = TypeVar("R")

_SUBNETS: Final = "subnets"
_METAGRAPH: Final = "metagraph"
_HEALTH: Final = "health"
_WHOLE: Final = 0  # in the place of a netuid, for a record of the whole network


class SqliteRecordCache:
    """A ``RecordCache`` in the database: one JSON row a record, under the chain's genesis."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def genesis_of(self, network: str) -> BlockHash | None:
        query = "SELECT hash FROM genesis WHERE network = ?"
        row = await self._database.run(lambda db: db.execute(query, (network,)).fetchone())
        return BlockHash(row[0]) if row else None

    async def remember_genesis(self, network: str, genesis: BlockHash) -> None:
        def job(db: sqlite3.Connection) -> None:
            db.execute("INSERT OR REPLACE INTO genesis VALUES (?, ?)", (network, genesis))
            for table in ("record", "price", "account", "holding"):
                db.execute(f"DELETE FROM {table} WHERE genesis NOT IN (SELECT hash FROM genesis)")  # noqa: S608 - our own table names

        await self._database.run(job)

    async def subnets(self, genesis: BlockHash) -> SubnetList | None:
        found = await self._read(genesis, _SUBNETS, _WHOLE, SubnetList)
        return found and replace(found, stamp=replace(found.stamp, source=Source.CACHE))

    async def keep_subnets(self, genesis: BlockHash, subnets: SubnetList) -> None:
        await self._keep(genesis, _SUBNETS, _WHOLE, subnets)

    async def metagraph(self, genesis: BlockHash, netuid: NetUid) -> Metagraph | None:
        found = await self._read(genesis, _METAGRAPH, netuid, Metagraph)
        return found and replace(found, stamp=replace(found.stamp, source=Source.CACHE))

    async def keep_metagraph(self, genesis: BlockHash, metagraph: Metagraph) -> None:
        await self._keep(genesis, _METAGRAPH, metagraph.netuid, metagraph)

    async def health(self, genesis: BlockHash) -> Mapping[NetUid, SubnetHealth]:
        def job(db: sqlite3.Connection) -> dict[NetUid, SubnetHealth]:
            rows = db.execute(
                "SELECT body FROM record WHERE genesis = ? AND kind = ? AND shape = ?",
                (genesis, _HEALTH, fingerprint(SubnetHealth)),
            )
            read = (_unpacked(SubnetHealth, body) for (body,) in rows)
            return {health.netuid: health for health in read if health is not None}

        return await self._database.run(job)

    async def keep_health(self, genesis: BlockHash, health: SubnetHealth) -> None:
        await self._keep(genesis, _HEALTH, health.netuid, health)

    async def accounts(self, genesis: BlockHash, addresses: Sequence[Ss58]) -> AccountList | None:
        query = "SELECT body FROM account WHERE genesis = ? AND address = ? AND shape = ?"
        shape = fingerprint(AccountList)

        def job(db: sqlite3.Connection) -> list[AccountList | None]:
            rows = (db.execute(query, (genesis, who, shape)).fetchone() for who in addresses)
            return [row and _unpacked(AccountList, row[0]) for row in rows]

        return _together(await self._database.run(job))

    async def keep_accounts(self, genesis: BlockHash, accounts: AccountList) -> None:
        shape = fingerprint(AccountList)

        def job(db: sqlite3.Connection) -> None:
            db.executemany(
                "INSERT OR REPLACE INTO account VALUES (?, ?, ?, ?)",
                [
                    (
                        genesis,
                        account.address,
                        shape,
                        _packed(replace(accounts, accounts=(account,))),
                    )
                    for account in accounts.accounts
                ],
            )

        await self._database.run(job)

    async def _read(self, genesis: BlockHash, kind: str, netuid: int, record: type[R]) -> R | None:
        shape = _shape(record)

        def job(db: sqlite3.Connection) -> R | None:
            row = db.execute(
                "SELECT body FROM record"
                " WHERE genesis = ? AND kind = ? AND netuid = ? AND shape = ?",
                (genesis, kind, netuid, shape),
            ).fetchone()
            return _unpacked(record, row[0]) if row else None

        return await self._database.run(job)

    async def _keep(self, genesis: BlockHash, kind: str, netuid: int, record: object) -> None:
        shape = _shape(type(record))

        def job(db: sqlite3.Connection) -> None:
            db.execute(
                "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?)",
                (genesis, kind, netuid, shape, _packed(record)),
            )

        await self._database.run(job)


def _shape(record: Any) -> str:
    return fingerprint(record)


def _together(found: Sequence[AccountList | None]) -> AccountList | None:
    """One list, as old as its oldest account; None where one is missing, or all are."""
    lists = [listed for listed in found if listed is not None]
    if not lists or len(lists) < len(found):
        return None
    oldest = min((listed.stamp for listed in lists), key=lambda stamp: stamp.block)
    accounts: list[Account] = [account for listed in lists for account in listed.accounts]
    return AccountList(replace(oldest, source=Source.CACHE), tuple(accounts))


def _packed(record: object) -> str:
    return json.dumps(pack(record), separators=(",", ":"))


def _unpacked(record: type[R], body: str) -> R | None:
    try:
        return unpack(record, json.loads(body))
    except (ValueError, TypeError, LookupError) as error:
        log.warning("a cached %s does not read", record.__name__, exc_info=error)
        return None
