from typing import Any

import pytest

from core.practice import guards
from core.practice.economy import cells
from tests.fakes.tiny_world import ALICE, BLOCK, MODULE, TAO, VALIDATOR, TinyWorld, tiny_world

AXON: dict[str, Any] = {"netuid": 2, "ip": 9, "port": 8091, "ip_type": 4}
WEIGHTS: dict[str, Any] = {"netuid": 2, "mecid": 0, "dests": [2], "weights": [1], "version_key": 0}
SEALED: dict[str, Any] = {"netuid": 2, "commit": "0x00", "reveal_round": 5}
SEALED |= {"commit_reveal_version": 4}
REVEALED: dict[str, Any] = {"netuid": 2, "uids": [1], "values": [1], "salt": [], "version_key": 0}


def _world(*, sealed: bool = False) -> TinyWorld:
    world = tiny_world()
    world.put("CommitRevealWeightsEnabled", 2, value=sealed)
    cells.put_vector(world.state, "LastUpdate", 2, 8, [BLOCK - 100] * 4)
    world.state.put("Drand", "LastStoredRound", value=5)
    return world


def _code(
    world: TinyWorld,
    function: str,
    args: dict[str, Any],
    signer: str = VALIDATOR,
    pallet: str = MODULE,
) -> int | None:
    return guards.pool_error(world.state, BLOCK, signer, pallet, function, args)


@pytest.mark.parametrize(
    ("changes", "code"),
    [({}, None), ({"ip_type": 5}, 255), ({"ip": 0x7F00_0001}, 11), ({"port": 0}, 13)],
)
def test_serving_is_checked_in_full(changes: dict[str, Any], code: int | None) -> None:
    assert _code(_world(), "serve_axon", AXON | changes) == code


def test_serving_unregistered_or_too_often_is_refused() -> None:
    world = _world()
    assert _code(world, "serve_axon", AXON, ALICE) == 10
    world.call(VALIDATOR, "serve_prometheus", **AXON, version=1)
    assert _code(world, "serve_prometheus", AXON) == 12


def test_weights_are_checked_for_length_stake_and_pace() -> None:
    world = _world()
    assert _code(world, "set_mechanism_weights", WEIGHTS) is None
    assert _code(world, "set_mechanism_weights", WEIGHTS | {"dests": [1, 2]}) == 18
    cells.put_vector(world.state, "LastUpdate", 2, 8, [BLOCK - 1] * 4)
    assert _code(world, "set_mechanism_weights", WEIGHTS) == 6
    world.put("StakeThreshold", value=TAO)
    assert _code(world, "set_mechanism_weights", WEIGHTS) == 1


def test_what_only_dispatch_checks_gets_into_the_pool() -> None:
    world = _world()
    assert _code(world, "set_mechanism_weights", WEIGHTS | {"dests": [99]}) is None
    assert _code(world, "burned_register", {"netuid": 9, "hotkey": ALICE}) is None


def test_a_hash_that_comes_too_fast_or_from_nobody_is_refused() -> None:
    world = _world(sealed=True)
    args = {"netuid": 2, "commit_hash": "0x" + "00" * 32}
    assert _code(world, "commit_weights", args) is None
    assert _code(world, "commit_weights", args, ALICE) == 19
    cells.put_vector(world.state, "LastUpdate", 2, 8, [BLOCK - 1] * 4)
    assert _code(world, "commit_weights", args) == 6


def test_a_seal_on_a_past_round_is_refused() -> None:
    world = _world(sealed=True)
    assert _code(world, "commit_timelocked_weights", SEALED) is None
    assert _code(world, "commit_timelocked_weights", SEALED | {"reveal_round": 4}) == 15


def test_a_reveal_without_its_commit_is_refused() -> None:
    world = _world(sealed=True)
    assert _code(world, "reveal_weights", REVEALED) == 16
    assert _code(world, "reveal_weights", REVEALED | {"uids": []}) == 18


def test_a_subnet_too_soon_after_the_last_is_refused() -> None:
    world = _world()
    assert _code(world, "register_network", {"hotkey": ALICE}, ALICE) is None
    world.put("LastRateLimitedBlock", "NetworkLastRegistered", value=BLOCK - 1)
    assert _code(world, "register_network", {"hotkey": ALICE}, ALICE) == 6


def test_a_malformed_ciphertext_is_refused() -> None:
    code = _code(_world(), "submit_encrypted", {"ciphertext": "0x00"}, ALICE, "MevShield")
    assert code == 23
