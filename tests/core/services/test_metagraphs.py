from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from core.domain.ids import NetUid
from core.domain.networks import FINNEY, FINNEY_GENESIS, LOCAL
from core.domain.stamps import Source
from core.errors import AppError, ErrorKind
from core.services.metagraphs import MetagraphService
from core.services.network import NetworkService
from core.services.patience import Patience
from tests import builders
from tests.fakes.chain import (
    GENESIS,
    OTHER_GENESIS,
    FakeChain,
    FakeConnector,
    FakePractice,
    MemoryCache,
)
from tests.fakes.waiting import until

STILL = Patience(delays=(3600.0,), stale_least=3600.0, ping_every=3600.0)


class House:
    def __init__(self, *chains: FakeChain | AppError) -> None:
        self.chain = chains[0]
        self.cache = MemoryCache()
        connector = FakeConnector(*chains)
        self.network = NetworkService(connector, FakePractice(), self.cache, STILL)
        self.metagraphs = MetagraphService(self.network, self.cache)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    made = House(FakeChain(genesis=GENESIS), FakeChain(genesis=OTHER_GENESIS))
    yield made
    await made.network.close()


async def test_a_metagraph_is_read_at_the_head_and_kept(house):
    await house.network.switch(LOCAL)
    read = await house.metagraphs.read(NetUid(1))
    assert read.stamp.source is Source.CHAIN
    cached = await house.metagraphs.cached(NetUid(1))
    assert cached is not None
    assert cached.neurons == read.neurons
    assert cached.stamp.source is Source.CACHE


async def test_before_a_network_is_chosen_nothing_is_cached(house):
    assert await house.metagraphs.cached(NetUid(1)) is None


async def test_a_pinned_networks_cache_is_there_before_the_connection(house):
    house.chain.stuck = True
    await house.cache.keep_metagraph(FINNEY_GENESIS, builders.metagraph(netuid=1, count=2))
    await house.network.switch(FINNEY)
    assert await house.metagraphs.cached(NetUid(1)) is not None


async def test_the_cache_of_another_genesis_is_not_shown(house):
    await house.network.switch(LOCAL)
    await house.metagraphs.read(NetUid(1))
    await house.network.switch(FINNEY)
    await house.network.reader()
    assert await house.network.genesis() == OTHER_GENESIS
    assert await house.metagraphs.cached(NetUid(1)) is None


async def test_a_subnet_that_is_not_there_is_not_found(house):
    await house.network.switch(LOCAL)
    with pytest.raises(AppError) as caught:
        await house.metagraphs.read(NetUid(900))
    assert caught.value.kind is ErrorKind.NOT_FOUND


async def test_cancelling_a_read_in_the_middle_leaves_the_next_one_free(house):
    await house.network.switch(LOCAL)
    await house.network.reader()
    house.chain.stuck = True
    reading = asyncio.ensure_future(house.metagraphs.read(NetUid(1)))
    await asyncio.sleep(0)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    house.chain.stuck = False
    assert (await house.metagraphs.read(NetUid(1))).netuid == 1


async def test_what_arrives_after_a_switch_is_kept_under_its_own_chain(house):
    await house.network.switch(LOCAL)
    await house.network.reader()
    gate = asyncio.Event()
    honest = house.chain.metagraph

    async def slow(netuid, block=None):
        await gate.wait()
        return await honest(netuid, block)

    house.chain.metagraph = slow
    reading = asyncio.ensure_future(house.metagraphs.read(NetUid(1)))
    await asyncio.sleep(0)
    await house.network.switch(FINNEY)
    await until(lambda: house.chain.closed)
    house.chain.error = None  # its answer was already under way
    gate.set()
    await reading
    assert list(house.cache.metagraphs) == [(GENESIS, 1)]
    assert await house.metagraphs.cached(NetUid(1)) is None
