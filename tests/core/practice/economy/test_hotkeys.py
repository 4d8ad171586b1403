import pytest

from core.practice.calls.context import DispatchError
from core.practice.economy import accounts, hotkeys
from tests.fakes.tiny_world import ALICE, BOB, MINER, VALIDATOR, tiny_world


def test_creating_a_hotkey_lists_it_once() -> None:
    world = tiny_world()
    hotkeys.create(world.state, ALICE, MINER)
    hotkeys.create(world.state, BOB, MINER)
    assert hotkeys.owner(world.state, MINER) == ALICE
    assert world.get("OwnedHotkeys", ALICE) == world.get("StakingHotkeys", ALICE) == [MINER]
    assert MINER not in world.get("OwnedHotkeys", BOB)


def test_anothers_hotkey_cannot_be_claimed() -> None:
    with pytest.raises(DispatchError, match="NonAssociatedColdKey"):
        hotkeys.claim(tiny_world().context(), ALICE, VALIDATOR)


def test_the_chains_own_accounts_are_recognised() -> None:
    assert hotkeys.is_system_account(accounts.subnet_account(77))
    assert hotkeys.is_system_account(accounts.burn_account())
    assert not hotkeys.is_system_account(ALICE)


def test_staking_to_oneself_makes_no_delegate() -> None:
    world = tiny_world()
    hotkeys.note_stake(world.state, BOB, VALIDATOR)
    assert not world.state.has("SubtensorModule", "Delegates", VALIDATOR)
    hotkeys.note_stake(world.state, ALICE, VALIDATOR)
    assert world.get("Delegates", VALIDATOR) == hotkeys.DEFAULT_TAKE
