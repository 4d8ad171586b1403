"""Hyperparameters stand in storage for every subnet, and differ between them."""

from __future__ import annotations

import pytest

from tests.fakes.worlds import FULL, number, world

MODULE = "SubtensorModule"
WRITTEN = (
    "ActivityCutoffFactorMilli",
    "AlphaValues",
    "BondsMovingAverage",
    "BondsPenalty",
    "Burn",
    "BurnHalfLife",
    "BurnIncreaseMult",
    "CommitRevealWeightsEnabled",
    "ImmunityPeriod",
    "Kappa",
    "LiquidAlphaOn",
    "MaxAllowedUids",
    "MaxAllowedValidators",
    "MaxBurn",
    "MaxWeightsLimit",
    "MinAllowedWeights",
    "MinBurn",
    "NetworkPowRegistrationAllowed",
    "NetworkRegistrationAllowed",
    "RevealPeriodEpochs",
    "ServingRateLimit",
    "SubtokenEnabled",
    "Tempo",
    "TransferToggle",
    "WeightsSetRateLimit",
    "WeightsVersionKey",
    "Yuma3On",
)


@pytest.mark.parametrize("item", WRITTEN)
def test_no_subnet_leans_on_a_default(item):
    state = world(FULL)
    assert all(state.has(MODULE, item, netuid) for netuid in range(1, 129))


@pytest.mark.parametrize(
    "item",
    [
        "BurnHalfLife",
        "CommitRevealWeightsEnabled",
        "ImmunityPeriod",
        "LiquidAlphaOn",
        "MaxAllowedUids",
        "MaxBurn",
        "MinAllowedWeights",
        "NetworkRegistrationAllowed",
        "RevealPeriodEpochs",
        "Tempo",
        "WeightsSetRateLimit",
        "Yuma3On",
    ],
)
def test_subnets_choose_differently(item):
    state = world(FULL)
    assert len({state.get(MODULE, item, netuid) for netuid in range(1, 129)}) > 1


def test_validators_count_as_active_for_five_thousand_blocks_whatever_the_tempo():
    state = world(FULL)
    for netuid in range(1, 129):
        factor = number(state, "ActivityCutoffFactorMilli", netuid)
        assert factor * number(state, "Tempo", netuid) // 1_000 == 5_000


def test_registration_by_work_is_off():
    state = world(FULL)
    assert not any(
        state.get(MODULE, "NetworkPowRegistrationAllowed", netuid) for netuid in range(129)
    )
