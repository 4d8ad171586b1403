"""The journal of signed transactions, a row each, on disk before anything is sent."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, Final

from core.domain.activity import Entry
from core.domain.ids import BlockHash, BlockNumber, Ss58
from core.domain.money import TaoRao
from core.domain.transactions import Outcome, Receipt, Stage
from core.storage.database import Database

_COLUMNS: Final = (
    "hash, genesis, signer, nonce, born, dies, function, dest, amount, signed_at, label,"
    " stage, outcome, fee, settled, block, block_hash, error"
)
_SEARCHED: Final = ("hash", "signer", "dest", "function", "error", "label")
_LARGEST: Final = 2**63 - 1  # SQLite's integers; all TAO there will be is below


class SqliteActivity:
    """An ``ActivityJournal`` in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, entry: Entry) -> None:
        row = _row(entry)
        marks = ", ".join("?" * len(row))

        def job(db: sqlite3.Connection) -> None:
            # The database as a whole does not wait for the disk; this must.
            db.execute("PRAGMA synchronous=FULL")
            try:
                with db:
                    db.execute(f"INSERT INTO activity ({_COLUMNS}) VALUES ({marks})", row)  # noqa: S608 - constants
            finally:
                db.execute("PRAGMA synchronous=NORMAL")

        await self._database.run(job)

    async def update(self, genesis: BlockHash, receipt: Receipt) -> None:
        values = (*_state(receipt), genesis, receipt.hash)
        await self._database.run(
            lambda db: (
                db.execute(
                    "UPDATE activity SET stage = ?, outcome = ?, fee = ?, settled = ?, block = ?,"
                    " block_hash = ?, error = ? WHERE genesis = ? AND hash = ? AND NOT settled",
                    values,
                )
                and None
            )
        )

    async def label(self, genesis: BlockHash, transaction: str, text: str) -> None:
        statement = "UPDATE activity SET label = ? WHERE genesis = ? AND hash = ?"
        values = (text, genesis, transaction)
        await self._database.run(lambda db: db.execute(statement, values) and None)

    async def entries(
        self, genesis: BlockHash, search: str = "", limit: int = 500
    ) -> Sequence[Entry]:
        found = " OR ".join(f"instr(lower({name}), ?)" for name in _SEARCHED)
        values = (genesis, *[search.strip().lower()] * len(_SEARCHED), limit)
        return await self._read(
            f"genesis = ? AND ({found}) ORDER BY signed_at DESC, nonce DESC LIMIT ?", values
        )

    async def unsettled(self, genesis: BlockHash) -> Sequence[Entry]:
        return await self._read("genesis = ? AND NOT settled ORDER BY signed_at", (genesis,))

    async def destinations(self, genesis: BlockHash, signer: Ss58) -> frozenset[Ss58]:
        statement = (
            "SELECT DISTINCT dest FROM activity WHERE genesis = ? AND signer = ? AND outcome = ?"
        )
        values = (genesis, signer, Outcome.SUCCEEDED.value)
        return await self._database.run(
            lambda db: frozenset(Ss58(dest) for (dest,) in db.execute(statement, values))
        )

    async def _read(self, condition: str, values: tuple[Any, ...]) -> Sequence[Entry]:
        statement = f"SELECT {_COLUMNS} FROM activity WHERE {condition}"  # noqa: S608 - constants
        return await self._database.run(
            lambda db: [_entry(*row) for row in db.execute(statement, values)]
        )


def _state(receipt: Receipt) -> tuple[Any, ...]:
    return (
        *(receipt.stage.value, receipt.outcome.value, min(receipt.fee, _LARGEST)),
        *(receipt.settled, receipt.block, receipt.block_hash, receipt.error),
    )


def _row(entry: Entry) -> tuple[Any, ...]:
    return (
        *(entry.receipt.hash, entry.genesis, entry.signer, entry.nonce, entry.born, entry.dies),
        *(entry.function, entry.dest, min(entry.amount, _LARGEST), entry.signed_at, entry.label),
        *_state(entry.receipt),
    )


def _entry(*row: Any) -> Entry:
    hash_, genesis, signer, nonce, born, dies, function, dest, amount, signed_at, label = row[:11]
    stage, outcome, fee, settled, block, block_hash, error = row[11:]
    receipt = Receipt(
        hash=hash_,
        stage=Stage(stage),
        outcome=Outcome(outcome),
        fee=TaoRao(fee),
        settled=bool(settled),
        block=None if block is None else BlockNumber(block),
        block_hash=None if block_hash is None else BlockHash(block_hash),
        error=error,
    )
    return Entry(
        receipt=receipt,
        genesis=BlockHash(genesis),
        signer=Ss58(signer),
        nonce=nonce,
        born=BlockNumber(born),
        dies=BlockNumber(dies),
        function=function,
        dest=Ss58(dest),
        amount=TaoRao(amount),
        signed_at=signed_at,
        label=label,
    )
