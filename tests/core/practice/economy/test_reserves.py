import pytest

from core.practice.calls.context import Context, DispatchError
from core.practice.economy import accounts, reserves
from tests.fakes.tiny_world import NOW_MS, STRANGER, TAO, tiny_world


def test_a_pool_is_read_with_its_weight_and_fee() -> None:
    world = tiny_world()
    world.state.put("Swap", "SwapBalancer", 1, value={"quote": 45 * 10**16})
    world.state.put("Swap", "FeeRate", 1, value=100)
    found = reserves.load(world.state, 1)
    assert (found.tao, found.alpha) == (1_000 * TAO, 4_000 * TAO)
    assert (found.weight, found.fee_rate, found.dynamic) == (45 * 10**16, 100, True)


def test_prices_are_in_rao_and_root_is_one_tao() -> None:
    state = tiny_world().state
    assert reserves.price(state, 1) == 250_000_000
    assert reserves.price(state, 0) == TAO


def test_the_pools_refusal_is_a_swap_error() -> None:
    world = tiny_world()
    with pytest.raises(DispatchError, match=r"Swap.PriceLimitExceeded"):
        reserves.quote_buy(world.context(), 1, TAO, 1)


def test_an_alpha_fee_reaches_the_author_as_tao() -> None:
    world = tiny_world()
    ctx = world.context()
    before = world.free(ctx.author)
    reserves.sell_fee(ctx, 1, TAO)
    gained = world.free(ctx.author) - before
    assert 249_000_000 < gained < 250_000_000
    assert world.get("SubnetTAO", 1) == 1_000 * TAO - gained


def test_a_fee_too_small_to_open_the_authors_account_stays_parked() -> None:
    world = tiny_world()
    ctx = Context(world.state, world.block, STRANGER, NOW_MS)
    reserves.pay_fee(ctx, 1, 499)
    assert not accounts.exists(world.state, STRANGER)
    assert world.free(accounts.subnet_account(1)) == 1_000 * TAO
    reserves.pay_fee(ctx, 1, 500)
    assert world.free(STRANGER) == 500
