"""Accounts and their past on the practice network's real node."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import pairwise

import pytest

from core.chain.connection import SdkConnector
from core.domain.accounts import AccountList
from core.domain.ids import NetUid, Ss58
from core.domain.networks import Network, NetworkKind
from core.domain.worth import change_between
from core.services.accounts import AccountService
from core.services.network import NetworkService
from core.storage.database import Database
from core.storage.holdings import SqliteHoldings
from core.storage.records import SqliteRecordCache
from tests.builders import TAO
from tests.fakes.chain import FakePractice
from tests.fakes.practice import running_node
from tests.fakes.waiting import first

ALICE = Ss58("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY")
DAY = 86_400.0


@pytest.fixture
async def service(tmp_path) -> AsyncIterator[tuple[AccountService, NetworkService]]:
    database = Database(tmp_path / "taonaut.db")
    await database.open()
    cache = SqliteRecordCache(database)
    async with running_node(subnets=4, neurons=16, block_time=0.25) as node:
        network = NetworkService(SdkConnector(tmp_path / "sdk"), FakePractice(), cache)
        await network.switch(Network(NetworkKind.LOCAL, "local", (node.url,)))
        yield AccountService(network, cache, SqliteHoldings(database)), network
        await network.close()
    await database.close()


@pytest.fixture
def accounts(service) -> AccountService:
    return service[0]


async def refreshed(accounts: AccountService) -> AccountList:
    return await accounts.refresh([ALICE])


async def test_what_was_read_is_kept_exactly(accounts):
    fresh = await refreshed(accounts)
    cached = await accounts.cached([ALICE])
    assert cached is not None
    assert cached.accounts == fresh.accounts


async def test_yesterday_differs_by_its_prices_alone(accounts):
    now = await refreshed(accounts)
    before = await accounts.earlier([ALICE], DAY)
    assert before is not None
    change = change_between(before, now)
    assert change is not None
    assert change.total == now.total - before.total
    assert change.price != 0
    assert change.free == 0


async def test_two_weeks_are_covered_though_blocks_came_at_another_pace(accounts):
    points = await accounts.worth_history([ALICE], 14 * DAY, 29)
    assert len(points) >= 27  # the network is just two weeks old
    span = points[-1].time - points[0].time
    assert span == pytest.approx(14 * DAY, rel=0.1)
    gaps = [later.time - point.time for point, later in pairwise(points)]
    assert max(gaps) < DAY
    assert len({point.total for point in points}) > 10


async def test_practice_tao_arrives(service):
    accounts, network = service
    before = (await refreshed(accounts)).accounts[0].free
    block = await accounts.ask_practice_tao(ALICE)
    await first(network.heads(), lambda head: head.number >= block)
    assert (await refreshed(accounts)).accounts[0].free - before == 100 * TAO


async def test_the_hotkey_of_a_developer_is_registered(service):
    accounts, network = service
    neurons = (await (await network.reader()).metagraph(NetUid(1))).neurons
    own = next(neuron for neuron in neurons if neuron.coldkey == ALICE)
    found = await accounts.registrations([own.hotkey])
    assert (NetUid(1), own.uid) in {(place.netuid, place.uid) for place in found}
