from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from core.domain.activity import Contents
from core.domain.ids import BlockHash, BlockNumber, Uid
from core.domain.money import AlphaRao, TaoRao
from core.domain.transactions import CallField, Outcome, Receipt, Result, Stage, Times
from core.errors import AppError, ErrorKind
from core.storage.activity import SqliteActivity
from core.storage.database import MIGRATIONS, Database
from tests.fakes.entries import (
    ALICE,
    BOB,
    GENESIS,
    SIGNED_AT,
    entry,
    register_entry,
    signed_message,
    stake_entry,
)
from tests.fakes.signers import address


@pytest.fixture
async def database(tmp_path) -> AsyncIterator[Database]:
    opened = Database(tmp_path / "taonaut.db")
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def journal(database) -> SqliteActivity:
    return SqliteActivity(database)


def final(of: Receipt) -> Receipt:
    return replace(
        of,
        stage=Stage.FINAL,
        outcome=Outcome.SUCCEEDED,
        fee=TaoRao(166_247),
        settled=True,
        block=BlockNumber(100_804),
        block_hash=BlockHash("0x" + "bb" * 32),
    )


@pytest.mark.parametrize(
    "signed",
    [entry("0x01", label="rent"), stake_entry(), register_entry(), signed_message("login\n'x'")],
    ids=lambda signed: signed.kind.value,
)
async def test_an_entry_comes_back_as_it_was(journal, signed):
    await journal.add(signed)
    assert await journal.entries(GENESIS) == [signed]


async def test_what_the_chain_told_comes_back_as_it_was(journal):
    await journal.add(register_entry("0x01"))
    told = replace(
        final(register_entry("0x01").receipt),
        reached=Times(1.5, 2.0, 3.25),
        result=Result(3, TaoRao(51_200_000), AlphaRao(9), Uid(233)),
    )
    await journal.update(GENESIS, told)
    (kept,) = await journal.entries(GENESIS)
    assert kept.receipt == told


async def test_what_an_older_version_noted_is_still_there(tmp_path):
    """A database before entries had a kind: its rows are transfers without contents."""
    old = sqlite3.connect(tmp_path / "old.db")
    for number in range(2):
        old.executescript(MIGRATIONS[number])
    old.execute("PRAGMA user_version=2")
    values = ("0x01", GENESIS, ALICE, 1, 1_000, 1_064, "Balances.transfer_keep_alive", BOB)
    state = (7, SIGNED_AT, "rent", "sent", "open", 166_000, 0, None, None, "")
    marks = ", ".join("?" * 18)
    old.execute(f"INSERT INTO activity VALUES ({marks})", (*values, *state))
    old.commit()
    old.close()
    database = Database(tmp_path / "old.db")
    await database.open()
    try:
        (kept,) = await SqliteActivity(database).unsettled(GENESIS)
    finally:
        await database.close()
    assert kept == entry("0x01", label="rent", amount=7, contents=Contents())


async def test_an_entry_is_on_the_disk_before_the_next_step(journal, tmp_path, database):
    """Another process that opens the file, as after a crash, finds it; written with a full sync."""
    levels = []

    def traced(db: sqlite3.Connection) -> None:
        def look(statement: str) -> None:
            if statement.startswith("INSERT INTO activity"):
                levels.append("FULL" if seen[-1].endswith("FULL") else "less")
            if statement.startswith("PRAGMA synchronous"):
                seen.append(statement)

        seen = [""]
        db.set_trace_callback(look)

    await database.run(traced)
    await journal.add(entry("0x01"))
    await database.run(lambda db: db.set_trace_callback(None))
    other = sqlite3.connect(tmp_path / "taonaut.db")
    try:
        assert other.execute("SELECT hash FROM activity").fetchall() == [("0x01",)]
    finally:
        other.close()
    assert levels == ["FULL"]
    assert await database.run(lambda db: db.execute("PRAGMA synchronous").fetchone()) == (1,)


async def test_a_transaction_is_noted_once(journal):
    await journal.add(entry("0x01"))
    with pytest.raises(AppError) as caught:
        await journal.add(entry("0x01"))
    assert caught.value.kind is ErrorKind.STORAGE


async def test_what_is_settled_never_changes(journal):
    first = entry("0x01")
    await journal.add(first)
    await journal.update(GENESIS, final(first.receipt))
    await journal.update(GENESIS, replace(first.receipt, outcome=Outcome.EXPIRED))
    (kept,) = await journal.entries(GENESIS)
    assert kept.receipt == final(first.receipt)
    assert await journal.unsettled(GENESIS) == []


async def test_the_newest_come_first_and_the_unsettled_oldest_first(journal):
    for number in (2, 1, 3):
        await journal.add(entry(f"0x0{number}", nonce=number, signed_at=float(number)))
    assert [e.nonce for e in await journal.entries(GENESIS)] == [3, 2, 1]
    assert [e.nonce for e in await journal.entries(GENESIS, limit=2)] == [3, 2]
    assert [e.nonce for e in await journal.unsettled(GENESIS)] == [1, 2, 3]


async def test_chains_are_kept_apart(journal):
    await journal.add(entry("0x01"))
    elsewhere = BlockHash("0x" + "cd" * 32)
    assert await journal.entries(elsewhere) == []
    assert await journal.unsettled(elsewhere) == []
    assert await journal.destinations(elsewhere) == frozenset()


@pytest.mark.parametrize(
    ("search", "found"), [("RENT", 1), (BOB[:12].lower(), 2), ("0x02", 1), ("100%", 0), ("_", 2)]
)
async def test_searching_takes_the_text_as_it_is(journal, search, found):
    await journal.add(entry("0x01", label="Rent of May"))
    await journal.add(entry("0x02", nonce=2))
    assert len(await journal.entries(GENESIS, search)) == found


async def test_a_label_is_kept(journal):
    await journal.add(entry("0x01"))
    await journal.label(GENESIS, "0x01", "first try")
    (kept,) = await journal.entries(GENESIS, "first")
    assert kept.label == "first try"


async def test_only_transfers_that_arrived_make_an_address_known(journal):
    first = entry("0x01")
    await journal.add(first)
    assert await journal.destinations(GENESIS) == frozenset()
    await journal.update(GENESIS, final(first.receipt))
    assert await journal.destinations(GENESIS) == {BOB}


async def test_what_one_account_paid_is_known_to_all(journal):
    for number, signer in enumerate((ALICE, BOB)):
        paid = entry(f"0x0{number}", signer=signer, dest=address(f"//{number}"))
        await journal.add(paid)
        await journal.update(GENESIS, final(paid.receipt))
    assert await journal.destinations(GENESIS) == {address("//0"), address("//1")}


async def test_messages_belong_to_every_chain(journal):
    await journal.add(signed_message("hello"))
    await journal.add(entry("0x01"))
    elsewhere = BlockHash("0x" + "cd" * 32)
    assert [e.text for e in await journal.entries(elsewhere)] == ["hello"]
    assert [e.text for e in await journal.entries(None)] == ["hello"]
    assert len(await journal.entries(GENESIS, "HELL")) == 1
    assert await journal.unsettled(GENESIS) == [entry("0x01")]


async def test_a_stake_makes_no_address_known(journal):
    staked = stake_entry("0x01")
    await journal.add(staked)
    await journal.update(GENESIS, final(staked.receipt))
    assert await journal.destinations(GENESIS) == frozenset()


async def test_what_was_spent_counts_what_may_yet_happen_and_not_what_was_in_vain(journal):
    for number, outcome in enumerate(Outcome):
        tried = entry(f"0x0{number}", nonce=number, amount=TaoRao(10**number))
        await journal.add(tried)
        settled = outcome not in (Outcome.OPEN, Outcome.UNKNOWN)
        await journal.update(GENESIS, replace(tried.receipt, outcome=outcome, settled=settled))
    counted = sum(
        10**number
        for number, outcome in enumerate(Outcome)
        if outcome in (Outcome.OPEN, Outcome.UNKNOWN, Outcome.SUCCEEDED)
    )
    assert await journal.spent(GENESIS, SIGNED_AT) == counted
    assert await journal.spent(GENESIS, SIGNED_AT + 1) == 0


async def test_what_was_spent_is_what_was_paid_once_that_is_known(journal):
    tried = register_entry("0x01")
    await journal.add(tried)
    assert await journal.spent(GENESIS, 0.0) == tried.amount
    paid = replace(final(tried.receipt), result=Result(paid=TaoRao(51)))
    await journal.update(GENESIS, paid)
    await journal.add(signed_message("free"))
    assert await journal.spent(GENESIS, 0.0) == 51


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'unheard-of'",
        "outcome = ''",
        "contents = '{'",
        "contents = '[1]'",
        """contents = '{"fields": [1]}'""",
        "amount = 'much'",
        "label = x'ff'",
        "signed_at = 'yesterday'",
        "block = 'genesis'",
        "born = 0, dies = 1000000000",
        "dies = 0",
    ],
)
async def test_a_row_that_something_else_changed_hides_no_other(journal, database, change):
    await journal.add(entry("0x01"))
    await journal.add(entry("0x02", nonce=2))
    statement = f"UPDATE activity SET {change} WHERE hash = '0x01'"
    await database.run(lambda db: db.execute(statement) and None)
    assert await journal.entries(GENESIS) == [entry("0x02", nonce=2)]
    assert await journal.unsettled(GENESIS) == [entry("0x02", nonce=2)]
    assert await journal.spent(GENESIS, 0.0) >= entry().amount


async def test_deeply_nested_contents_hide_no_other(journal, database):
    await journal.add(entry("0x01"))
    await journal.add(entry("0x02", nonce=2))
    nested = "[" * 100_000
    statement = "UPDATE activity SET contents = ? WHERE hash = '0x01'"
    await database.run(lambda db: db.execute(statement, (nested,)) and None)
    assert await journal.entries(GENESIS) == [entry("0x02", nonce=2)]


async def test_contents_of_another_shape_are_left_out(journal, database):
    await journal.add(entry("0x01"))
    odd = '{"command": 5, "snippet": "kept", "fields": [["dest", 7]]}'
    await database.run(lambda db: db.execute("UPDATE activity SET contents = ?", (odd,)) and None)
    (kept,) = await journal.entries(GENESIS)
    assert kept.contents == Contents(fields=(CallField("dest", "7"),), snippet="kept")
