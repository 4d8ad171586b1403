"""Scores that the last epoch would have left: consistent among themselves and with weights."""

from __future__ import annotations

import pytest

from core.practice.economy import cells
from core.practice.world.cast import cast
from tests.fakes.worlds import FULL, number, world

MODULE = "SubtensorModule"
LIVE = 14
SILENT = 40


def column(netuid, item):
    return world(FULL).get(MODULE, item, netuid)


@pytest.mark.parametrize("netuid", [1, 3, 14, 77])
def test_incentives_and_dividends_each_share_out_everything(netuid):
    for item in ("Incentive", "Dividends"):
        assert 65_535 - 256 <= sum(column(netuid, item)) <= 65_535


@pytest.mark.parametrize("netuid", [1, 3, 14, 77])
def test_an_epochs_emission_follows_incentive_and_dividends(netuid):
    state = world(FULL)
    tempo = number(state, "Tempo", netuid)
    alpha = number(state, "SubnetAlphaOutEmission", netuid) * tempo
    emission = column(netuid, "Emission")
    assert sum(emission) == pytest.approx(alpha * 0.82, rel=1e-3)
    for paid, incentive, dividend in zip(
        emission, column(netuid, "Incentive"), column(netuid, "Dividends"), strict=True
    ):
        share = (incentive + dividend) / 65_535 / 2
        assert paid == pytest.approx(share * alpha * 0.82, rel=0.02, abs=alpha / 60_000)


def test_only_permitted_neurons_earn_dividends_and_trust():
    permits = column(LIVE, "ValidatorPermit")
    for item in ("Dividends", "ValidatorTrust"):
        assert not any(
            value for value, permit in zip(column(LIVE, item), permits, strict=True) if not permit
        )


def test_active_validators_trust_each_other():
    active, permits = column(LIVE, "Active"), column(LIVE, "ValidatorPermit")
    trusts = [
        trust
        for uid, trust in enumerate(column(LIVE, "ValidatorTrust"))
        if active[uid] and permits[uid]
    ]
    assert len(trusts) == 12
    assert min(trusts) > 0.8 * 65_535
    assert max(trusts) == 65_535


def test_each_subnet_has_as_many_active_validators_as_planned():
    state = world(FULL)
    for subnet in cast(FULL):
        permits = state.get(MODULE, "ValidatorPermit", subnet.netuid)
        updates = state.get(MODULE, "LastUpdate", subnet.netuid)
        active = [
            uid
            for uid, permit in enumerate(permits)
            if permit
            and updates[uid] + 5_000 >= FULL.start_block
            and updates[uid] > number(state, "BlockAtRegistration", subnet.netuid, uid)
        ]
        assert len(active) == (subnet.validators if subnet.live else 0), subnet.netuid


def test_permits_go_to_the_heaviest_stakes_above_the_threshold():
    state = world(FULL)
    threshold = number(state, "StakeThreshold")
    weights = column(LIVE, "StakeWeight")
    for uid, permit in enumerate(column(LIVE, "ValidatorPermit")):
        hotkey = state.get(MODULE, "Keys", LIVE, uid)
        stake = number(state, "TotalHotkeyAlpha", hotkey, LIVE)
        if not permit:
            assert stake < threshold
            assert weights[uid] == 0


def test_weight_rows_belong_to_validators_and_reach_the_top_value():
    state = world(FULL)
    permits = column(LIVE, "ValidatorPermit")
    rows = dict(state.items(MODULE, "Weights", LIVE))
    assert rows
    for (_, uid), row in rows.items():
        assert permits[uid]
        assert max(value for _, value in row) == 65_535
        assert all(to < len(permits) and not permits[to] for to, _ in row)


def test_weights_obey_the_subnets_own_limits():
    state = world(FULL)
    for netuid in range(1, 129):
        limit = number(state, "MaxWeightsLimit", netuid)
        least = number(state, "MinAllowedWeights", netuid)
        for _, row in state.items(MODULE, "Weights", netuid):
            assert len(row) >= least
            top, total = max(v for _, v in row), sum(v for _, v in row)
            assert limit == 65_535 or top / total <= limit / 65_535


def test_where_validators_fell_silent_nobody_is_active_nor_earns_incentive():
    state = world(FULL)
    cutoff = number(state, "ActivityCutoffFactorMilli", SILENT) * 360 // 1_000
    updates = column(SILENT, "LastUpdate")
    for uid, permit in enumerate(column(SILENT, "ValidatorPermit")):
        if permit:
            assert updates[uid] + cutoff < FULL.start_block
    assert set(column(SILENT, "Incentive")) == {0}
    assert cells.row(state, "Weights", SILENT, 0) == []


def test_activity_says_whether_somebody_wrote_within_the_cutoff():
    for active, updated in zip(column(LIVE, "Active"), column(LIVE, "LastUpdate"), strict=True):
        assert active == (updated + 5_000 >= FULL.start_block)


def test_shapes_of_incentive_differ():
    def top_share(netuid):
        incentives = column(netuid, "Incentive")
        return max(incentives) / max(sum(incentives), 1)

    shares = [top_share(netuid) for netuid in range(1, 129)]
    assert max(shares) > 0.8
    assert min(share for share in shares if share) < 0.01


def test_most_miners_serve_from_documentation_addresses():
    axons = [axon for _, axon in world(FULL).items(MODULE, "Axons", LIVE)]
    assert 100 < len(axons) < 256
    nets = {axon["ip"] >> 8 for axon in axons}
    assert nets == {0xCB0071, 0xC63364, 0xC00002}
    assert all(0 < axon["port"] < 65_536 and axon["ip_type"] == 4 for axon in axons)


def test_nobody_registered_before_the_subnet_or_after_the_start():
    state = world(FULL)
    for netuid in (14, 56, 77):
        born = number(state, "NetworkRegisteredAt", netuid)
        blocks = [block for _, block in state.items(MODULE, "BlockAtRegistration", netuid)]
        assert born <= min(blocks)
        assert max(blocks) <= FULL.start_block


def test_some_neurons_are_still_immune():
    state = world(FULL)
    edge = FULL.start_block - number(state, "ImmunityPeriod", LIVE)
    blocks = [block for _, block in state.items(MODULE, "BlockAtRegistration", LIVE)]
    assert 3 <= sum(block > edge for block in blocks) <= 120
