from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest

from core.domain.ids import BlockNumber, NetUid
from core.domain.networks import FINNEY, LOCAL, PRACTICE
from core.domain.stamps import Source
from core.errors import AppError, ErrorKind
from core.services.network import NetworkService
from core.services.patience import Patience
from core.services.subnets import SubnetService
from tests import builders
from tests.fakes.chain import (
    GENESIS,
    OTHER_GENESIS,
    FakeChain,
    FakeConnector,
    FakePractice,
    FakeSweep,
    MemoryCache,
    MemoryHistory,
)

STILL = Patience(delays=(3600.0,), stale_least=3600.0, ping_every=3600.0)


class House:
    def __init__(self, *chains: FakeChain) -> None:
        self.chain = chains[0]
        self.cache = MemoryCache()
        self.history = MemoryHistory()
        self.sweep = FakeSweep()
        connector = FakeConnector(*chains)
        self.network = NetworkService(connector, FakePractice(), self.cache, STILL)
        self.subnets = SubnetService(self.network, self.cache, self.history, self.sweep)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    made = House(FakeChain(genesis=GENESIS), FakeChain(genesis=OTHER_GENESIS))
    yield made
    await made.network.close()


async def test_the_list_is_read_at_the_head_and_kept(house):
    await house.network.switch(LOCAL)
    fresh = await house.subnets.refresh()
    assert fresh.stamp.source is Source.CHAIN
    cached = await house.subnets.cached()
    assert cached is not None
    assert cached.subnets == fresh.subnets
    assert cached.stamp.source is Source.CACHE


async def test_before_a_network_is_chosen_nothing_is_cached(house):
    assert await house.subnets.cached() is None
    assert await house.subnets.cached_health() == {}


async def test_the_practice_networks_last_list_is_there_before_its_node(house):
    house.cache.genesis["practice/practice"] = GENESIS
    house.cache.lists[GENESIS] = builders.subnet_list(count=3)
    house.network._connector.gate.clear()
    await house.network.switch(PRACTICE)
    assert await house.subnets.cached() is not None


async def test_the_cache_of_another_genesis_is_not_shown(house):
    await house.network.switch(LOCAL)
    await house.subnets.refresh()
    await house.network.switch(FINNEY)
    await house.network.reader()
    assert await house.subnets.cached() is None


async def test_a_failed_refresh_raises_and_keeps_the_last_list(house):
    await house.network.switch(LOCAL)
    await house.subnets.refresh()
    house.chain.error = AppError(ErrorKind.TIMEOUT, "slow")
    with pytest.raises(AppError, match="slow"):
        await house.subnets.refresh()
    assert await house.subnets.cached() is not None


async def test_a_refresh_leaves_a_price_sample_now_and_then(house):
    await house.network.switch(LOCAL)
    for _ in range(3):
        await house.subnets.refresh()
        house.chain.advance(4)
    assert len(house.history.points[GENESIS]) == 1
    house.chain.advance(60)
    await house.subnets.refresh()
    assert len(house.history.points[GENESIS]) == 2


async def test_health_sweeps_all_subnets_at_the_endpoint_in_use_and_is_kept(house):
    await house.network.switch(LOCAL)
    found = [health async for health in house.subnets.health()]
    assert house.sweep.orders == [(LOCAL.endpoints[0], GENESIS, (0, 1, 2))]
    assert await house.subnets.cached_health() == {h.netuid: h for h in found}


async def test_leaving_a_sweep_closes_it_and_keeps_what_came(house):
    await house.network.switch(LOCAL)
    async with aclosing(house.subnets.health()) as healths:
        await anext(healths)
    assert house.sweep.closed == 1
    assert list(await house.subnets.cached_health()) == [0]


async def test_a_sweep_that_fails_raises_after_what_it_found(house):
    house.sweep.error = AppError(ErrorKind.OFFLINE, "gone")
    await house.network.switch(LOCAL)
    health = house.subnets.health()
    assert [(await anext(health)).netuid for _ in range(3)] == [0, 1, 2]
    with pytest.raises(AppError, match="gone"):
        await anext(health)


async def test_the_price_history_ends_at_the_head(house):
    await house.network.switch(LOCAL)
    curves = await house.subnets.price_history(3600.0, 5)
    assert set(curves) == {0, 1, 2}
    assert curves[NetUid(1)][-1].block == BlockNumber(1000)


async def test_without_a_connection_the_kept_history_ends_at_the_kept_list(house):
    await house.network.switch(LOCAL)
    await house.subnets.price_history(3600.0, 5)
    listed = await house.subnets.refresh()
    house.chain.drop()
    house.chain.read_blocks.clear()
    curves = await house.subnets.cached_history(listed, 3600.0, 5)
    assert set(curves) == {0, 1, 2}
    assert len(curves[NetUid(1)]) > 1
    assert curves[NetUid(1)][-1].block == listed.stamp.block
    assert house.chain.read_blocks == []


async def test_before_a_network_is_chosen_no_history_is_kept(house):
    assert await house.subnets.cached_history(builders.subnet_list(), 3600.0, 5) == {}
