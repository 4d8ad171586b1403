"""Pools give the planned prices and share out a block's emission by the chain's rules."""

from __future__ import annotations

import pytest

from core.practice.world import WorldPlan
from core.practice.world.cast import cast
from core.practice.world.pools import BLOCK_EMISSION, pools

PLAN = WorldPlan()
CAST = cast(PLAN)
POOLS = pools(PLAN, CAST, 5_000_000 * 10**9)


@pytest.mark.parametrize("subnet", CAST, ids=lambda subnet: str(subnet.netuid))
def test_reserves_give_the_planned_price_and_supply(subnet):
    pool = POOLS[subnet.netuid]
    assert pool.tao * 10**9 == pool.alpha_in * subnet.price
    if subnet.started:
        assert pool.alpha_in + pool.alpha_out == subnet.alpha
    else:
        assert (pool.alpha_out, pool.emitted, pool.tao_in, pool.excess) == (0, 0, 0, 0)


def test_all_of_a_blocks_emission_is_granted():
    assert sum(pool.tao_in + pool.excess for pool in POOLS.values()) == BLOCK_EMISSION


def test_closed_subnets_get_nothing():
    for subnet in CAST:
        if not subnet.open:
            assert POOLS[subnet.netuid].tao_in + POOLS[subnet.netuid].excess == 0


def test_the_gate_starves_the_tail():
    def grant(subnet):
        return POOLS[subnet.netuid].tao_in + POOLS[subnet.netuid].excess

    ranked = sorted((s for s in CAST if s.open and s.started), key=lambda s: -s.price)
    assert sum(map(grant, ranked[:32])) > 0.85 * BLOCK_EMISSION
    assert grant(ranked[-1]) < BLOCK_EMISSION / 100_000


def test_alpha_is_split_between_owner_miners_validators_and_root():
    pool = POOLS[14]
    assert pool.emitted == 10**9
    assert pool.owner_cut == 179_995_422
    parts = pool.owner_cut + pool.server + pool.validators + pool.root
    assert 0 <= pool.emitted - parts <= 2


def test_liquidity_never_exceeds_the_root_proportion():
    for pool in POOLS.values():
        assert pool.alpha_injected <= pool.root_part * pool.emitted >> 32
