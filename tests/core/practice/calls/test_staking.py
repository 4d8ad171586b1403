from typing import Any

import pytest

from core.practice.economy import accounts
from tests.fakes.tiny_world import (
    ALICE,
    AUTHOR,
    BOB,
    STRANGER,
    TAO,
    VALIDATOR,
    TinyWorld,
    tiny_world,
)

LEAST = 2_001_007  # the minimum stake and the fee on it
SPOT = 250_000_000


def _add(world: TinyWorld, **changes: Any) -> str | None:
    args = {"hotkey": VALIDATOR, "netuid": 1, "amount_staked": 10 * TAO} | changes
    return world.call(ALICE, "add_stake", **args)


def _add_limit(world: TinyWorld, **changes: Any) -> str | None:
    args = {
        "hotkey": VALIDATOR,
        "netuid": 1,
        "amount_staked": 10 * TAO,
        "limit_price": 252_500_000,
        "allow_partial": False,
    } | changes
    return world.call(ALICE, "add_stake_limit", **args)


def _remove(world: TinyWorld, alpha: int, **changes: Any) -> str | None:
    args = {"hotkey": VALIDATOR, "netuid": 1, "amount_unstaked": alpha} | changes
    return world.call(ALICE, "remove_stake", **args)


def _remove_limit(world: TinyWorld, alpha: int, limit: int, *, partial: bool) -> str | None:
    args = {"hotkey": VALIDATOR, "netuid": 1, "amount_unstaked": alpha}
    return world.call(ALICE, "remove_stake_limit", **args, limit_price=limit, allow_partial=partial)


def _staked() -> TinyWorld:
    world = tiny_world()
    assert _add(world) is None
    return world


def test_staking_buys_alpha_and_keeps_every_book() -> None:
    world = tiny_world()
    assert _add(world) is None
    out, fee = 39_584_215_264, 5_035_477
    assert world.fields("StakeAdded") == [ALICE, VALIDATOR, 10 * TAO, out, 1, fee]
    assert world.stake(VALIDATOR, ALICE, 1) == out
    assert world.get("SubnetTAO", 1) == 1_010 * TAO - fee
    assert world.get("SubnetAlphaIn", 1) == 4_000 * TAO - out
    assert world.get("SubnetAlphaOut", 1) == 4_000 * TAO + out
    assert world.get("TotalStake") == 3_010 * TAO
    assert world.get("SubnetVolume", 1) == 10 * TAO
    assert world.free(ALICE) == 990 * TAO
    assert world.free(AUTHOR) == TAO + fee
    assert world.free(accounts.subnet_account(1)) == world.get("SubnetTAO", 1)


def test_the_first_stake_to_anothers_hotkey_is_recorded() -> None:
    world = _staked()
    assert VALIDATOR in world.get("StakingHotkeys", ALICE)
    assert world.state.has("SubtensorModule", "Delegates", VALIDATOR)
    assert world.get("LastColdkeyHotkeyStakeBlock", ALICE, VALIDATOR) == world.block


def test_root_stakes_one_for_one_without_a_fee() -> None:
    world = tiny_world()
    assert _add(world, netuid=0) is None
    assert world.stake(VALIDATOR, ALICE, 0) == 10 * TAO == world.get("SubnetTAO", 0)
    assert world.fields("StakeAdded")[-1] == 0


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"amount_staked": 1_000_001 * TAO}, "InsufficientLiquidity"),
        ({"netuid": 9}, "SubnetNotExists"),
        ({"netuid": 3}, "SubtokenDisabled"),
        ({"amount_staked": LEAST - 1}, "AmountTooLow"),
        ({"amount_staked": 1_001 * TAO}, "NotEnoughBalanceToStake"),
        ({"hotkey": STRANGER}, "HotKeyAccountNotExists"),
    ],
)
def test_staking_fails_by_the_rule_it_breaks_first(changes: dict[str, Any], error: str) -> None:
    assert _add(tiny_world(), **changes) == f"SubtensorModule.{error}"


def test_the_smallest_stake_is_the_minimum_and_its_fee() -> None:
    assert _add(tiny_world(), amount_staked=LEAST) is None


def test_a_drained_pool_is_insufficient_liquidity() -> None:
    world = tiny_world()
    world.put("SubnetAlphaIn", 1, value=999_999)
    assert _add(world) == "SubtensorModule.InsufficientLiquidity"


def test_staking_everything_leaves_the_existential_deposit() -> None:
    world = tiny_world()
    assert _add(world, amount_staked=1_000 * TAO) is None
    assert world.free(ALICE) == 500


def test_a_limit_refuses_more_than_it_lets_through() -> None:
    assert _add_limit(tiny_world()) == "SubtensorModule.SlippageTooHigh"


def test_a_partial_stake_takes_what_the_limit_lets_through() -> None:
    world = tiny_world()
    assert _add_limit(world, allow_partial=True) is None
    staked = world.fields("StakeAdded")
    assert staked[2] == pytest.approx(4_990_074_852, abs=2)
    assert staked[3] == pytest.approx(19_851_239_159, abs=2)
    assert world.free(ALICE) == 1_000 * TAO - staked[2]


def test_a_limit_below_spot_is_the_pools_error() -> None:
    error = _add_limit(tiny_world(), limit_price=SPOT - 1)
    assert error == "Swap.PriceLimitExceeded"


def test_a_limit_on_root_is_one_tao() -> None:
    assert _add_limit(tiny_world(), netuid=0, limit_price=TAO) is None
    error = _add_limit(tiny_world(), netuid=0, limit_price=TAO - 1)
    assert error == "SubtensorModule.SlippageTooHigh"


def test_unstaking_everything_returns_tao_less_two_fees() -> None:
    world = _staked()
    assert _remove(world, 10**18) is None
    coldkey, hotkey, tao, alpha, netuid, fee = world.fields("StakeRemoved")
    assert (coldkey, hotkey, netuid) == (ALICE, VALIDATOR, 1)
    assert alpha + fee == 39_584_215_264
    assert world.stake(VALIDATOR, ALICE, 1) == 0
    assert world.free(ALICE) == 990 * TAO + tao
    assert 9_985 * TAO // 1_000 < tao < 10 * TAO
    assert world.free(accounts.subnet_account(1)) >= world.get("SubnetTAO", 1)


def test_a_remainder_of_any_size_may_stay_but_tiny_proceeds_may_not() -> None:
    world = _staked()
    assert _remove(world, 7_000_000) == "SubtensorModule.AmountTooLow"
    assert _remove(world, 39_584_215_263) is None
    assert world.stake(VALIDATOR, ALICE, 1) <= 1


def test_unstaking_nothing_is_too_low() -> None:
    assert _remove(tiny_world(), TAO) == "SubtensorModule.AmountTooLow"


def test_unstaking_where_nothing_can_be_staked_fails() -> None:
    assert _remove(_staked(), TAO, netuid=3) == "SubtensorModule.SubtokenDisabled"


def test_a_limited_sale_of_more_than_the_position_fails() -> None:
    error = _remove_limit(_staked(), 10**12, 1_000, partial=True)
    assert error == "SubtensorModule.NotEnoughStakeToWithdraw"


def test_a_sale_stops_at_its_limit_or_does_not_happen() -> None:
    world = _staked()
    limit = 254_000_000
    refused = _remove_limit(world, 39_584_215_264, limit, partial=False)
    assert refused == "SubtensorModule.SlippageTooHigh"
    assert _remove_limit(world, 39_584_215_264, limit, partial=True) is None
    assert 0 < world.stake(VALIDATOR, ALICE, 1) < 39_584_215_264
    price = world.get("SubnetTAO", 1) / world.get("SubnetAlphaIn", 1)
    assert price == pytest.approx(0.254, rel=1e-4)


def test_a_full_exit_needs_no_amount() -> None:
    world = _staked()
    args: dict[str, Any] = {"hotkey": VALIDATOR, "netuid": 1}
    tight = world.call(ALICE, "remove_stake_full_limit", **args, limit_price=255_000_000)
    assert tight == "SubtensorModule.SlippageTooHigh"
    assert world.call(ALICE, "remove_stake_full_limit", **args, limit_price=None) is None
    assert world.stake(VALIDATOR, ALICE, 1) == 0


def test_a_nominators_dust_is_unstaked_with_the_rest() -> None:
    world = _staked()
    world.put("NominatorMinRequiredStake", value=TAO)
    assert _remove(world, 38 * TAO) is None
    assert world.stake(VALIDATOR, ALICE, 1) == 0
    assert world.names().count("SubtensorModule.StakeRemoved") == 2


def test_a_failed_stake_changes_nothing() -> None:
    world = tiny_world()
    before = world.snapshot()
    assert _add(world, hotkey=STRANGER) is not None
    assert world.snapshot() == before
    assert world.events == []


def test_issuance_survives_staking_and_unstaking() -> None:
    world = _staked()
    assert world.call(BOB, "add_stake", hotkey=VALIDATOR, netuid=2, amount_staked=TAO) is None
    assert _remove(world, 20 * TAO) is None
    assert accounts.issuance(world.state) == world.all_tao()
