"""The journal followed: what is open is asked about, every change is told."""

from __future__ import annotations

import asyncio
import shlex
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from core.domain.connection import Phase
from core.domain.ids import BlockHash
from core.domain.keys import KeyRef
from core.domain.transactions import Outcome, Stage
from core.errors import AppError, ErrorKind
from core.services.activity import ActivityService, AnnouncedJournal
from core.storage.activity import SqliteActivity
from core.storage.database import Database
from tests.builders import connection
from tests.fakes.entries import ALICE, GENESIS, SIGNED_AT, entry
from tests.fakes.network import FakeNetwork
from tests.fakes.waiting import until


class Asked:
    """The part of a ``TransferService`` that resolves: counts, and settles or fails as told."""

    def __init__(self, journal: AnnouncedJournal) -> None:
        self._journal = journal
        self.times = 0
        self.error: AppError | None = None
        self.settles = False

    async def resolve(self):
        self.times += 1
        if self.error is not None:
            raise self.error
        for open_ in await self._journal.unsettled(GENESIS) if self.settles else ():
            await self._journal.update(
                GENESIS, replace(open_.receipt, outcome=Outcome.EXPIRED, settled=True)
            )
        return ()


class Counted(SqliteActivity):
    """``looks`` counts the questions for what is open."""

    looks = 0

    async def unsettled(self, genesis: BlockHash):
        self.looks += 1
        return await super().unsettled(genesis)


class Desk:
    def __init__(self, database: Database) -> None:
        self.kept = Counted(database)
        self.journal = AnnouncedJournal(self.kept)
        self.network = FakeNetwork(connection(Phase.CONNECTING))
        self.network.known_genesis = GENESIS
        self.transfers = Asked(self.journal)
        self.service = ActivityService(
            self.journal, self.transfers, self.network, lambda: SIGNED_AT
        )

    def online_at(self, block: int) -> None:
        self.network.become(connection(Phase.ONLINE, block=block))


@asynccontextmanager
async def opened(folder) -> AsyncIterator[Desk]:
    database = Database(folder / "taonaut.db")
    await database.open()
    desk = Desk(database)
    try:
        yield desk
    finally:
        await desk.service.close()
        await database.close()


@pytest.fixture
async def desk(tmp_path) -> AsyncIterator[Desk]:
    async with opened(tmp_path) as made:
        made.service.begin()
        await until(lambda: made.network.watchers == 1)
        yield made


async def test_what_is_open_is_asked_about_after_a_connect_and_at_each_block(desk):
    await desk.journal.add(entry("0x01"))
    desk.online_at(1)
    await until(lambda: desk.transfers.times == 1)
    desk.online_at(2)
    await until(lambda: desk.transfers.times == 2)
    desk.network.become(connection(Phase.OFFLINE, block=2))
    desk.online_at(2)  # the same block: but the connection is another
    await until(lambda: desk.transfers.times == 3)


async def test_a_measured_latency_is_no_reason_to_ask_again(desk):
    await desk.journal.add(entry("0x01"))
    desk.online_at(1)
    await until(lambda: desk.transfers.times == 1)
    desk.network.become(replace(desk.network.state, latency_ms=99.0))
    desk.online_at(2)
    await until(lambda: desk.transfers.times == 2)


async def test_nobody_is_asked_when_all_is_settled(desk):
    await desk.journal.add(entry("0x01"))
    desk.transfers.settles = True
    desk.online_at(1)
    await until(lambda: desk.transfers.times == 1)
    looked = desk.kept.looks
    desk.online_at(2)
    await until(lambda: desk.kept.looks == looked + 1)
    desk.online_at(3)
    await until(lambda: desk.kept.looks == looked + 2)
    assert desk.transfers.times == 1


async def test_a_failure_leaves_it_open_until_the_next_block(desk):
    await desk.journal.add(entry("0x01"))
    desk.transfers.error = AppError(ErrorKind.TIMEOUT, "no answer")
    desk.online_at(1)
    await until(lambda: desk.transfers.times == 1)
    desk.transfers.error = None
    desk.transfers.settles = True
    changes = desk.service.changes()
    desk.online_at(2)
    await anext(changes)
    (kept,) = await desk.service.entries()
    assert kept.receipt.outcome is Outcome.EXPIRED


async def test_every_change_of_the_journal_is_told(desk):
    changes = desk.service.changes()
    signed = entry("0x01")
    await desk.journal.add(signed)
    await asyncio.wait_for(anext(changes), 1)
    await desk.journal.update(GENESIS, replace(signed.receipt, stage=Stage.IN_BLOCK))
    await asyncio.wait_for(anext(changes), 1)
    await desk.service.label(signed, "  rent \n of May ")
    await asyncio.wait_for(anext(changes), 1)
    (kept,) = await desk.service.entries("rent")
    assert (kept.label, kept.receipt.stage) == ("rent of May", Stage.IN_BLOCK)


async def test_another_chain_is_a_change_too(desk):
    changes = desk.service.changes()
    desk.online_at(1)
    await asyncio.wait_for(anext(changes), 1)
    desk.network.known_genesis = BlockHash("0x" + "cd" * 32)
    desk.online_at(2)
    await asyncio.wait_for(anext(changes), 1)
    assert await desk.service.entries() == []


async def test_a_signed_message_is_noted_with_the_command_that_signs_it_too(desk):
    noted = await desk.service.note_message(
        KeyRef("my cold", "miner-1"), ALICE, "it's me", b"\x5e" * 64
    )
    assert await desk.service.entries("it's") == [noted]
    assert (noted.text, noted.signer, noted.is_off_chain) == ("it's me", ALICE, True)
    assert shlex.split(noted.contents.command) == [
        *("btcli", "wallet", "sign", "--message", "it's me", "--wallet", "my cold"),
        *("--wallet-hotkey", "miner-1", "--use-hotkey"),
    ]
    desk.network.known_genesis = None
    assert await desk.service.entries() == [noted]


async def test_the_same_signature_twice_is_noted_twice(desk):
    """As an ed25519 key signs the same text."""
    for _ in range(2):
        await desk.service.note_message(KeyRef("cold"), ALICE, "login", b"\x5e" * 64)
    assert [noted.text for noted in await desk.service.entries()] == ["login", "login"]


async def test_closing_ends_the_streams(tmp_path):
    async with opened(tmp_path) as made:
        changes = made.service.changes()
        await made.service.close()
        with pytest.raises(StopAsyncIteration):
            await anext(changes)


async def test_what_was_spent_lately_is_this_networks_and_of_a_day(desk):
    await desk.journal.add(entry("0x01"))
    assert await desk.service.spent_lately() == entry("0x01").amount
    desk.network.known_genesis = BlockHash("0x" + "77" * 32)
    assert await desk.service.spent_lately() == 0
    desk.network.known_genesis = None
    assert await desk.service.spent_lately() == 0
