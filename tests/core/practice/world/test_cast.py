"""The cast: 128 subnets that look like a market."""

from __future__ import annotations

import pytest

from core.practice.world import WorldPlan
from core.practice.world.cast import Shape, cast
from core.practice.world.names import load

CAST = cast(WorldPlan())
BY_NETUID = {subnet.netuid: subnet for subnet in CAST}


def test_every_netuid_but_root_has_a_subnet():
    assert sorted(BY_NETUID) == list(range(1, 129))


def test_symbols_and_names_are_each_subnets_own():
    assert len({subnet.symbol for subnet in CAST}) == 128
    named = [subnet.name for subnet in CAST if subnet.name]
    assert len(set(named)) == len(named)


def test_some_subnets_have_no_identity_and_some_a_very_long_name():
    names = [subnet.name for subnet in CAST]
    assert 2 <= names.count("") <= 10
    assert any(len(name) > 45 for name in names)


@pytest.mark.parametrize("pin", load().pins.values(), ids=lambda pin: pin.name)
def test_a_pinned_subnet_keeps_its_figures(pin):
    subnet = BY_NETUID[pin.netuid]
    assert (subnet.price, subnet.burn, subnet.flow, subnet.change) == (
        pin.price,
        pin.burn,
        pin.flow,
        pin.change,
    )
    assert subnet.alpha * subnet.price // 10**9 == pytest.approx(pin.cap, rel=1e-6)


def test_prices_have_a_long_tail_and_sum_to_about_one():
    prices = sorted((subnet.price for subnet in CAST), reverse=True)
    assert 0.9e9 < sum(prices) < 1.15e9
    assert prices[0] > 90 * prices[-1]
    assert prices[0] > 8 * prices[64]


def test_tempos_slots_ages_and_doors_differ():
    assert {subnet.tempo for subnet in CAST} == {99, 360, 720}
    assert {subnet.slots for subnet in CAST} == {64, 128, 256}
    assert 5 <= sum(not subnet.open for subnet in CAST) <= 30
    ages = [100_800 - subnet.registered_at for subnet in CAST]
    assert 7_200 < min(ages) < 14_400
    assert max(ages) == 100_800
    assert {subnet.shape for subnet in CAST} == set(Shape)
    assert {subnet.commit_reveal for subnet in CAST} == {True, False}


def test_one_subnet_has_not_started_and_two_have_lost_their_validators():
    assert sum(not subnet.started for subnet in CAST) == 1
    assert sum(subnet.started and not subnet.live for subnet in CAST) == 2


def test_a_live_subnet_has_seven_to_sixteen_validators():
    full = [subnet for subnet in CAST if subnet.live and subnet.neurons > 60]
    assert all(7 <= subnet.validators <= 16 for subnet in full)


def test_a_smaller_network_has_no_more_neurons_than_planned():
    small = cast(WorldPlan(subnets=30, neurons=12))
    assert len(small) == 29
    assert all(1 <= subnet.neurons <= 12 for subnet in small)
