"""What coldkeys own now, and what it was worth before."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from core.domain.accounts import Account
from core.domain.ids import BlockNumber, Ss58
from core.domain.money import TaoRao
from core.domain.networks import FINNEY, LOCAL, PRACTICE, TEST
from core.domain.stamps import Source
from core.errors import AppError, ErrorKind
from core.services.accounts import AccountService
from core.services.network import NetworkService
from core.services.patience import Patience
from tests import builders
from tests.builders import TAO
from tests.fakes.chain import (
    GENESIS,
    OTHER_GENESIS,
    FakeChain,
    FakeConnector,
    FakePractice,
    MemoryCache,
    MemoryHoldings,
)

STILL = Patience(delays=(3600.0,), stale_least=3600.0, ping_every=3600.0)
DAY = 86_400.0
ANN, BEN = builders.address(1), builders.address(2)


def growing(owner: Ss58, block: int) -> Account:
    """One TAO free for each block."""
    return Account(owner, TaoRao(block * TAO), TaoRao(0), ())


class House:
    def __init__(self, *chains: FakeChain) -> None:
        self.chain = chains[0]
        for chain in chains:
            chain.owned = growing
        self.cache = MemoryCache()
        self.holdings = MemoryHoldings()
        connector = FakeConnector(*chains)
        self.network = NetworkService(connector, FakePractice(), self.cache, STILL)
        self.accounts = AccountService(self.network, self.cache, self.holdings)


@pytest.fixture
async def house() -> AsyncIterator[House]:
    made = House(FakeChain(genesis=GENESIS, head=200_000), FakeChain(genesis=OTHER_GENESIS))
    await made.network.switch(LOCAL)
    yield made
    await made.network.close()


async def test_accounts_are_read_at_the_head_and_kept(house):
    fresh = await house.accounts.refresh([ANN, BEN])
    assert [account.free for account in fresh.accounts] == [200_000 * TAO] * 2
    cached = await house.accounts.cached([ANN, BEN])
    assert cached is not None
    assert cached.accounts == fresh.accounts
    assert cached.stamp.source is Source.CACHE


async def test_before_a_network_is_chosen_nothing_is_cached():
    made = House(FakeChain())
    assert await made.accounts.cached([ANN]) is None


async def test_with_one_account_unknown_nothing_is_cached(house):
    await house.accounts.refresh([ANN])
    assert await house.accounts.cached([ANN, BEN]) is None


async def test_accounts_of_another_chain_are_not_shown(house):
    await house.accounts.refresh([ANN])
    await house.network.switch(FINNEY)
    await house.network.reader()
    assert await house.accounts.cached([ANN]) is None


async def test_the_practice_networks_last_accounts_are_there_before_its_node(house):
    await house.accounts.refresh([ANN])
    house.cache.genesis["practice/practice"] = GENESIS
    house.network._connector.gate.clear()
    await house.network.switch(PRACTICE)
    assert await house.accounts.cached([ANN]) is not None


async def test_a_failed_refresh_raises_and_keeps_what_was_known(house):
    await house.accounts.refresh([ANN])
    house.chain.error = AppError(ErrorKind.TIMEOUT, "slow")
    with pytest.raises(AppError, match="slow"):
        await house.accounts.refresh([ANN])
    assert await house.accounts.cached([ANN]) is not None


async def test_a_refresh_leaves_a_sample_once_an_hour(house):
    for _ in range(3):
        house.chain.advance()
        await house.accounts.refresh([ANN])
    assert house.holdings.adds == 1
    house.chain.advance(300)  # an hour
    await house.accounts.refresh([ANN])
    assert house.holdings.adds == 2


async def test_an_account_that_is_new_is_noted_with_the_others_at_once(house):
    await house.accounts.refresh([ANN])
    house.chain.advance()
    await house.accounts.refresh([ANN, BEN])
    assert len(await house.holdings.points(GENESIS, [ANN, BEN], 0.0)) == 1


async def test_a_day_ago_is_read_from_the_chain(house):
    before = await house.accounts.earlier([ANN], DAY)
    assert before is not None
    assert before.stamp.block == 200_000 - 7_200
    assert before.accounts[0].free == (200_000 - 7_200) * TAO


async def test_where_the_node_dropped_the_past_this_computer_remembers_it(house):
    await house.accounts.refresh([ANN])
    house.chain.advance(7_200)
    house.chain.pruned_below = 207_000
    before = await house.accounts.earlier([ANN], DAY)
    assert before is not None
    assert before.stamp.block == 200_000
    assert before.stamp.source is Source.CACHE


async def test_where_nobody_knows_a_day_ago_there_is_none(house):
    house.chain.pruned_below = 199_999
    assert await house.accounts.earlier([ANN], DAY) is None


async def test_before_a_young_chain_began_there_was_nothing(house):
    young = House(FakeChain(head=50))
    await young.network.switch(LOCAL)
    assert await young.accounts.earlier([ANN], DAY) is None
    await young.network.close()


async def test_a_runtime_too_old_to_be_asked_is_a_past_nobody_knows(house):
    honest = house.chain.accounts

    async def old(addresses, block=None):
        if block is not None and block < 200_000:
            raise AppError(ErrorKind.UNSUPPORTED, "no such call")
        return await honest(addresses, block)

    house.chain.accounts = old
    assert await house.accounts.earlier([ANN], DAY) is None
    assert [p.block for p in await house.accounts.worth_history([ANN], DAY, 5)] == [200_000]


async def test_a_failure_while_looking_back_is_raised(house):
    await house.network.reader()
    house.chain.error = AppError(ErrorKind.TIMEOUT, "slow")
    with pytest.raises(AppError, match="slow"):
        await house.accounts.earlier([ANN], DAY)
    with pytest.raises(AppError, match="slow"):
        await house.accounts.worth_history([ANN], DAY, 4)


async def test_a_history_spans_its_time_evenly_and_ends_at_the_head(house):
    points = await house.accounts.worth_history([ANN], 14 * DAY, 57)
    assert len(points) == 57
    assert points[-1].block == 200_000
    assert points[-1].time - points[0].time == pytest.approx(14 * DAY, rel=0.01)
    assert [point.total for point in points] == [point.block * TAO for point in points]


async def test_what_a_history_read_is_not_read_again(house):
    await house.accounts.worth_history([ANN], 14 * DAY, 57)
    house.chain.read_blocks.clear()
    house.chain.advance(5)
    assert len(await house.accounts.worth_history([ANN], 14 * DAY, 57)) == 57
    assert len(house.chain.read_blocks) <= 8


async def test_a_history_adds_accounts_up(house):
    points = await house.accounts.worth_history([ANN, BEN], DAY, 3)
    assert points[-1].total == 2 * 200_000 * TAO


async def test_a_history_on_a_pruned_node_is_what_this_computer_remembers(house):
    house.chain.pruned_below = 200_000
    await house.accounts.refresh([ANN])
    for _ in range(4):
        house.chain.advance(1_800)  # six hours
        house.chain.pruned_below = house.chain._head.number - 100
        await house.accounts.refresh([ANN])
    points = await house.accounts.worth_history([ANN], 14 * DAY, 57)
    assert [point.block for point in points] == [200_000 + 1_800 * n for n in range(5)]


@pytest.mark.parametrize(("seconds", "points"), [(0.0, 5), (-1.0, 5), (60.0, 0)])
async def test_no_time_or_no_points_is_no_history(house, seconds, points):
    assert list(await house.accounts.worth_history([ANN], seconds, points)) == []


async def test_nobody_has_no_history(house):
    assert list(await house.accounts.worth_history([], DAY, 5)) == []


async def test_a_chain_without_a_clock_has_no_history(house):
    house.chain.subnets_now = ()
    assert list(await house.accounts.worth_history([ANN], DAY, 5)) == []
    assert await house.accounts.earlier([ANN], DAY) is None


async def test_samples_of_a_practice_chain_that_began_anew_are_forgotten(house):
    elsewhere = replace(builders.stamp(), block=BlockNumber(900_000))
    listed = builders.account_list(builders.account(owner=ANN), at=elsewhere)
    await house.holdings.add(GENESIS, listed, builders.NOW - DAY)
    points = await house.accounts.worth_history([ANN], DAY, 3)
    assert all(point.block <= 200_000 for point in points)
    assert (await house.holdings.last(GENESIS))[0] <= 200_000


async def test_a_chain_that_began_anew_and_caught_up_is_told_by_its_clock(house):
    at = builders.stamp(199_000)
    listed = builders.account_list(builders.account(owner=ANN), at=at)
    await house.holdings.add(GENESIS, listed, house.chain.time_of(199_000) - 5_000.0)
    await house.accounts.earlier([ANN], DAY)
    assert await house.holdings.last(GENESIS) is None


async def test_a_pruned_node_makes_us_forget_nothing(house):
    await house.accounts.refresh([ANN])
    house.chain.advance(5_000)
    house.chain.pruned_below = 204_000
    await house.accounts.earlier([ANN], DAY)
    assert await house.holdings.last(GENESIS) is not None


async def test_a_node_of_finney_that_is_behind_makes_us_forget_nothing(house):
    await house.network.switch(FINNEY)
    await house.network.reader()
    listed = builders.account_list(builders.account(owner=ANN), at=builders.stamp(900_000))
    await house.holdings.add(OTHER_GENESIS, listed, builders.NOW)
    await house.accounts.worth_history([ANN], DAY, 3)
    assert (await house.holdings.last(OTHER_GENESIS))[0] == 900_000


async def test_hotkeys_are_looked_up_at_the_head(house):
    hotkey = builders.neuron(3).hotkey
    found = await house.accounts.registrations([hotkey])
    assert {place.uid for place in found} == {3}


async def test_practice_tao_comes_with_the_block_promised(house):
    assert await house.accounts.ask_practice_tao(ANN) == 200_001
    house.chain.advance()
    listed = await house.accounts.refresh([ANN])
    assert listed.accounts[0].free == (200_001 + 100) * TAO


async def test_a_chain_without_a_faucet_says_so(house):
    await house.network.reader()
    house.chain.faucet = False
    with pytest.raises(AppError) as caught:
        await house.accounts.ask_practice_tao(ANN)
    assert caught.value.kind is ErrorKind.UNSUPPORTED


@pytest.mark.parametrize("network", [FINNEY, TEST])
async def test_networks_of_worth_are_not_even_asked_for_tao(network):
    chain = FakeChain()
    made = House(chain)
    await made.network.switch(network)
    with pytest.raises(AppError) as caught:
        await made.accounts.ask_practice_tao(ANN)
    assert caught.value.kind is ErrorKind.UNSUPPORTED
    assert not chain.grants
    await made.network.close()


async def test_what_is_kept_of_the_past_needs_no_node(house):
    await house.accounts.refresh([ANN])
    house.chain.error = AppError(ErrorKind.TIMEOUT, "slow")
    now = house.chain.time_of(200_000)
    assert [p.block for p in await house.accounts.kept_history([ANN], now, DAY)] == [200_000]
    assert list(await house.accounts.kept_history([ANN, BEN], now, DAY)) == []
    assert list(await house.accounts.kept_history([], now, DAY)) == []


async def test_before_a_network_is_chosen_no_past_is_kept():
    made = House(FakeChain())
    assert list(await made.accounts.kept_history([ANN], 0.0, DAY)) == []
