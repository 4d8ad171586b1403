"""What is unlocked, with what, and what ends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from core.domain.keys import (
    Fingerprint,
    HotkeyRecord,
    KeyFormat,
    KeyName,
    KeyRef,
    Secret,
    WalletRecord,
)
from core.domain.settings import Settings
from core.domain.strength import Strength
from core.errors import AppError, ErrorKind
from core.services.locks import LockService
from tests.fakes.keys import FakeAgent, FakeVault
from tests.fakes.orders import order
from tests.fakes.preferences import FakePreferences
from tests.fakes.wallets import FakeWallets

MAIN, MINER = KeyRef("main"), KeyRef("main", "miner")
SEEN, SEEN_HOTKEY = Fingerprint("aa", 1, 1, 1), Fingerprint("bb", 2, 2, 2)
WALLET = WalletRecord(
    KeyName("main", "main"),
    fingerprint=SEEN,
    hotkeys=(HotkeyRecord(KeyName("miner", "miner"), fingerprint=SEEN_HOTKEY),),
)


class Bench:
    def __init__(self, settings: Settings | None = None) -> None:
        self.agent, self.vault = FakeAgent(), FakeVault()
        self.preferences = FakePreferences(settings or Settings())
        self.wallets = FakeWallets(WALLET)
        self.locks = LockService(self.agent, self.vault, self.wallets, self.preferences)


@pytest.mark.parametrize(
    ("ref", "seen"), [(MAIN, SEEN), (MINER, SEEN_HOTKEY), (KeyRef("other"), None)]
)
async def test_a_key_is_unlocked_as_it_was_last_seen(ref, seen):
    bench = Bench()
    password = Secret(b"p")
    await bench.locks.unlock(ref, password)
    assert bench.agent.done == [("unlock", ref, password, seen)]
    assert bench.locks.is_unlocked(ref)


async def test_of_a_key_that_is_remembered_the_file_is_expected_as_it_was_then():
    """One that was damaged before the app was started is not taken for a wrong password."""
    bench, then = Bench(), "cc" * 32
    remembered = {MINER: then, KeyRef("other", "gone"): then}
    locks = LockService(
        *(bench.agent, bench.vault, bench.wallets, bench.preferences),
        lambda ref: remembered.get(ref, ""),
    )
    for ref in (MINER, MAIN, KeyRef("other", "gone")):
        await locks.unlock(ref, None)
    expected = [print_ for *_, print_ in bench.agent.done]
    assert expected == [replace(SEEN_HOTKEY, sha256=then), SEEN, None]


@pytest.mark.parametrize("name", ["practice", "practice-2"])
async def test_a_practice_wallet_whose_mark_was_lost_is_marked_again_by_its_password(name):
    bench = Bench()
    key = await bench.locks.unlock(KeyRef(name), Secret(b"practice"))
    await bench.locks.unlock(KeyRef(name), Secret(b"practice"))
    assert bench.preferences.settings.practice_wallets == (key.stored.address,)


@pytest.mark.parametrize(
    ("ref", "password"),
    [
        (KeyRef("practice"), Secret(b"another")),
        (KeyRef("practice"), None),
        (KeyRef("practice", "miner"), Secret(b"practice")),
        (KeyRef("practice-hall"), Secret(b"practice")),
        (KeyRef("main"), Secret(b"practice")),
    ],
)
async def test_no_other_wallet_is_taken_for_one_to_practise_with(ref, password):
    bench = Bench()
    await bench.locks.unlock(ref, password)
    assert bench.preferences.saves == 0


async def test_a_mark_that_cannot_be_kept_does_not_keep_the_key_shut():
    bench = Bench()
    bench.preferences.error = AppError(ErrorKind.STORAGE, "full")
    await bench.locks.unlock(KeyRef("practice"), Secret(b"practice"))
    assert bench.locks.is_unlocked(KeyRef("practice"))
    assert bench.preferences.settings.practice_wallets


async def test_before_the_first_listing_nothing_is_expected_of_the_file():
    bench = Bench()
    bench.wallets.listing = None
    await bench.locks.unlock(MAIN, None)
    assert bench.agent.done == [("unlock", MAIN, None, None)]


@pytest.mark.parametrize("worker", ["agent", "vault"])
async def test_it_is_busy_while_a_key_is_decrypted_or_written(worker):
    bench = Bench()
    assert not bench.locks.is_busy
    getattr(bench, worker).is_busy = True
    assert bench.locks.is_busy


class Judge:
    """Counts how often it was ended."""

    locks = 0

    async def rate(self, password: Secret, familiar: Sequence[str] = ()) -> Strength:
        raise AssertionError("nothing is rated here")

    async def lock(self) -> None:
        self.locks += 1


async def test_a_password_that_was_rated_goes_with_the_lock():
    bench, judge = Bench(), Judge()
    made = LockService(*(bench.agent, bench.vault, bench.wallets, bench.preferences), judge=judge)
    await made.lock()
    assert judge.locks == 1


async def test_it_goes_even_where_ending_the_worker_of_files_fails(monkeypatch):
    bench, judge = Bench(), Judge()

    async def fail() -> None:
        raise AppError(ErrorKind.INTERNAL, "it would not end")

    monkeypatch.setattr(bench.vault, "lock", fail)
    made = LockService(*(bench.agent, bench.vault, bench.wallets, bench.preferences), judge=judge)
    with pytest.raises(AppError):
        await made.lock()
    assert judge.locks == 1


async def test_locking_ends_agent_and_vault():
    bench = Bench()
    bench.agent.hold(MAIN)
    await bench.locks.lock()
    assert bench.locks.unlocked == ()
    assert bench.vault.locks == 1


async def test_drafts_go_even_where_the_agent_fails():
    bench = Bench()
    bench.agent.error = AppError(ErrorKind.INTERNAL, "no")
    with pytest.raises(AppError):
        await bench.locks.lock()
    assert bench.vault.locks == 1


async def test_the_idle_time_is_the_preferences_from_the_start_and_when_changed():
    bench = Bench(Settings(lock_minutes=3))
    assert bench.agent.idle_seconds == 180
    bench.preferences.settings = replace(bench.preferences.settings, lock_minutes=7)
    bench.locks.apply_settings()
    assert bench.agent.idle_seconds == 420


def test_a_touch_is_the_agents():
    bench = Bench()
    bench.locks.touch()
    assert bench.agent.touches == 1


async def test_a_signer_is_the_agents():
    signer = Bench().locks.signer(MAIN)
    assert (signer.ss58_address, signer.public_key, signer.crypto_type) == ("5X", bytes(32), 1)
    assert await signer.sign(b"x") == b"signature of x"
    assert await signer.sign_order(order()) == b"signature"
    assert await signer.metadata_digest(object()) == b"digest"


async def test_a_key_stays_unlocked_after_signing():
    bench = Bench()
    bench.agent.hold(MAIN)
    signer = bench.locks.signer(MAIN)
    await signer.sign_order(order())
    await signer.finish()
    assert bench.locks.is_unlocked(MAIN)


async def test_with_a_password_each_time_a_key_is_locked_once_it_has_signed():
    bench = Bench(Settings(password_each_time=True))
    bench.agent.hold(MAIN)
    bench.agent.hold(MINER)
    signer = bench.locks.signer(MAIN)
    with pytest.raises(AppError):
        await signer.sign_order(order(call=b""))
    await signer.finish()
    assert bench.locks.is_unlocked(MAIN)
    await signer.sign_order(order())
    await signer.sign_order(order())  # what carries it, encrypted
    assert bench.locks.is_unlocked(MAIN)
    await signer.finish()
    assert not bench.locks.is_unlocked(MAIN)
    assert bench.locks.is_unlocked(MINER)


async def test_a_key_without_a_password_is_not_locked_each_time():
    bench = Bench(Settings(password_each_time=True))
    bench.agent.hold(MINER, KeyFormat.JSON)
    signer = bench.locks.signer(MINER)
    await signer.sign_order(order())
    await signer.finish()
    assert bench.locks.is_unlocked(MINER)
