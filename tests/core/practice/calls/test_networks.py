from typing import Any

import pytest

from core.practice.economy import accounts
from tests.fakes.tiny_world import (
    ALICE,
    BLOCK,
    OWNER,
    STRANGER,
    TAO,
    VALIDATOR,
    TinyWorld,
    tiny_world,
    who,
)

NEW = who("new owner hotkey")
IDENTITY_FIELDS = (
    "subnet_name",
    "github_repo",
    "subnet_contact",
    "subnet_url",
    "discord",
    "description",
    "logo_url",
    "additional",
)


def _rich() -> TinyWorld:
    world = tiny_world()
    world.give(ALICE, 9_000 * TAO)
    return world


def _found(world: TinyWorld, hotkey: str = NEW) -> str | None:
    return world.call(ALICE, "register_network", hotkey=hotkey)


def test_a_founded_subnet_has_its_owner_its_pool_and_its_parameters() -> None:
    world = _rich()
    assert _found(world) is None
    assert world.fields("NetworkAdded") == [4, 1]
    assert world.get("SubnetOwner", 4) == ALICE
    assert world.get("Keys", 4, 0) == world.get("SubnetOwnerHotkey", 4) == NEW
    assert world.get("SubnetTAO", 4) == world.get("SubnetLocked", 4) == 1_000 * TAO
    assert world.get("SubnetAlphaIn", 4) == 4_000 * TAO
    assert world.free(accounts.subnet_account(4)) == 1_000 * TAO
    assert world.get("MaxAllowedValidators", 4) == 64
    assert not world.get("SubtokenEnabled", 4)
    assert accounts.issuance(world.state) == world.all_tao()


def test_its_events_come_in_the_chains_order() -> None:
    world = _rich()
    _found(world)
    module = [name for name in world.names() if name.startswith("SubtensorModule.")]
    assert [name.partition(".")[2] for name in module] == [
        "RegistrationAllowed",
        "MaxAllowedUidsSet",
        "MaxAllowedValidatorsSet",
        "MinAllowedWeightSet",
        "ImmunityPeriodSet",
        "SubnetOwnerHotkeySet",
        "NetworkAdded",
    ]


def test_the_next_one_has_to_wait_and_costs_twice_as_much() -> None:
    world = _rich()
    _found(world)
    assert _found(world, who("another")) == "SubtensorModule.NetworkTxRateLimitExceeded"
    world.block += 7_200
    before = world.free(ALICE)
    assert _found(world, who("another")) is None
    assert 1_900 * TAO < before - world.free(ALICE) < 2_000 * TAO


def test_the_lock_must_be_affordable() -> None:
    world = tiny_world()
    world.call(ALICE, "burned_register", netuid=1, hotkey=NEW)
    assert _found(world) == "SubtensorModule.CannotAffordLockCost"


def test_anothers_hotkey_cannot_own_a_subnet() -> None:
    assert _found(_rich(), VALIDATOR) == "SubtensorModule.NonAssociatedColdKey"


def test_at_the_limit_of_immune_subnets_nothing_is_founded() -> None:
    world = _rich()
    world.put("SubnetLimit", value=3)
    assert _found(world) == "SubtensorModule.SubnetLimitReached"


def test_at_the_limit_the_weakest_gives_its_netuid() -> None:
    world = _rich()
    world.put("SubnetLimit", value=3)
    world.put("NetworkImmunityPeriod", value=100)
    world.put("SubnetMovingPrice", 2, value={"bits": 1})
    assert _found(world) is None
    assert world.fields("NetworkRemoved") == 2
    assert world.fields("NetworkAdded") == [2, 1]
    assert world.get("SubnetOwner", 2) == ALICE
    assert world.get("SubnetworkN", 2) == 1
    assert world.get("TotalNetworks") == 0 + 1
    assert accounts.issuance(world.state) == world.all_tao()


def test_an_identity_is_stored_with_the_subnet() -> None:
    world = _rich()
    identity = dict.fromkeys(IDENTITY_FIELDS, "0x") | {"subnet_name": "0x" + b"Birds".hex()}
    args: dict[str, Any] = {"hotkey": NEW, "identity": identity}
    assert world.call(ALICE, "register_network_with_identity", **args) is None
    assert world.get("SubnetIdentitiesV3", 4)["subnet_name"] == "Birds"
    assert world.fields("SubnetIdentitySet") == 4


def test_an_identity_that_is_too_long_is_invalid() -> None:
    identity = dict.fromkeys(IDENTITY_FIELDS, "0x") | {"discord": "0x" + "41" * 257}
    args: dict[str, Any] = {"hotkey": NEW, "identity": identity}
    error = _rich().call(ALICE, "register_network_with_identity", **args)
    assert error == "SubtensorModule.InvalidIdentity"


def test_the_owner_starts_a_subnet_once() -> None:
    world = tiny_world()
    world.state.remove("SubtensorModule", "FirstEmissionBlockNumber", 3)
    assert world.call(STRANGER, "start_call", netuid=3) == "BadOrigin"
    assert world.call(OWNER, "start_call", netuid=3) is None
    assert world.fields("FirstEmissionBlockNumberSet") == [3, BLOCK + 1]
    assert world.get("SubtokenEnabled", 3)
    again = world.call(OWNER, "start_call", netuid=3)
    assert again == "SubtensorModule.FirstEmissionBlockNumberAlreadySet"


@pytest.mark.parametrize(("age", "error"), [(99, True), (100, False)])
def test_a_start_may_have_to_wait(age: int, error: bool) -> None:
    world = tiny_world()
    world.state.remove("SubtensorModule", "FirstEmissionBlockNumber", 3)
    world.put("NetworkRegisteredAt", 3, value=BLOCK - age)
    world.put("StartCallDelay", value=100)
    found = world.call(OWNER, "start_call", netuid=3)
    assert found == ("SubtensorModule.NeedWaitingMoreBlocksToStarCall" if error else None)
