"""What the subnet API tells besides metagraphs."""

from __future__ import annotations

import pytest

from core.practice.economy import accounts
from tests.fakes.runtime_api import ask
from tests.fakes.worlds import FULL, SMALL, fresh, number, world

API = "SubnetInfoRuntimeApi"
MODULE = "SubtensorModule"


def text(letters):
    return bytes(letters).decode()


def test_dynamic_info_covers_all_networks_and_agrees_with_the_maps():
    state = world(FULL)
    infos = ask(state, API, "get_all_dynamic_info")
    assert [info["netuid"] for info in infos] == list(range(129))
    for info in infos:
        netuid = info["netuid"]
        assert info["tao_in"] == number(state, "SubnetTAO", netuid)
        assert info["alpha_in"] == number(state, "SubnetAlphaIn", netuid)
        assert info["tempo"] == number(state, "Tempo", netuid)
        assert info["owner_coldkey"] == state.get(MODULE, "SubnetOwner", netuid)
        assert info["moving_price"] == state.get(MODULE, "SubnetMovingPrice", netuid)


def test_one_dynamic_info_is_the_one_in_the_list():
    state = world(FULL)
    assert ask(state, API, "get_dynamic_info", 14) == ask(state, API, "get_all_dynamic_info")[14]
    assert ask(state, API, "get_dynamic_info", 500) is None


def test_names_come_from_identities_and_else_are_unknown():
    state = world(FULL)
    infos = ask(state, API, "get_all_dynamic_info")
    assert text(infos[0]["subnet_name"]) == "root"
    assert text(infos[22]["subnet_name"]).startswith("Cooperative Weather Forecasting")
    assert text(infos[14]["token_symbol"]) == "ξ"
    nameless = [info for info in infos[1:] if info["subnet_identity"] is None]
    assert nameless
    assert {text(info["subnet_name"]) for info in nameless} == {"unknown"}


@pytest.mark.parametrize("version", ["", "_v2"])
def test_subnet_infos_agree_with_the_maps(version):
    state = world(FULL)
    every = ask(state, API, f"get_subnets_info{version}")
    assert len(every) == 129
    info = ask(state, API, f"get_subnet_info{version}", 77)
    assert info == every[77]
    assert info["subnetwork_n"] == number(state, "SubnetworkN", 77)
    assert info["burn"] == number(state, "Burn", 77)
    assert info["owner"] == state.get(MODULE, "SubnetOwner", 77)


@pytest.mark.parametrize("version", ["", "_v2"])
def test_hyperparameters_of_the_older_shapes_agree_with_the_maps(version):
    state = world(FULL)
    found = ask(state, API, f"get_subnet_hyperparams{version}", 3)
    assert found["tempo"] == 99
    assert found["activity_cutoff"] == 5_000
    assert found["min_burn"] == number(state, "MinBurn", 3)
    assert found["immunity_period"] == number(state, "ImmunityPeriod", 3)
    assert (found["alpha_low"], found["alpha_high"]) == state.get(MODULE, "AlphaValues", 3)


def test_tagged_hyperparameters_agree_with_the_maps():
    state = world(FULL)
    entries = ask(state, API, "get_subnet_hyperparams_v3", 3)
    found = {entry["name"]: entry["value"] for entry in entries}
    assert found["tempo"] == {"U16": 99}
    assert found["max_burn"] == {"TaoBalance": number(state, "MaxBurn", 3)}
    assert found["registration_allowed"] == {"Bool": True}
    assert found["burn_increase_mult"] == {"U64F64": state.get(MODULE, "BurnIncreaseMult", 3)}
    assert found["alpha_sigmoid_steepness"] == {"I32F32": {"bits": 1_000 << 32}}
    assert found["yuma_version"] == {"U16": 3 if state.get(MODULE, "Yuma3On", 3) else 2}
    assert len(found) == len(entries) >= 33


def test_a_subnet_that_does_not_exist_has_no_hyperparameters():
    for version in ("", "_v2", "_v3"):
        assert ask(world(SMALL), API, f"get_subnet_hyperparams{version}", 9) is None


def test_the_next_epoch_is_a_tempo_after_the_last_or_sooner_when_triggered():
    state = fresh(SMALL)
    due = number(state, "LastEpochBlock", 2) + number(state, "Tempo", 2)
    assert ask(state, API, "get_next_epoch_start_block", 2) == due
    state.put(MODULE, "PendingEpochAt", 2, value=due - 5)
    assert ask(state, API, "get_next_epoch_start_block", 2) == due - 5
    assert ask(state, API, "get_next_epoch_start_block", 77) is None


def test_the_block_emission_follows_issuance():
    state = fresh(SMALL)
    state.put(MODULE, "TotalIssuance", value=12 * 10**15)
    assert ask(state, API, "get_block_emission") == 500_000_000
    state.put(MODULE, "TotalIssuance", value=16 * 10**15)
    assert ask(state, API, "get_block_emission") == 250_000_000


def test_a_subnets_account_is_the_one_that_holds_its_tao():
    state = world(SMALL)
    assert ask(state, API, "get_subnet_account_id", 2) == accounts.subnet_account(2)
    assert ask(state, API, "get_subnet_account_id", 77) is None


def test_the_cheapest_subnet_past_its_immunity_goes_first():
    state = fresh(SMALL)
    for netuid, price in ((1, 9), (2, 5), (3, 7)):
        state.put(MODULE, "SubnetMovingPrice", netuid, value={"bits": price})
    assert ask(state, API, "get_subnet_to_prune") == 2
    state.put(MODULE, "NetworkRegisteredAt", 2, value=state.block - 10)
    assert ask(state, API, "get_subnet_to_prune") == 3
    state.put(MODULE, "NetworkImmunityPeriod", value=10**7)
    assert ask(state, API, "get_subnet_to_prune") is None


def test_an_auto_stake_destination_is_told():
    state = fresh(SMALL)
    hotkey = state.get(MODULE, "Keys", 2, 1)
    owner = state.get(MODULE, "Owner", hotkey)
    assert ask(state, API, "get_coldkey_auto_stake_hotkey", owner, 2) is None
    state.put(MODULE, "AutoStakeDestination", owner, 2, value=hotkey)
    assert ask(state, API, "get_coldkey_auto_stake_hotkey", owner, 2) == hotkey
