"""Development accounts have practice money and hotkeys to rehearse with."""

from __future__ import annotations

import bittensor_core
import pytest

from core.practice.economy import accounts, shares
from tests.fakes.worlds import FULL, number, world

MODULE = "SubtensorModule"
TAO = 10**9
DEVELOPERS = ["//Alice", "//Bob", "//Charlie", "//Dave", "//Eve", "//Ferdie"]


def address(uri):
    return bittensor_core.Keypair.create_from_uri(uri).ss58_address


@pytest.mark.parametrize("uri", DEVELOPERS)
def test_a_developer_has_a_million_and_owns_a_hotkey(uri):
    state = world(FULL)
    assert accounts.free(state, address(uri)) == 1_000_000 * TAO
    assert state.get(MODULE, "Owner", address(f"{uri}//hot")) == address(uri)


@pytest.mark.parametrize("netuid", [1, 14])
def test_alices_hotkey_may_set_weights(netuid):
    state = world(FULL)
    uid = number(state, "Uids", netuid, address("//Alice//hot"))
    assert state.get(MODULE, "ValidatorPermit", netuid)[uid]
    stake = shares.value(state, address("//Alice//hot"), address("//Alice"), netuid)
    assert stake >= number(state, "StakeThreshold")


@pytest.mark.parametrize("netuid", [1, 14])
def test_bobs_hotkey_mines(netuid):
    state = world(FULL)
    uid = number(state, "Uids", netuid, address("//Bob//hot"))
    assert not state.get(MODULE, "ValidatorPermit", netuid)[uid]


def test_commit_reveal_is_on_in_one_rehearsal_subnet_and_off_in_the_other():
    state = world(FULL)
    modes = [state.get(MODULE, "CommitRevealWeightsEnabled", netuid) for netuid in (1, 14)]
    assert modes == [False, True]


def test_validators_have_a_name_a_take_and_a_seat_on_root():
    state = world(FULL)
    seats = [hotkey for (_, hotkey), _ in state.items(MODULE, "Uids", 0)]
    assert len(seats) == 64
    named = [
        hotkey
        for hotkey in seats
        if state.get(MODULE, "IdentitiesV2", state.get(MODULE, "Owner", hotkey))
    ]
    assert len(named) == 40
    takes = [number(state, "Delegates", hotkey) for hotkey in seats]
    assert max(takes) <= 11_796 < 65_535
    assert len(set(takes)) > 3


def test_a_validators_key_serves_on_many_subnets():
    state = world(FULL)
    seat = state.get(MODULE, "Keys", 0, 0)
    assert sum(1 for _ in state.items(MODULE, "IsNetworkMember", seat)) > 10
