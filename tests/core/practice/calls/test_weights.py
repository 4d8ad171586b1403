from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.practice.economy import cells
from tests.fakes.tiny_world import ALICE, BLOCK, VALIDATOR, TinyWorld, tiny_world, who

FULL = 65_535
OTHER = who("miner 0")  # uid 2 on subnet 2, no permit


def _set(world: TinyWorld, signer: str = VALIDATOR, **changes: Any) -> str | None:
    args = {"netuid": 2, "mecid": 0, "dests": [2, 3], "weights": [1, 2], "version_key": 0}
    return world.call(signer, "set_mechanism_weights", **(args | changes))


def _settled() -> TinyWorld:
    world = tiny_world()
    cells.put_vector(world.state, "LastUpdate", 2, 8, [BLOCK - 100] * 4)
    return world


def test_weights_are_scaled_to_the_maximum_and_stamped() -> None:
    world = _settled()
    assert _set(world) is None
    assert world.get("Weights", 2, 1) == [(2, 32_768), (3, FULL)]
    assert world.get("LastUpdate", 2)[1] == BLOCK
    assert world.fields("WeightsSet") == [2, 1]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"netuid": 0}, "CanNotSetRootNetworkWeights"),
        ({"dests": [1]}, "WeightVecNotEqualSize"),
        ({"mecid": 1}, "MechanismDoesNotExist"),
        ({"dests": [1] * 5, "weights": [1] * 5}, "UidsLengthExceedUidsInSubNet"),
        ({"dests": [2, 2]}, "DuplicateUids"),
        ({"dests": [2, 4]}, "UidVecContainInvalidOne"),
        ({"dests": [2], "weights": [1]}, "WeightVecLengthIsLow"),
    ],
)
def test_weights_fail_by_the_rule_they_break(changes: dict[str, Any], error: str) -> None:
    world = _settled()
    world.put("MinAllowedWeights", 2, value=2)
    assert _set(world, **changes) == f"SubtensorModule.{error}"


def test_only_registered_hotkeys_set_weights() -> None:
    assert _set(_settled(), ALICE) == "SubtensorModule.HotKeyNotRegisteredInSubNet"


def test_a_permit_is_needed_except_for_oneself() -> None:
    world = _settled()
    assert _set(world, OTHER) == "SubtensorModule.NeuronNoValidatorPermit"
    assert _set(world, OTHER, dests=[2], weights=[1]) is None


def test_too_little_stake_is_refused_but_not_for_the_owner() -> None:
    world = _settled()
    world.put("StakeThreshold", value=10**9)
    assert _set(world) == "SubtensorModule.NotEnoughStakeToSetWeights"
    assert _set(world, who("owner of 2")) is None


def test_an_old_version_is_refused() -> None:
    world = _settled()
    world.put("WeightsVersionKey", 2, value=7)
    assert _set(world, version_key=6) == "SubtensorModule.IncorrectWeightVersionKey"
    assert _set(world, version_key=7) is None


def test_setting_again_has_to_wait() -> None:
    world = _settled()
    assert _set(world) is None
    world.block += 99
    assert _set(world) == "SubtensorModule.SettingWeightsTooFast"
    world.block += 1
    assert _set(world) is None


def test_where_weights_are_committed_they_cannot_be_set() -> None:
    world = _settled()
    world.put("CommitRevealWeightsEnabled", 2, value=True)
    assert _set(world) == "SubtensorModule.CommitRevealEnabled"


def test_one_weight_may_not_outweigh_the_limit() -> None:
    world = _settled()
    world.put("MaxWeightsLimit", 2, value=32_767)
    values = {"dests": [0, 2, 3], "weights": [65_535, 32_768, 32_767]}
    assert _set(world, **values) == "SubtensorModule.MaxWeightExceeded"
    assert _set(world, **(values | {"weights": [65_532, 32_768, 32_767]})) is None


@given(st.lists(st.integers(0, FULL), min_size=2, max_size=4))
def test_a_stored_row_peaks_at_the_maximum_or_is_all_zero(values: list[int]) -> None:
    world = _settled()
    assert _set(world, dests=list(range(len(values))), weights=values) is None
    row = [value for _, value in world.get("Weights", 2, 1)]
    assert max(row) == (FULL if any(values) else 0)
