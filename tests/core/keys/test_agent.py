"""Unlocked keys, and everything that locks them. Runs the real process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path

import bittensor_core
import pytest

from core.domain.keys import KeyRef, Secret, UnlockedKey
from core.errors import AppError, ErrorKind
from core.keys.agent import KeyAgent
from core.keys.keyfiles.reading import read_keyfile
from core.ports import keys as ports
from core.streams import Stream
from tests.fakes.keyfiles import OTHER_WORDS, PASSWORD, keypair, put_hotkey, put_wallet

MAIN, MINER = KeyRef("main"), KeyRef("main", "miner")
# RFC-0078's digest of the recorded metadata, as the chain's own tool gives it.
DIGEST = "affbcc25b1cb6847bc94dcf3a7f35fb8d6a5c59d9d47da92063a9399a5fc11c0"


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
    signature = await signer.sign(b"payload")
    assert bittensor_core.verify(b"payload", signature, keypair().ss58_address)
    assert (key,) == agent.unlocked
    assert key.stored.address == signer.ss58_address


async def test_a_coldkey_and_a_hotkey_are_unlocked_at_once(agent):
    await _unlock(agent)
    await agent.unlock(MINER, None)
    signature = await agent.sign(MINER, b"p")
    assert bittensor_core.verify(b"p", signature, keypair(OTHER_WORDS).ss58_address)
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
        await agent.sign(MAIN, b"p")


async def test_locking_ends_the_signer_too(agent):
    await _unlock(agent)
    signer = agent.signer(MAIN)
    await agent.lock()
    assert agent.unlocked == ()
    with pytest.raises(AppError) as caught:
        await signer.sign(b"p")
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


async def test_forgetting_one_key_leaves_the_others(agent):
    await _unlock(agent)
    await agent.unlock(MINER, None)
    await agent.forget(MAIN)
    with pytest.raises(AppError):
        await agent.sign(MAIN, b"p")
    assert len(await agent.sign(MINER, b"p")) == 64


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


async def test_signing_and_a_person_at_work_put_idleness_off(agent, clock):
    await _unlock(agent)
    for _ in range(5):
        clock.now += 0.008
        await agent.sign(MAIN, b"p")
        clock.now += 0.008
        agent.touch()
    assert len(agent.unlocked) == 1


async def test_the_digest_is_that_of_the_chains_own_tool(agent):
    metadata = files("resources.practice").joinpath("metadata-461-v15.scale").read_bytes()
    await _unlock(agent)
    first = await agent.metadata_digest(metadata, 461, "node-subtensor")
    assert first.hex() == DIGEST
    assert await agent.metadata_digest(metadata, 461, "node-subtensor") == first
    assert (await agent.metadata_digest(metadata, 462, "node-subtensor")) != first


async def test_metadata_that_is_none_is_the_nodes_fault(agent):
    with pytest.raises(AppError) as caught:
        await agent.metadata_digest(b"meta\x0e", 461, "node-subtensor")
    assert caught.value.kind is ErrorKind.NODE_FAULT
