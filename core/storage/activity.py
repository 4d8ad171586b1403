"""The journal of what was signed, a row each, on disk before anything is sent."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_type_hints

from core.domain.activity import OFF_CHAIN, Contents, Entry
from core.domain.ids import BlockHash, BlockNumber, NetUid, Ss58, Uid
from core.domain.intents import ActionKind
from core.domain.money import AlphaRao, TaoRao
from core.domain.transactions import CallField, Outcome, Receipt, Result, Stage, Times
from core.storage.database import Database

log = logging.getLogger(__name__)

_SIGNED: Final = (
    *("hash", "genesis", "signer", "nonce", "born", "dies", "kind", "function", "dest", "amount"),
    *("netuid", "hotkey", "ceiling", "message", "contents", "signed_at", "label"),
)
_STATE: Final = (
    *("stage", "outcome", "fee", "settled", "block", "block_hash", "error"),
    *("sent_at", "included_at", "final_at", "place", "paid", "alpha", "uid"),
)
_COLUMNS: Final = ", ".join(_SIGNED + _STATE)
_MARKS: Final = ", ".join("?" * len(_SIGNED + _STATE))
_CHANGES: Final = ", ".join(f"{name} = ?" for name in _STATE)
_SEARCHED: Final = ("hash", "signer", "dest", "hotkey", "function", "error", "label", "message")
_FOUND: Final = " OR ".join(f"instr(lower({name}), ?)" for name in _SEARCHED)
_PLAIN: Final = tuple(name for name in Contents.__slots__ if name != "fields")
_LONGEST_ERA: Final = 256  # blocks; ours have 64 at the most, and each block is looked into
_LARGEST: Final = 2**63 - 1  # SQLite's integers; all TAO there will be is below


class SqliteActivity:
    """An ``ActivityJournal`` in the database.

    A row that something else wrote or changed counts as absent where it does
    not read: it must not keep the others from being read.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, entry: Entry) -> None:
        row = (*_signed(entry), *_state(entry.receipt))

        def job(db: sqlite3.Connection) -> None:
            # The database as a whole does not wait for the disk; this must.
            db.execute("PRAGMA synchronous=FULL")
            try:
                with db:
                    db.execute(f"INSERT INTO activity ({_COLUMNS}) VALUES ({_MARKS})", row)  # noqa: S608 - constants
            finally:
                db.execute("PRAGMA synchronous=NORMAL")

        await self._database.run(job)

    async def update(self, genesis: BlockHash, receipt: Receipt) -> None:
        statement = f"UPDATE activity SET {_CHANGES} WHERE genesis = ? AND hash = ? AND NOT settled"  # noqa: S608 - constants
        values = (*_state(receipt), genesis, receipt.hash)
        await self._database.run(lambda db: db.execute(statement, values) and None)

    async def label(self, genesis: BlockHash, transaction: str, text: str) -> None:
        statement = "UPDATE activity SET label = ? WHERE genesis = ? AND hash = ?"
        values = (text, genesis, transaction)
        await self._database.run(lambda db: db.execute(statement, values) and None)

    async def entries(
        self, genesis: BlockHash | None, search: str = "", limit: int = 500
    ) -> Sequence[Entry]:
        wanted = [search.strip().lower()] * len(_SEARCHED)
        return await self._read(
            f"genesis IN (?, ?) AND ({_FOUND}) ORDER BY signed_at DESC, nonce DESC LIMIT ?",
            (genesis or OFF_CHAIN, OFF_CHAIN, *wanted, limit),
        )

    async def unsettled(self, genesis: BlockHash) -> Sequence[Entry]:
        return await self._read("genesis = ? AND NOT settled ORDER BY signed_at", (genesis,))

    async def destinations(self, genesis: BlockHash) -> frozenset[Ss58]:
        statement = (
            "SELECT DISTINCT dest FROM activity"
            " WHERE genesis = ? AND outcome = ? AND dest IS NOT NULL"
        )
        values = (genesis, Outcome.SUCCEEDED.value)
        return await self._database.run(
            lambda db: frozenset(Ss58(dest) for (dest,) in db.execute(statement, values))
        )

    async def spent(self, genesis: BlockHash, since: float) -> TaoRao:
        # Rows one by one: a sum may be more than an integer of SQLite's holds.
        statement = (
            "SELECT COALESCE(paid, amount, 0) FROM activity"
            " WHERE genesis = ? AND signed_at >= ? AND NOT (settled AND outcome <> ?)"
        )
        values = (genesis, since, Outcome.SUCCEEDED.value)
        return await self._database.run(
            lambda db: TaoRao(sum(_whole(amount) for (amount,) in db.execute(statement, values)))
        )

    async def _read(self, condition: str, values: tuple[Any, ...]) -> Sequence[Entry]:
        statement = f"SELECT {_COLUMNS} FROM activity WHERE {condition}"  # noqa: S608 - constants
        rows = await self._database.run(lambda db: db.execute(statement, values).fetchall())
        found = (_readable(row) for row in rows)
        return [entry for entry in found if entry is not None]


@dataclass(frozen=True, slots=True)
class _Row:
    """The columns in their order."""

    hash: str
    genesis: str
    signer: str
    nonce: int
    born: int
    dies: int
    kind: str
    function: str
    dest: str | None
    amount: int | None
    netuid: int | None
    hotkey: str | None
    ceiling: int | None
    message: str
    contents: str
    signed_at: float
    label: str
    stage: str
    outcome: str
    fee: int
    settled: int
    block: int | None
    block_hash: str | None
    error: str
    sent_at: float | None
    included_at: float | None
    final_at: float | None
    place: int | None
    paid: int | None
    alpha: int | None
    uid: int | None


_TYPES: Final = tuple(get_type_hints(_Row).values())


def _signed(entry: Entry) -> tuple[Any, ...]:
    return (
        *(entry.receipt.hash, entry.genesis, entry.signer, entry.nonce, entry.born, entry.dies),
        *(entry.kind.value, entry.function, entry.dest, _kept(entry.amount)),
        *(entry.netuid, entry.hotkey, _kept(entry.limit), entry.text),
        *(_written(entry.contents), entry.signed_at, entry.label),
    )


def _state(receipt: Receipt) -> tuple[Any, ...]:
    reached, result = receipt.reached, receipt.result
    return (
        *(receipt.stage.value, receipt.outcome.value, _kept(receipt.fee), receipt.settled),
        *(receipt.block, receipt.block_hash, receipt.error),
        *(reached.sent, reached.included, reached.final),
        *(result.index, _kept(result.paid), _kept(result.alpha), result.uid),
    )


def _kept(rao: int | None) -> int | None:
    return None if rao is None else min(rao, _LARGEST)


def _written(contents: Contents) -> str:
    fields = [[field.name, field.value] for field in contents.fields]
    return json.dumps({"fields": fields, **{name: getattr(contents, name) for name in _PLAIN}})


def _whole(amount: object) -> int:
    return amount if isinstance(amount, int) else 0


def _readable(row: tuple[Any, ...]) -> Entry | None:
    try:
        if not all(isinstance(value, kind) for value, kind in zip(row, _TYPES, strict=True)):
            raise TypeError("a column of another type")
        entry = _entry(_Row(*row))
        if not 0 <= entry.dies - entry.born <= _LONGEST_ERA:
            raise ValueError("an era that nobody signed for")
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        log.warning("a note in the journal does not read", exc_info=error)
        return None
    return entry


def _contents(text: str) -> Contents:
    """Also what another version wrote: it may have had less, or more."""
    values: Mapping[str, Any] = json.loads(text)
    none = Contents()
    plain: dict[str, Any] = {
        name: values[name] for name in _PLAIN if type(values.get(name)) is type(getattr(none, name))
    }
    fields = tuple(CallField(str(name), str(value)) for name, value in values.get("fields", ()))
    return Contents(fields=fields, **plain)


def _entry(row: _Row) -> Entry:
    return Entry(
        receipt=_receipt(row),
        genesis=BlockHash(row.genesis),
        signer=Ss58(row.signer),
        nonce=row.nonce,
        born=BlockNumber(row.born),
        dies=BlockNumber(row.dies),
        function=row.function,
        dest=None if row.dest is None else Ss58(row.dest),
        amount=None if row.amount is None else TaoRao(row.amount),
        signed_at=row.signed_at,
        label=row.label,
        kind=ActionKind(row.kind),
        netuid=None if row.netuid is None else NetUid(row.netuid),
        hotkey=None if row.hotkey is None else Ss58(row.hotkey),
        limit=row.ceiling,
        contents=_contents(row.contents),
    )


def _receipt(row: _Row) -> Receipt:
    return Receipt(
        hash=row.hash,
        stage=Stage(row.stage),
        outcome=Outcome(row.outcome),
        fee=TaoRao(row.fee),
        settled=bool(row.settled),
        block=None if row.block is None else BlockNumber(row.block),
        block_hash=None if row.block_hash is None else BlockHash(row.block_hash),
        error=row.error,
        reached=Times(row.sent_at, row.included_at, row.final_at),
        result=Result(
            index=row.place,
            paid=None if row.paid is None else TaoRao(row.paid),
            alpha=None if row.alpha is None else AlphaRao(row.alpha),
            uid=None if row.uid is None else Uid(row.uid),
        ),
    )
