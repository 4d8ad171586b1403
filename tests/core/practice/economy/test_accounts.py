import pytest

from core.practice.addresses import public_key
from core.practice.calls.context import DispatchError
from core.practice.economy import accounts
from tests.fakes.tiny_world import ALICE, BOB, STRANGER, TAO, tiny_world


def test_a_subnets_account_names_its_pallet_and_netuid() -> None:
    assert public_key(accounts.subnet_account(0x0102)) == b"modlsubtensr\x02\x01".ljust(32, b"\0")


def test_a_new_account_is_announced_and_provided_for() -> None:
    world = tiny_world()
    ctx = world.context()
    accounts.transfer(ctx, ALICE, STRANGER, 500, keep_alive=True)
    world.events = ctx.events
    assert world.names() == ["System.NewAccount", "Balances.Endowed", "Balances.Transfer"]
    assert accounts.exists(world.state, STRANGER)


def test_a_transfer_that_would_leave_the_receiver_below_the_deposit_changes_nothing() -> None:
    world = tiny_world()
    before = world.snapshot()
    with pytest.raises(DispatchError, match=r"Token.BelowMinimum"):
        accounts.transfer(world.context(), ALICE, STRANGER, 499, keep_alive=True)
    assert world.snapshot() == before


def test_dust_of_a_reaped_account_leaves_both_issuances() -> None:
    world = tiny_world()
    before = accounts.issuance(world.state)
    ctx = world.context()
    accounts.transfer(ctx, ALICE, BOB, 1_000 * TAO - 499, keep_alive=False)
    world.events = ctx.events
    assert "System.KilledAccount" in world.names()
    assert world.fields("DustLost") == {"account": ALICE, "amount": 499}
    assert accounts.issuance(world.state) == before - 499 == world.all_tao()
    assert world.state.get("Balances", "TotalIssuance") == before - 499
    assert not accounts.exists(world.state, ALICE)


def test_minting_and_recycling_move_both_issuances() -> None:
    world = tiny_world()
    before = accounts.issuance(world.state)
    accounts.mint(world.context(), STRANGER, 3 * TAO)
    accounts.recycle(world.context(), STRANGER, TAO)
    assert accounts.issuance(world.state) == before + 2 * TAO == world.all_tao()


def test_a_transfer_to_oneself_needs_the_funds_and_moves_nothing() -> None:
    world = tiny_world()
    accounts.transfer(world.context(), ALICE, ALICE, TAO, keep_alive=True)
    assert world.free(ALICE) == 1_000 * TAO
    with pytest.raises(DispatchError, match=r"Token.FundsUnavailable"):
        accounts.transfer(world.context(), ALICE, ALICE, 1_001 * TAO, keep_alive=True)


def test_a_deposit_leaves_the_existential_deposit_free():
    world = tiny_world()
    ctx = world.context()
    accounts.reserve(ctx, ALICE, 1_000 * TAO - 500)
    assert accounts.free(world.state, ALICE) == 500
    with pytest.raises(DispatchError, match="FundsUnavailable"):
        accounts.reserve(ctx, ALICE, 1)
    accounts.reserve(ctx, ALICE, -TAO)
    assert accounts.free(world.state, ALICE) == TAO + 500
