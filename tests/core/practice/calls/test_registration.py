from typing import Any

import pytest

from core.practice.economy import accounts, neurons
from tests.fakes.tiny_world import (
    ALICE,
    AUTHOR,
    BLOCK,
    MINER,
    STRANGER,
    TAO,
    VALIDATOR,
    TinyWorld,
    tiny_world,
)

FEE = 503_547


def _register(world: TinyWorld, signer: str = ALICE, **changes: Any) -> str | None:
    return world.call(signer, "burned_register", **({"netuid": 1, "hotkey": MINER} | changes))


def test_registration_seats_the_hotkey_and_burns_the_price() -> None:
    world = tiny_world()
    assert _register(world) is None
    assert world.fields("NeuronRegistered") == [1, 2, MINER]
    assert neurons.uid_of(world.state, 1, MINER) == 2
    assert world.get("Owner", MINER) == ALICE
    assert world.get("OwnedHotkeys", ALICE) == world.get("StakingHotkeys", ALICE) == [MINER]
    assert world.get("BlockAtRegistration", 1, 2) == BLOCK
    assert world.free(ALICE) == 999 * TAO
    assert world.free(AUTHOR) == TAO + FEE
    assert world.get("SubnetTAO", 1) == 1_001 * TAO - FEE
    assert world.get("SubnetAlphaOut", 1) == 4_000 * TAO
    assert world.get("RAORecycledForRegistration", 1) == TAO
    assert world.get("RegistrationsThisBlock", 1) == 1
    assert accounts.issuance(world.state) == world.all_tao()


def test_the_next_registration_in_the_block_pays_more() -> None:
    world = tiny_world()
    for number, name in enumerate((MINER, STRANGER, AUTHOR), start=1):
        assert _register(world, hotkey=name) is None
        assert world.get("RegistrationsThisBlock", 1) == number
    assert world.get("Burn", 1) == 2_000_376_000
    assert world.free(ALICE) == 1_000 * TAO - 1_000_000_000 - 1_260_000_000 - 1_587_600_000


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"netuid": 0}, "RegistrationNotPermittedOnRootSubnet"),
        ({"netuid": 9}, "SubnetNotExists"),
        ({"hotkey": VALIDATOR}, "HotKeyAlreadyRegisteredInSubNet"),
        ({"hotkey": accounts.subnet_account(2)}, "CannotUseSystemAccount"),
        ({"hotkey": accounts.burn_account()}, "CannotUseSystemAccount"),
    ],
)
def test_registration_fails_by_the_rule_it_breaks(changes: dict[str, Any], error: str) -> None:
    assert _register(tiny_world(), **changes) == f"SubtensorModule.{error}"


def test_a_closed_subnet_takes_nobody() -> None:
    world = tiny_world()
    world.put("NetworkRegistrationAllowed", 1, value=False)
    assert _register(world) == "SubtensorModule.SubNetRegistrationDisabled"


def test_anothers_hotkey_cannot_be_registered() -> None:
    world = tiny_world()
    world.put("Owner", MINER, value=STRANGER)
    assert _register(world) == "SubtensorModule.NonAssociatedColdKey"


def test_the_price_must_leave_the_existential_deposit() -> None:
    world = tiny_world()
    world.give(STRANGER, TAO + 499)
    assert _register(world, STRANGER) == "SubtensorModule.NotEnoughBalanceToStake"
    world.give(STRANGER, 1)
    assert _register(world, STRANGER) is None
    assert world.free(STRANGER) == 500


def test_a_failed_registration_leaves_not_even_the_ownership() -> None:
    world = tiny_world()
    world.put("MaxAllowedUids", 1, value=0)
    before = world.snapshot()
    assert _register(world) == "SubtensorModule.NoNeuronIdAvailable"
    assert world.snapshot() == before


def test_a_full_subnet_gives_the_newcomer_a_pruned_uid() -> None:
    world = tiny_world()
    assert _register(world, netuid=2) is None
    assert world.fields("NeuronRegistered") == [2, 1, MINER]
    assert world.get("SubnetworkN", 2) == 4
    assert neurons.uid_of(world.state, 2, VALIDATOR) is None


def test_registering_before_the_start_works() -> None:
    assert _register(tiny_world(), netuid=3) is None


def test_a_price_limit_is_compared_before_everything_else() -> None:
    world = tiny_world()
    args = {"netuid": 1, "hotkey": VALIDATOR}
    error = world.call(ALICE, "register_limit", **args, limit_price=TAO - 1)
    assert error == "SubtensorModule.RegistrationPriceLimitExceeded"
    error = world.call(ALICE, "register_limit", **args, limit_price=TAO)
    assert error == "SubtensorModule.HotKeyAlreadyRegisteredInSubNet"


def test_the_old_call_ignores_its_work_and_its_coldkey() -> None:
    world = tiny_world()
    work: dict[str, Any] = {"block_number": 1, "nonce": 2, "work": "0x00", "coldkey": STRANGER}
    assert world.call(ALICE, "register", netuid=1, hotkey=MINER, **work) is None
    assert world.get("Owner", MINER) == ALICE


def test_association_takes_an_unknown_hotkey_and_leaves_a_known_one() -> None:
    world = tiny_world()
    assert world.call(ALICE, "try_associate_hotkey", hotkey=MINER) is None
    assert world.call(ALICE, "try_associate_hotkey", hotkey=VALIDATOR) is None
    assert world.get("OwnedHotkeys", ALICE) == [MINER]
