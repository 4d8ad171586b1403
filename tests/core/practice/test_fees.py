from typing import Any

import pytest

from core.practice import fees
from core.practice.calls.context import Context
from core.practice.economy import accounts
from tests.fakes.tiny_world import (
    ALICE,
    AUTHOR,
    BLOCK,
    BOB,
    MODULE,
    NOW_MS,
    STRANGER,
    TAO,
    VALIDATOR,
    TinyWorld,
    tiny_world,
)

UNSTAKE: dict[str, Any] = {"hotkey": VALIDATOR, "netuid": 1, "amount_unstaked": TAO}


def _quote(world: TinyWorld, pallet: str, function: str, length: int = 145) -> fees.Fee:
    return fees.quote(world.state, pallet, function, {}, length)


def _events(world: TinyWorld, ctx: Context) -> list[str]:
    world.events = ctx.events
    world.encoded_events()
    return world.names()


def _poor_staker() -> TinyWorld:
    """Alice has stake, but not the TAO for a fee."""
    world = tiny_world()
    world.call(ALICE, "add_stake", hotkey=VALIDATOR, netuid=1, amount_staked=10 * TAO)
    rest = world.free(ALICE) - 600
    world.call(ALICE, "transfer_keep_alive", pallet="Balances", dest=BOB, value=rest)
    return world


def test_a_registration_costs_what_was_worked_out() -> None:
    assert _quote(tiny_world(), MODULE, "burned_register").total == 2_097_630


def test_a_transfer_costs_what_was_measured() -> None:
    assert _quote(tiny_world(), "Balances", "transfer_keep_alive", 146).total == 166_247


def test_a_longer_extrinsic_costs_a_rao_more_per_byte() -> None:
    world = tiny_world()
    short, long = (_quote(world, "System", "remark", length).total for length in (100, 400))
    assert long - short == 300


@pytest.mark.parametrize("function", ["set_mechanism_weights", "serve_axon", "commit_weights"])
def test_weights_and_serving_are_free(function: str) -> None:
    fee = _quote(tiny_world(), MODULE, function)
    assert (fee.total, fee.pays) == (0, False)


def test_a_hotkeys_coldkey_pays_for_what_hotkeys_sign() -> None:
    world = tiny_world()
    assert fees.payer(world.state, VALIDATOR, "Commitments", "set_commitment") == BOB
    assert fees.payer(world.state, VALIDATOR, "Balances", "transfer_all") == VALIDATOR
    assert fees.payer(world.state, STRANGER, "Commitments", "set_commitment") == STRANGER


def test_a_hotkey_cannot_tip_with_its_coldkeys_money() -> None:
    assert fees.tip_due(VALIDATOR, BOB, 7) == 0
    assert fees.tip_due(BOB, BOB, 7) == 7


def test_the_fee_goes_from_the_payer_to_the_author() -> None:
    world = tiny_world()
    fee = _quote(world, "Balances", "transfer_keep_alive")
    ctx = Context(world.state, BLOCK, AUTHOR, NOW_MS)
    payment = fees.withdraw(ctx, ALICE, fee, tip=7)
    assert world.free(ALICE) == 1_000 * TAO - fee.total - 7
    fees.settle(ctx, payment)
    assert world.free(AUTHOR) == TAO + fee.total + 7
    assert _events(world, ctx) == [
        "Balances.Withdraw",
        "Balances.Deposit",
        "TransactionPayment.TransactionFeePaid",
    ]
    assert world.fields("TransactionFeePaid") == {
        "who": ALICE,
        "actual_fee": fee.total + 7,
        "tip": 7,
    }
    assert accounts.issuance(world.state) == world.all_tao()


def test_a_tip_too_small_for_a_new_author_is_lost_without_harm() -> None:
    world = tiny_world()
    ctx = Context(world.state, BLOCK, STRANGER, NOW_MS)
    free_call = _quote(world, MODULE, "serve_axon")
    fees.settle(ctx, fees.withdraw(ctx, ALICE, free_call, tip=499))
    assert not accounts.exists(world.state, STRANGER)
    assert accounts.issuance(world.state) == world.all_tao()


def test_a_fee_must_leave_the_existential_deposit() -> None:
    world = tiny_world()
    fee = _quote(world, "Balances", "transfer_keep_alive")
    world.give(STRANGER, fee.total + 499)
    assert not fees.can_pay(world.state, STRANGER, fee)
    with pytest.raises(fees.FeeUnpayableError):
        fees.withdraw(world.context(), STRANGER, fee)
    world.give(STRANGER, 1)
    assert fees.can_pay(world.state, STRANGER, fee)
    fees.withdraw(world.context(), STRANGER, fee)
    assert world.free(STRANGER) == 500


def test_a_free_call_needs_no_account() -> None:
    world = tiny_world()
    fee = _quote(world, MODULE, "serve_axon")
    assert fees.can_pay(world.state, STRANGER, fee)
    fees.settle(world.context(), fees.withdraw(world.context(), STRANGER, fee))
    assert not accounts.exists(world.state, STRANGER)


def test_unstaking_can_be_paid_in_the_alpha_it_is_about() -> None:
    world = _poor_staker()
    fee = _quote(world, MODULE, "remove_stake")
    stake = fees.position(ALICE, MODULE, "remove_stake", UNSTAKE)
    before, author = world.stake(VALIDATOR, ALICE, 1), world.free(AUTHOR)
    assert not fees.can_pay(world.state, ALICE, fee)
    assert fees.can_pay(world.state, ALICE, fee, 0, stake)
    ctx = world.context()
    fees.settle(ctx, fees.withdraw(ctx, ALICE, fee, 0, stake))
    names = _events(world, ctx)
    assert names[-1] == "SubtensorModule.TransactionFeePaidWithAlpha"
    paid = world.fields("TransactionFeePaidWithAlpha")
    assert abs(paid["tao_amount"] - fee.total) < 100
    assert before - world.stake(VALIDATOR, ALICE, 1) - paid["alpha_fee"] in (0, 1)
    assert world.free(AUTHOR) - author == paid["tao_amount"]
    assert accounts.issuance(world.state) == world.all_tao()


def test_only_calls_about_one_position_take_alpha() -> None:
    assert fees.position(ALICE, MODULE, "add_stake", UNSTAKE) is None
    world = _poor_staker()
    other = fees.StakeFee(coldkey=ALICE, hotkey=VALIDATOR, netuid=2)
    assert not fees.can_pay(world.state, ALICE, _quote(world, MODULE, "remove_stake"), 0, other)
