from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from core.domain.keys import KeyFormat, KeyRef, StoredKey, UnlockedKey
from core.domain.wallets import KeyChange
from core.errors import AppError, ErrorKind
from core.services.keyfile_memory import KeyfileMemory
from core.streams import Broadcast
from tests.fakes.waiting import until
from tests.fakes.wallets import stored

MAIN, MINER = KeyRef("main"), KeyRef("main", "miner")


class Log:
    """``fails`` makes every call say that the disk is full."""

    def __init__(self, **held: str) -> None:
        self.held: dict[KeyRef, str] = {KeyRef(name): sha256 for name, sha256 in held.items()}
        self.fails = False

    async def all(self) -> dict[KeyRef, str]:
        self._check()
        return dict(self.held)

    async def note(self, ref: KeyRef, sha256: str) -> None:
        self._check()
        self.held[ref] = sha256

    async def remove(self, ref: KeyRef) -> None:
        self._check()
        self.held.pop(ref, None)

    def _check(self) -> None:
        if self.fails:
            raise AppError(ErrorKind.STORAGE, "full")


class Wallets:
    """As much of a WalletService as the memory needs."""

    def __init__(self) -> None:
        self.changed: Broadcast[KeyChange] = Broadcast()
        self.is_followed = False

    def changes(self) -> AsyncIterator[KeyChange]:
        self.is_followed = True
        return self.changed.listen()


class Agent:
    """As much of a KeyAgent."""

    def __init__(self) -> None:
        self.changed: Broadcast[tuple[UnlockedKey, ...]] = Broadcast()
        self.is_followed = False

    def changes(self) -> AsyncIterator[tuple[UnlockedKey, ...]]:
        self.is_followed = True
        return self.changed.listen(())


class Bench:
    def __init__(self, log: Log | None = None) -> None:
        self.log = log or Log()
        self.wallets, self.agent = Wallets(), Agent()
        self.memory = KeyfileMemory(self.log, self.wallets, self.agent.changes)

    def unlock(self, *keys: StoredKey) -> None:
        """All that are unlocked from now on."""
        told = (UnlockedKey(key, has_changed=True, has_public=True) for key in keys)
        self.agent.changed.publish(tuple(told))

    async def begin(self) -> None:
        self.memory.begin()
        await until(lambda: self.agent.is_followed and self.wallets.is_followed)


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    made = Bench(Log(main="aa"))
    await made.begin()
    yield made
    await made.memory.close()


def sealed(ref: KeyRef, sha256: str) -> StoredKey:
    key = replace(stored(ref), format=KeyFormat.NACL)
    return replace(key, fingerprint=replace(key.fingerprint, sha256=sha256))


async def test_what_was_noted_is_remembered_at_the_next_start(bench):
    assert bench.memory.remembered(MAIN) == "aa"
    assert bench.memory.remembered(MINER) == ""


async def test_unlocking_a_key_tells_that_its_file_is_right(bench):
    bench.unlock(sealed(MAIN, "bb"))
    await until(lambda: bench.log.held == {MAIN: "bb"})
    assert bench.memory.remembered(MAIN) == "bb"


async def test_what_the_app_itself_wrote_is_right(bench):
    bench.wallets.changed.publish(KeyChange(MINER, sealed(MINER, "cc")))
    await until(lambda: bench.log.held == {MAIN: "aa", MINER: "cc"})


async def test_a_key_that_stays_unlocked_does_not_bring_back_what_its_file_was(bench):
    bench.unlock(sealed(MAIN, "bb"))
    await until(lambda: bench.log.held == {MAIN: "bb"})
    bench.wallets.changed.publish(KeyChange(MAIN, sealed(MAIN, "cc")))
    await until(lambda: bench.log.held == {MAIN: "cc"})
    bench.unlock(sealed(MAIN, "bb"), sealed(MINER, "dd"))
    await until(lambda: MINER in bench.log.held)
    assert bench.log.held == {MAIN: "cc", MINER: "dd"}


async def test_what_was_put_away_is_forgotten(bench):
    bench.wallets.changed.publish(KeyChange(MAIN, None))
    await until(lambda: bench.log.held == {})
    assert bench.memory.remembered(MAIN) == ""


async def test_a_key_in_plaintext_is_not_remembered(bench):
    bench.unlock(replace(sealed(MAIN, "dd"), format=KeyFormat.JSON))
    await until(lambda: bench.log.held == {})


async def test_where_the_disk_refuses_it_holds_for_the_session(caplog):
    caplog.set_level(logging.WARNING)
    bench = Bench()
    bench.log.fails = True
    await bench.begin()
    bench.unlock(sealed(MAIN, "bb"))
    await until(lambda: bench.memory.remembered(MAIN) == "bb")
    await until(lambda: "could not note" in caplog.text)
    bench.unlock(sealed(MAIN, "cc"))
    await until(lambda: bench.memory.remembered(MAIN) == "cc")
    await bench.memory.close()
