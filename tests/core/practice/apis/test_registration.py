"""The price of a new subnet, as in the chain's worked example."""

from __future__ import annotations

import pytest

from tests.fakes.runtime_api import ask
from tests.fakes.worlds import SMALL, fresh

TAO = 10**9


@pytest.mark.parametrize(
    ("after", "cost"),
    [
        (0, 3_000 * TAO),
        (1, 2_999_970_238_096),
        (7_200, 2_785_714_291_200),
        (25_200, 2_250_000_019_200),
        (50_400, 1_500_000_038_400),
        (60_000, 1_214_285_760_000),
        (90_000, 1_000 * TAO),
    ],
)
def test_the_lock_cost_falls_from_twice_the_last_one(after, cost):
    state = fresh(SMALL)
    state.put("SubtensorModule", "TotalIssuance", value=12 * 10**15)
    state.put("SubtensorModule", "NetworkLastLockCost", value=1_500 * TAO)
    block = state.block - after
    state.put("SubtensorModule", "LastRateLimitedBlock", "NetworkLastRegistered", value=block)
    found = ask(state, "SubnetRegistrationRuntimeApi", "get_network_registration_cost")
    assert found == cost
