"""Unlocked keys, and everything that locks them. Runs the real process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import bittensor_core
import pytest

from core.domain.keys import KeyRef, Secret, UnlockedKey
from core.errors import AppError, ErrorKind
from core.keys.agent import KeyAgent
from core.keys.channel import Channel
from core.keys.keyfiles.reading import read_keyfile
from core.keys.protocol import Frame
from core.ports import keys as ports
from core.streams import Stream
from tests.fakes.keyfiles import OTHER_WORDS, PASSWORD, WORDS, keypair, put_hotkey, put_wallet
from tests.fakes.orders import DIGEST, SPEC_NAME, SPEC_VERSION, metadata, order
from tests.fakes.waiting import until

MAIN, MINER = KeyRef("main"), KeyRef("main", "miner")


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def agent(root: Path, clock: Clock) -> AsyncIterator[KeyAgent]:
    put_wallet(root)
    put_hotkey(root)
    found = KeyAgent(root, idle_seconds=0.01, clock=clock)
    yield found
    await found.close()


async def _unlock(agent: KeyAgent) -> UnlockedKey:
    return await agent.unlock(MAIN, Secret(PASSWORD))


async def _next(stream: Stream[tuple[UnlockedKey, ...]]) -> list[KeyRef]:
    async with asyncio.timeout(20):
        return [key.stored.ref for key in await anext(stream)]


async def test_it_is_what_services_are_promised(agent):
    promised: ports.KeyAgent = agent
    assert promised.unlocked == ()


async def test_an_unlocked_key_signs_through_its_signer(agent):
    key = await _unlock(agent)
    signer: ports.KeySigner = agent.signer(MAIN)
    signature = await signer.sign_order(order())
    assert bittensor_core.verify(order().payload, signature, keypair().ss58_address)
    assert (key,) == agent.unlocked
    assert key.stored.address == signer.ss58_address


SEES_PROCESSES = pytest.mark.skipif(
    not Path("/proc/thread-self/children").exists(), reason="the system shows no children"
)


def _children() -> list[Path]:
    """What the system says of each process that this one started."""
    tasks = Path("/proc/self/task").glob("*/children")
    return [Path("/proc", pid) for task in tasks for pid in task.read_text().split()]


@SEES_PROCESSES
async def test_the_password_is_on_no_command_line(agent):
    before = set(_children())
    await _unlock(agent)
    (process,) = set(_children()) - before
    line = (process / "cmdline").read_bytes()
    assert b"core.keys.agent_process" in line
    assert PASSWORD not in line


async def test_two_coldkeys_and_two_hotkeys_sign_side_by_side(agent, root):
    put_wallet(root, "other", words=OTHER_WORDS)
    put_hotkey(root, "other", "second", WORDS)
    for ref in (MAIN, KeyRef("other")):
        await agent.unlock(ref, Secret(PASSWORD))
    for ref in (MINER, KeyRef("other", "second")):
        await agent.unlock(ref, None)
    for key in agent.unlocked:
        signature = await agent.sign_message(key.stored.ref, "all at once")
        assert bittensor_core.verify(b"all at once", signature, key.stored.address)
    assert len(agent.unlocked) == 4


async def test_a_coldkey_and_a_hotkey_are_unlocked_at_once(agent):
    await _unlock(agent)
    await agent.unlock(MINER, None)
    signature = await agent.sign_message(MINER, "τao")
    assert bittensor_core.verify("τao".encode(), signature, keypair(OTHER_WORDS).ss58_address)
    assert {key.stored.ref for key in agent.unlocked} == {MAIN, MINER}


async def test_a_wrong_password_is_told_and_locks_nothing(agent):
    await agent.unlock(MINER, None)
    with pytest.raises(AppError) as caught:
        await agent.unlock(MAIN, Secret(b"no"))
    assert caught.value.kind is ErrorKind.WRONG_PASSWORD
    assert len(agent.unlocked) == 1


async def test_a_damaged_file_is_not_a_wrong_password(agent, root):
    path = root / "main" / "coldkey"
    seen = read_keyfile(path).fingerprint
    damaged = bytearray(path.read_bytes())
    damaged[-2] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(AppError) as caught:
        await agent.unlock(MAIN, Secret(PASSWORD), seen)
    assert caught.value.kind is ErrorKind.DAMAGED


async def test_a_locked_key_has_no_signer_and_signs_nothing(agent):
    with pytest.raises(AppError) as caught:
        agent.signer(MAIN)
    assert caught.value.kind is ErrorKind.LOCKED
    with pytest.raises(AppError):
        await agent.sign_message(MAIN, "p")
    with pytest.raises(AppError):
        await agent.sign_order(MAIN, order())


@SEES_PROCESSES
async def test_locking_ends_the_process_and_what_it_held(agent):
    before = set(_children())
    await _unlock(agent)
    (process,) = set(_children()) - before
    await agent.lock()
    assert not process.exists()


@SEES_PROCESSES
async def test_closing_ends_the_process_and_what_it_held(agent):
    before = set(_children())
    await _unlock(agent)
    (process,) = set(_children()) - before
    await agent.close()
    assert not process.exists()
    assert agent.unlocked == ()


async def test_locking_ends_the_signer_too(agent):
    await _unlock(agent)
    signer = agent.signer(MAIN)
    await agent.lock()
    assert agent.unlocked == ()
    with pytest.raises(AppError) as caught:
        await signer.sign_order(order())
    assert caught.value.kind is ErrorKind.LOCKED


async def test_giving_up_an_unlocking_locks_everything(agent):
    await agent.unlock(MINER, None)
    changes = agent.changes()
    assert await _next(changes) == [MINER]
    task = asyncio.ensure_future(_unlock(agent))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await _next(changes) == []
    assert (await agent.unlock(MINER, None)).stored.ref == MINER


async def test_it_says_while_a_key_is_decrypted(agent):
    assert not agent.is_busy
    task = asyncio.ensure_future(_unlock(agent))
    await until(lambda: agent.is_busy)
    await task
    assert not agent.is_busy


async def test_forgetting_one_key_leaves_the_others(agent):
    await _unlock(agent)
    await agent.unlock(MINER, None)
    await agent.forget(MAIN)
    with pytest.raises(AppError):
        await agent.sign_message(MAIN, "p")
    assert len(await agent.sign_message(MINER, "p")) == 64


async def test_forgetting_the_last_key_locks(agent):
    await _unlock(agent)
    await agent.forget(MAIN)
    await agent.forget(MAIN)
    assert agent.unlocked == ()


async def test_changes_are_told_as_they_come(agent):
    changes = agent.changes()
    assert await _next(changes) == []
    await _unlock(agent)
    assert await _next(changes) == [MAIN]
    await agent.lock()
    assert await _next(changes) == []
    await agent.close()
    with pytest.raises(StopAsyncIteration):
        await anext(changes)


async def test_idleness_locks(agent, clock):
    changes = agent.changes()
    await _next(changes)
    await _unlock(agent)
    assert await _next(changes) == [MAIN]
    clock.now += 1
    assert await _next(changes) == []


async def test_idleness_breaks_off_nothing_that_is_under_way(agent):
    await _unlock(agent)
    async with agent._process._turn:
        agent._on_idle()
        for _ in range(9):
            await asyncio.sleep(0)
    assert len(agent.unlocked) == 1


async def test_less_patience_locks_sooner(agent, clock):
    agent.allow_idle(900)
    changes = agent.changes()
    await _next(changes)
    await _unlock(agent)
    assert await _next(changes) == [MAIN]
    clock.now += 60
    agent.touch()
    clock.now += 60
    assert len(agent.unlocked) == 1
    agent.allow_idle(30)
    assert await _next(changes) == []


async def test_a_person_who_wakes_the_machine_finds_the_keys_locked(agent, clock):
    agent.allow_idle(600)
    changes = agent.changes()
    await _next(changes)
    await _unlock(agent)
    assert await _next(changes) == [MAIN]
    clock.now += 8 * 3600
    agent.touch()
    assert await _next(changes) == []


async def test_signing_and_a_person_at_work_put_idleness_off(agent, clock):
    await _unlock(agent)
    for _ in range(5):
        clock.now += 0.008
        await agent.sign_message(MAIN, "p")
        clock.now += 0.008
        agent.touch()
    assert len(agent.unlocked) == 1


async def test_an_order_that_lies_is_not_signed_and_locks_nothing(agent):
    await _unlock(agent)
    with pytest.raises(AppError) as caught:
        await agent.sign_order(MAIN, order(function="Balances.transfer_all"))
    assert caught.value.kind is ErrorKind.NODE_FAULT
    assert caught.value.facts["field"] == "function"
    assert len(await agent.sign_order(MAIN, order())) == 64


async def test_metadata_crosses_the_pipe_once(agent, monkeypatch):
    sent: list[int] = []
    exchange = Channel.exchange

    async def counted(channel: Channel, frame: bytearray | None) -> Frame:
        sent.append(0 if frame is None else len(frame))
        return await exchange(channel, frame)

    monkeypatch.setattr(Channel, "exchange", counted)
    await _unlock(agent)
    await agent.metadata_digest(metadata(), SPEC_VERSION, SPEC_NAME)
    await agent.sign_order(MAIN, order())
    await agent.sign_order(MAIN, order())
    assert sum(size > len(metadata()) for size in sent) == 1
    await agent.lock()
    await _unlock(agent)
    await agent.sign_order(MAIN, order())
    assert sum(size > len(metadata()) for size in sent) == 2


async def test_the_digest_is_that_of_the_chains_own_tool(agent):
    await _unlock(agent)
    first = await agent.metadata_digest(metadata(), SPEC_VERSION, SPEC_NAME)
    assert first == DIGEST
    assert await agent.metadata_digest(metadata(), SPEC_VERSION, SPEC_NAME) == first
    assert (await agent.metadata_digest(metadata(), 462, SPEC_NAME)) != first


async def test_metadata_that_is_none_is_the_nodes_fault(agent):
    with pytest.raises(AppError) as caught:
        await agent.metadata_digest(b"meta\x0e", 461, "node-subtensor")
    assert caught.value.kind is ErrorKind.NODE_FAULT
