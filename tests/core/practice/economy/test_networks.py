from fractions import Fraction

import pytest

from core.practice.economy import accounts, networks
from tests.fakes.tiny_world import ALICE, BLOCK, TAO, TinyWorld, tiny_world

FOUNDED = 1_000


def _priced() -> TinyWorld:
    """Issuance past the first halving: the price falls by half in 50 400 blocks."""
    world = tiny_world()
    world.give(ALICE, 10_500_000 * TAO - accounts.issuance(world.state))
    world.put("NetworkLastLockCost", value=1_500 * TAO)
    world.put("LastRateLimitedBlock", "NetworkLastRegistered", value=FOUNDED)
    return world


@pytest.mark.parametrize(
    ("later", "rao"),
    [
        (0, 3_000_000_000_000),
        (1, 2_999_970_238_096),
        (7_200, 2_785_714_291_200),
        (25_200, 2_250_000_019_200),
        (50_400, 1_500_000_038_400),
        (60_000, 1_214_285_760_000),
        (10**6, 1_000_000_000_000),
    ],
)
def test_the_lock_cost_falls_as_worked_out(later: int, rao: int) -> None:
    assert networks.lock_cost(_priced().state, FOUNDED + later) == rao


def test_the_first_subnet_ever_costs_the_last_price_once() -> None:
    assert networks.lock_cost(tiny_world().state, BLOCK) == 1_000 * TAO


def test_a_new_pool_opens_at_the_median_price() -> None:
    world = tiny_world()
    world.put("SubnetAlphaIn", 1, value=50_000 * TAO)
    world.put("SubnetAlphaIn", 2, value=50_000 * TAO)
    world.put("SubnetAlphaIn", 3, value=50_000 * TAO)
    world.give(ALICE, 2_000 * TAO)
    netuid = networks.found(world.context(), ALICE, ALICE, 1_500 * TAO)
    assert world.get("SubnetAlphaIn", netuid) == 75_000 * TAO


def test_the_median_of_an_even_number_of_prices_is_the_mean_of_the_middle_ones() -> None:
    world = tiny_world()
    world.put("SubnetTAO", 3, value=0)
    world.put("SubnetTAO", 2, value=3_000 * TAO)
    assert networks.median_price(world.state) == Fraction(1, 2)


def test_the_weakest_is_the_cheapest_that_is_past_its_immunity() -> None:
    world = tiny_world()
    world.put("NetworkImmunityPeriod", value=100)
    world.put("SubnetMovingPrice", 2, value={"bits": 5})
    world.put("SubnetMovingPrice", 3, value={"bits": 1})
    world.put("NetworkRegisteredAt", 3, value=BLOCK - 99)
    assert networks.weakest(world.state, BLOCK) == 2


def test_a_symbol_is_used_once() -> None:
    world = tiny_world()
    world.give(ALICE, 9_000 * TAO)
    founded = [networks.found(world.context(), ALICE, ALICE, TAO) for _ in range(4)]
    assert founded == [4, 5, 6, 7]
    assert len({world.get("TokenSymbol", netuid) for netuid in founded}) == 4
