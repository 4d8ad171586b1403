"""The fourteen days before the start: prices that end where the start begins."""

from __future__ import annotations

from itertools import pairwise

import pytest

from core.practice.past import Past
from core.practice.world import WorldPlan
from core.practice.world.cast import cast
from tests.fakes.runtime_api import ask
from tests.fakes.worlds import FULL, SMALL, codec, number, world

START = FULL.start_block
DAY = 7_200
MODULE = "SubtensorModule"


class Laid:
    """The start's storage under a past block's overlay."""

    def __init__(self, past, block, plan=FULL):
        self.codec = codec()
        self.block = block
        self._state = world(plan)
        self._overlay = past.overlay(block)

    def raw(self, key):
        return self._overlay[key] if key in self._overlay else self._state.raw(key)

    def get(self, pallet, item, *params):
        return codec().decode_storage(pallet, item, self.raw(codec().key(pallet, item, *params)))

    def keys(self, prefix):
        gone = {key for key, value in self._overlay.items() if value is None}
        return [key for key in self._state.keys(prefix) if key not in gone]


@pytest.fixture(scope="module")
def past():
    return Past(FULL, codec(), world(FULL))


def prices(past, block):
    rows = ask(Laid(past, block), "SwapRuntimeApi", "current_alpha_price_all")
    return {row["netuid"]: row["price"] for row in rows}


def test_the_start_block_has_nothing_over_it(past):
    assert past.overlay(START) == {}
    assert past.overlay(START + 5) == {}


def test_blocks_are_twelve_seconds_apart_until_the_start(past):
    assert past.timestamp_ms(START) == FULL.started_ms
    assert past.timestamp_ms(0) == FULL.started_ms - 14 * 86_400_000
    assert past.timestamp_ms(500) - past.timestamp_ms(499) == 12_000


def test_a_past_block_knows_its_number_and_time(past):
    laid = Laid(past, 1_234)
    assert laid.get("System", "Number") == 1_234
    assert laid.get("Timestamp", "Now") == past.timestamp_ms(1_234)


def test_prices_a_day_before_the_start_are_as_planned(past):
    now, then = prices(past, START), prices(past, START - DAY)
    for subnet in cast(FULL):
        if subnet.netuid in then and subnet.registered_at <= START - DAY:
            change = now[subnet.netuid] / then[subnet.netuid] - 1
            assert change == pytest.approx(subnet.change / 1_000, abs=2e-4)


def test_prices_move_all_week_but_never_wildly(past):
    samples = [prices(past, block) for block in range(START - 7 * DAY, START + 1, 900)]
    for netuid in (3, 14, 51, 77):
        row = [sample[netuid] for sample in samples]
        assert len(set(row)) > 40
        assert max(row) < 1.6 * min(row)
        steps = [abs(b / a - 1) for a, b in pairwise(row)]
        assert max(steps) < 0.08


def test_a_subnet_that_has_not_started_has_stood_still(past):
    still = next(subnet for subnet in cast(FULL) if not subnet.started)
    soon = subnet_price(past, START - 400, still.netuid)
    assert soon == subnet_price(past, START, still.netuid)


def subnet_price(past, block, netuid):
    return prices(past, block)[netuid]


def test_a_subnet_is_not_there_before_it_was_registered(past):
    young = next(subnet for subnet in cast(FULL) if subnet.netuid == 56)
    before, after = (Laid(past, young.registered_at + delta) for delta in (-1, 0))
    infos = [
        {info["netuid"] for info in ask(laid, "SubnetInfoRuntimeApi", "get_all_dynamic_info")}
        for laid in (before, after)
    ]
    assert [56 in netuids for netuids in infos] == [False, True]
    counts = [laid.get(MODULE, "TotalNetworks") for laid in (before, after)]
    assert counts == [len(netuids) for netuids in infos]


def test_the_last_step_ends_at_the_start_state(past):
    state = world(FULL)
    laid = Laid(past, START - 1)
    for netuid in (1, 14, 77):
        nearly = laid.get(MODULE, "SubnetTAO", netuid)
        assert nearly == pytest.approx(number(state, "SubnetTAO", netuid), rel=0.02)


def test_equal_plans_have_equal_pasts_and_other_seeds_others():
    again, other = WorldPlan(subnets=4, neurons=16), WorldPlan(seed=9, subnets=4, neurons=16)
    block = START - 3 * DAY
    first = Past(SMALL, codec(), world(SMALL)).overlay(block)
    assert Past(again, codec(), world(again)).overlay(block) == first
    assert Past(other, codec(), world(other)).overlay(block) != first


def test_a_short_chain_has_a_short_past():
    plan = WorldPlan(subnets=3, neurons=8, start_block=100)
    short = Past(plan, codec(), world(plan))
    assert short.timestamp_ms(0) == plan.started_ms - 1_200_000
    assert codec().key(MODULE, "SubnetTAO", 1) in short.overlay(1)
