"""The built world: always the same, readable throughout, and sound by the chain's invariants."""

from __future__ import annotations

from collections import Counter

import pytest

from core.practice.economy import accounts, shares
from core.practice.world import WorldPlan
from tests.fakes.worlds import FULL, MIDDLE, SMALL, codec, fresh, number, world

MODULE = "SubtensorModule"
DYNAMIC = range(1, 129)


def everything(state):
    return {key: state.raw(key) for key in state.keys(b"")}


def test_equal_plans_build_equal_worlds():
    assert everything(fresh(SMALL)) == everything(fresh(SMALL))


def test_another_seed_builds_another_world():
    other = WorldPlan(seed=8, subnets=SMALL.subnets, neurons=SMALL.neurons)
    assert everything(fresh(other)) != everything(world(SMALL))


def test_the_size_of_the_network_leaves_a_subnets_keys_alone():
    for uid in range(SMALL.neurons):
        larger = WorldPlan(subnets=SMALL.subnets + 3, neurons=SMALL.neurons)
        assert world(SMALL).get(MODULE, "Keys", 2, uid) == fresh_key(larger, 2, uid)


def fresh_key(plan, netuid, uid):
    return world(plan).get(MODULE, "Keys", netuid, uid)


def test_every_entry_is_one_the_metadata_knows_and_decodes():
    state = world(MIDDLE)
    for pallet in codec().runtime.metadata_ir()["pallets"]:
        for entry in pallet["storage"]:
            name = (pallet["name"], entry["name"])
            for key in state.keys(codec().key(*name)):
                params = codec().key_params(*name, key)
                assert codec().key(*name, *params) == key
                raw = state.raw(key)
                value = codec().decode_storage(*name, raw)
                assert raw is not None
                assert codec().encode_storage(*name, value) == raw
    known = {
        codec().key(p["name"], e["name"])
        for p in codec().runtime.metadata_ir()["pallets"]
        for e in p["storage"]
    }
    assert {key[:32] for key in state.keys(b"")} <= known


def test_the_state_starts_at_the_start_block_with_nothing_to_journal():
    state = fresh(SMALL)
    assert state.block == SMALL.start_block
    assert state.take_journal() == {}


def test_all_balances_add_up_to_both_issuances():
    state = world(FULL)
    total = sum(
        account["data"]["free"] + account["data"]["reserved"]
        for _, account in state.items("System", "Account")
    )
    assert total == number(state, "TotalIssuance") == state.get("Balances", "TotalIssuance")
    assert 10_500_000 * 10**9 < total < 15_750_000 * 10**9, "the era of half a TAO a block"


def test_a_subnets_account_holds_its_reserves():
    state = world(FULL)
    for netuid in (0, *DYNAMIC):
        held = accounts.free(state, accounts.subnet_account(netuid))
        assert held >= number(state, "SubnetTAO", netuid)


def test_total_stake_is_the_tao_in_all_pools():
    state = world(FULL)
    pools = sum(number(state, "SubnetTAO", netuid) for netuid in range(129))
    assert number(state, "TotalStake") == pools


@pytest.mark.parametrize("plan", [SMALL, MIDDLE], ids=["small", "middle"])
def test_uids_and_hotkeys_are_one_to_one(plan):
    state = world(plan)
    for netuid in range(plan.subnets):
        count = number(state, "SubnetworkN", netuid)
        keys = [state.get(MODULE, "Keys", netuid, uid) for uid in range(count)]
        uids = {hotkey: uid for (_, hotkey), uid in state.items(MODULE, "Uids", netuid)}
        assert uids == {hotkey: uid for uid, hotkey in enumerate(keys)}
        assert len(uids) == count <= number(state, "MaxAllowedUids", netuid)
        assert all(state.get(MODULE, "IsNetworkMember", hotkey, netuid) for hotkey in keys)
    members = sum(1 for _ in state.items(MODULE, "IsNetworkMember"))
    assert members == sum(number(state, "SubnetworkN", netuid) for netuid in range(plan.subnets))


def test_every_vector_is_as_long_as_its_subnet():
    state = world(MIDDLE)
    for netuid in range(129):
        count = number(state, "SubnetworkN", netuid)
        for item in (
            "Active",
            "Consensus",
            "Dividends",
            "Emission",
            "Incentive",
            "LastUpdate",
            "StakeWeight",
            "ValidatorPermit",
            "ValidatorTrust",
        ):
            assert len(state.get(MODULE, item, netuid)) == count, (item, netuid)


def test_owners_and_owned_hotkeys_are_inverse():
    state = world(MIDDLE)
    owners = {hotkey: coldkey for (hotkey,), coldkey in state.items(MODULE, "Owner")}
    owned = {
        hotkey: coldkey
        for (coldkey,), hotkeys in state.items(MODULE, "OwnedHotkeys")
        for hotkey in hotkeys
    }
    assert owners == owned
    listed = Counter(
        hotkey for _, hotkeys in state.items(MODULE, "OwnedHotkeys") for hotkey in hotkeys
    )
    assert set(listed.values()) == {1}
    assert all(hotkey in owners for _, hotkey in state.items(MODULE, "Keys"))


def test_positions_make_up_each_hotkeys_alpha():
    state = world(MIDDLE)
    held: Counter[tuple[str, int]] = Counter()
    positions: Counter[tuple[str, int]] = Counter()
    for (hotkey, coldkey, netuid), _ in state.items(MODULE, "AlphaV2"):
        held[hotkey, netuid] += shares.value(state, hotkey, coldkey, netuid)
        positions[hotkey, netuid] += 1
        assert hotkey in state.get(MODULE, "StakingHotkeys", coldkey)
    totals = {(hotkey, n): alpha for (hotkey, n), alpha in state.items(MODULE, "TotalHotkeyAlpha")}
    assert held.keys() == totals.keys()
    for place, alpha in totals.items():
        assert alpha - positions[place] < held[place] <= alpha


def test_alpha_outside_the_pool_covers_everything_that_is_owed():
    state = world(FULL)
    owed: Counter[int] = Counter()
    for (_, netuid), alpha in state.items(MODULE, "TotalHotkeyAlpha"):
        owed[netuid] += alpha
    for netuid in DYNAMIC:
        for item in (
            "PendingServerEmission",
            "PendingValidatorEmission",
            "PendingRootAlphaDivs",
            "PendingOwnerCut",
            "SubnetProtocolAlpha",
        ):
            owed[netuid] += number(state, item, netuid)
        assert owed[netuid] <= number(state, "SubnetAlphaOut", netuid)
    assert owed[0] == number(state, "SubnetTAO", 0)


def test_a_registration_price_lies_within_its_bounds():
    state = world(FULL)
    for netuid in DYNAMIC:
        low, high = number(state, "MinBurn", netuid), number(state, "MaxBurn", netuid)
        assert low <= number(state, "Burn", netuid) <= high


def test_one_block_emits_half_a_tao_to_open_and_started_subnets():
    state = world(FULL)
    granted = {
        netuid: number(state, "SubnetTaoInEmission", netuid)
        + number(state, "SubnetExcessTao", netuid)
        for netuid in DYNAMIC
    }
    assert sum(granted.values()) == number(state, "BlockEmission") == 500_000_000
    for netuid, tao in granted.items():
        if tao:
            assert state.get(MODULE, "NetworkRegistrationAllowed", netuid)
            assert state.get(MODULE, "SubtokenEnabled", netuid)


def test_few_subnets_have_their_epoch_in_the_same_block():
    state = world(FULL)
    due = Counter(
        number(state, "LastEpochBlock", netuid) + number(state, "Tempo", netuid)
        for netuid in DYNAMIC
    )
    assert min(due) > FULL.start_block
    assert max(due.values()) <= 2
