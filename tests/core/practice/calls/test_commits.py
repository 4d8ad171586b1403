from typing import Any

import pytest

from core.practice.codec import blake2_256
from core.practice.economy import cells
from tests.fakes.tiny_world import BLOCK, VALIDATOR, TinyWorld, tiny_world

SHOWN: dict[str, Any] = {"uids": [2, 3], "values": [10, 20], "salt": [1, 2, 3], "version_key": 0}


def _world() -> TinyWorld:
    world = tiny_world()
    world.put("CommitRevealWeightsEnabled", 2, value=True)
    cells.put_vector(world.state, "LastUpdate", 2, 8, [BLOCK - 100] * 4)
    world.state.put("Drand", "LastStoredRound", value=1_000)
    return world


def _digest() -> str:
    """SCALE of (account, index, uids, values, salt, version) by the codec's own types."""
    state = _world().state
    account = state.codec.encode_storage("SubtensorModule", "Owner", VALIDATOR)
    u16s = state.codec.item("SubtensorModule", "StakeWeight").value_type
    vectors = b"".join(state.codec.encode(u16s, SHOWN[name]) for name in ("uids", "values", "salt"))
    return "0x" + blake2_256(account + b"\2\0" + vectors + bytes(8)).hex()


def _commit(world: TinyWorld) -> str | None:
    return world.call(VALIDATOR, "commit_weights", netuid=2, commit_hash=_digest())


def _reveal(world: TinyWorld, **changes: Any) -> str | None:
    return world.call(VALIDATOR, "reveal_weights", netuid=2, **(SHOWN | changes))


def _seal(world: TinyWorld, **changes: Any) -> str | None:
    args = {"netuid": 2, "commit": "0x" + "c3" * 60, "reveal_round": 1_000}
    args |= {"commit_reveal_version": 4} | changes
    return world.call(VALIDATOR, "commit_timelocked_weights", **args)


def _epochs_later(world: TinyWorld, epochs: int) -> None:
    world.put("SubnetEpochIndex", 2, value=20 + epochs)


def test_a_commit_is_kept_with_its_epoch_and_block() -> None:
    world = _world()
    assert _commit(world) is None
    assert world.get("WeightCommits", 2, VALIDATOR) == [(_digest(), 20, BLOCK, 0)]
    assert world.get("LastUpdate", 2)[1] == BLOCK
    assert world.fields("WeightsCommitted") == [VALIDATOR, 2, _digest()]


def test_a_reveal_in_the_right_epoch_sets_the_weights() -> None:
    world = _world()
    _commit(world)
    _epochs_later(world, 1)
    world.block += 1  # soon after the commit: reveals have no rate limit of their own
    assert _reveal(world) is None
    assert world.get("Weights", 2, 1) == [(2, 32_768), (3, 65_535)]
    assert world.get("LastUpdate", 2)[1] == BLOCK
    assert not world.state.has("SubtensorModule", "WeightCommits", 2, VALIDATOR)
    assert world.names() == ["SubtensorModule.WeightsSet", "SubtensorModule.WeightsRevealed"]


@pytest.mark.parametrize((("epochs"), "error"), [(0, "RevealTooEarly"), (2, "ExpiredWeightCommit")])
def test_a_reveal_in_another_epoch_fails(epochs: int, error: str) -> None:
    world = _world()
    _commit(world)
    _epochs_later(world, epochs)
    assert _reveal(world) == f"SubtensorModule.{error}"


def test_a_reveal_of_something_else_does_not_match() -> None:
    world = _world()
    assert _reveal(world) == "SubtensorModule.NoWeightsCommitFound"
    _commit(world)
    _epochs_later(world, 1)
    assert _reveal(world, salt=[9]) == "SubtensorModule.InvalidRevealCommitHashNotMatch"


def test_committing_again_has_to_wait() -> None:
    world = _world()
    _commit(world)
    assert _commit(world) == "SubtensorModule.CommittingWeightsTooFast"


def test_only_ten_commits_stay_open() -> None:
    world = _world()
    world.put("WeightsSetRateLimit", 2, value=0)
    for _ in range(10):
        assert _commit(world) is None
    assert _commit(world) == "SubtensorModule.TooManyUnrevealedCommits"
    _epochs_later(world, 2)
    assert _commit(world) is None


def test_a_timelocked_commit_is_stored_under_its_epoch() -> None:
    world = _world()
    assert _seal(world) is None
    sealed = "0x" + "c3" * 60
    assert world.get("TimelockedWeightCommits", 2, 20) == [(VALIDATOR, BLOCK, sealed, 1_000)]
    digest = "0x" + blake2_256(bytes.fromhex(sealed[2:])).hex()
    assert world.fields("TimelockedWeightsCommitted") == [VALIDATOR, 2, digest, 1_000]


def test_several_timelocked_commits_survive_being_stored_together() -> None:
    world = _world()
    world.put("WeightsSetRateLimit", 2, value=0)
    assert _seal(world, commit="0x" + b"plain text".hex()) is None
    assert _seal(world) is None
    kept = world.get("TimelockedWeightCommits", 2, 20)
    assert [commit[2] for commit in kept] == ["plain text", "0x" + "c3" * 60]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"reveal_round": 999}, "InvalidRevealRound"),
        ({"commit_reveal_version": 3}, "IncorrectCommitRevealVersion"),
        ({"netuid": 1}, "CommitRevealDisabled"),
    ],
)
def test_a_timelocked_commit_fails_by_the_rule_it_breaks(
    changes: dict[str, Any], error: str
) -> None:
    assert _seal(_world(), **changes) == f"SubtensorModule.{error}"


def test_a_reveal_for_a_mechanism_that_is_not_there_fails() -> None:
    world = _world()
    error = world.call(VALIDATOR, "reveal_mechanism_weights", netuid=2, mecid=200, **SHOWN)
    assert error == "SubtensorModule.MechanismDoesNotExist"
