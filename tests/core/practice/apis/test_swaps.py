"""Prices and simulated trades."""

from __future__ import annotations

import pytest

from tests.fakes.runtime_api import ask
from tests.fakes.worlds import FULL, SMALL, fresh, number, world

API = "SwapRuntimeApi"
MODULE = "SubtensorModule"
TAO = 10**9


def pool(tao, alpha):
    state = fresh(SMALL)
    state.put(MODULE, "SubnetTAO", 2, value=tao * TAO)
    state.put(MODULE, "SubnetAlphaIn", 2, value=alpha * TAO)
    return state


def test_every_network_has_a_price_and_roots_is_one():
    state = world(FULL)
    prices = {row["netuid"]: row["price"] for row in ask(state, API, "current_alpha_price_all")}
    assert prices.keys() == set(range(129))
    assert prices[0] == TAO
    assert prices[14] == 48_210_000
    for netuid, price in prices.items():
        assert ask(state, API, "current_alpha_price", netuid) == price
        if netuid:
            reserves = number(state, "SubnetTAO", netuid), number(state, "SubnetAlphaIn", netuid)
            assert price == reserves[0] * TAO // reserves[1]


def test_a_purchase_gives_what_the_chain_would():
    assert ask(pool(100_000, 400_000), API, "sim_swap_tao_for_alpha", 2, 10 * TAO) == {
        "tao_amount": 9_994_964_523,
        "alpha_amount": 39_975_862_518,
        "tao_fee": 5_035_477,
        "alpha_fee": 0,
        "tao_slippage": 0,
        "alpha_slippage": 24_137_482,
    }


def test_a_sale_gives_what_the_chain_would():
    sold = ask(pool(1_000, 4_000), API, "sim_swap_alpha_for_tao", 2, 100 * TAO)
    assert (sold["tao_amount"], sold["alpha_fee"]) == (24_378_261_656, 50_354_772)
    assert sold["tao_slippage"] == 25 * TAO - 24_378_261_656
    assert (sold["tao_fee"], sold["alpha_slippage"]) == (0, 0)


@pytest.mark.parametrize("method", ["sim_swap_tao_for_alpha", "sim_swap_alpha_for_tao"])
def test_root_swaps_one_for_one(method):
    result = ask(world(SMALL), API, method, 0, 7 * TAO)
    assert (result["tao_amount"], result["alpha_amount"]) == (7 * TAO, 7 * TAO)
    assert sum(result.values()) == 14 * TAO


@pytest.mark.parametrize("method", ["sim_swap_tao_for_alpha", "sim_swap_alpha_for_tao"])
def test_a_trade_that_the_pool_refuses_is_all_zeros(method):
    assert set(ask(pool(0, 0), API, method, 2, TAO).values()) == {0}
