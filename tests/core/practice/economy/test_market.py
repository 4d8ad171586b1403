from typing import Any

import pytest

from core.practice.calls.context import Context
from core.practice.economy import accounts, cells, market, neurons, reserves, traders
from core.practice.economy.cells import number
from core.practice.economy.emission import block_emission
from core.practice.state import State
from core.practice.world import WorldPlan
from tests.fakes.tiny_world import ALICE, AUTHOR, BLOCK, BOB, NOW_MS, TAO, tiny_world
from tests.fakes.worlds import SMALL, fresh

SEED = 7
SUBNETS = [0, 1, 2, 3]


def _live(state: State, blocks: int, seed: int = SEED, first: int = BLOCK) -> list[Any]:
    events: list[Any] = []
    for block in range(first, first + blocks):
        ctx = Context(state, block, AUTHOR, NOW_MS)
        market.live(ctx, seed, cells.netuids(state))
        events += ctx.events
    return events


def _prices(state: State) -> float:
    return sum(float(reserves.load(state, n).price) for n in cells.netuids(state) if n)


def _aim(state: State, factor: float) -> None:
    """Let the usual price of each subnet be its spot price times ``factor``."""
    for netuid in cells.netuids(state)[1:]:
        bits = int(reserves.load(state, netuid).price * (1 << 32) * factor)
        state.put("SubtensorModule", "SubnetMovingPrice", netuid, value={"bits": bits})


def _named(events: list[Any], name: str) -> list[Any]:
    return [body[name] for event in events for body in event.values() if name in body]


def test_trades_leave_the_events_of_their_calls() -> None:
    state = fresh(SMALL)
    events = _live(state, 60, first=state.block + 1)
    people = {traders.trader(SEED, index) for index in range(traders.TRADERS)}
    added, removed = _named(events, "StakeAdded"), _named(events, "StakeRemoved")
    assert added
    assert removed
    assert {fields[0] for fields in added + removed} <= people
    records = [{"phase": "Initialization", "event": event, "topics": []} for event in events]
    assert state.codec.encode_events(records)


def test_traders_bring_a_price_back_to_its_average() -> None:
    cheap, dear = fresh(SMALL), fresh(SMALL)
    for state, factor in ((cheap, 2.0), (dear, 0.5)):
        _aim(state, factor)
        _live(state, 120, first=state.block + 1)
    start = _prices(fresh(SMALL))
    assert _prices(dear) < start < _prices(cheap)


def test_prices_wander_and_have_no_trend() -> None:
    changes: list[float] = []
    for seed in range(1, 6):
        state = fresh(WorldPlan(seed=seed, subnets=9, neurons=16))
        _aim(state, 1.0)
        before = _prices(state)
        _live(state, 200, seed, first=state.block + 1)
        changes.append(_prices(state) / before - 1)
    assert -0.01 < sum(changes) / len(changes) < 0.01
    assert min(changes) < 0 < max(changes)


@pytest.mark.parametrize("blocks", [1, 40])
def test_no_more_is_minted_than_the_blocks_emission(blocks: int) -> None:
    state = fresh(SMALL)
    before = accounts.issuance(state)
    _live(state, blocks, first=state.block + 1)
    assert accounts.issuance(state) - before <= blocks * block_emission(before)


def test_who_has_nothing_does_not_trade() -> None:
    world = tiny_world()
    reserve = number(world.state, "SubnetTAO", 3)
    events = _live(world.state, 40)
    assert not _named(events, "StakeAdded")
    assert number(world.state, "SubnetTAO", 3) == reserve


def test_nobodys_own_money_is_touched() -> None:
    world = tiny_world()
    _live(world.state, 200)
    assert world.free(ALICE) == world.free(BOB) == 1_000 * TAO


def test_a_miner_pays_no_more_than_a_seat_is_worth_to_it() -> None:
    world = tiny_world()
    for netuid in SUBNETS:
        world.put("Burn", netuid, value=market.appeal(SEED, netuid) + 1)
    _live(world.state, 200)
    assert [world.get("SubnetworkN", netuid) for netuid in (1, 2, 3)] == [2, 4, 2]


def test_miners_register_where_the_price_is_low() -> None:
    world = tiny_world()
    for netuid in SUBNETS:
        world.put("MinBurn", netuid, value=1_000)
        world.put("Burn", netuid, value=1_000)
    _live(world.state, 100)
    newcomer = neurons.hotkey_at(world.state, 1, 2)
    owner = world.get("Owner", newcomer)
    assert owner in {traders.person(SEED, "miner", number) for number in range(market.MINERS)}
    assert accounts.exists(world.state, owner)
