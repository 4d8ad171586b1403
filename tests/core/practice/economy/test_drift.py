from random import Random

import bittensor_core

from core.practice.addresses import public_key
from core.practice.economy import accounts, cells, drift
from tests.fakes.tiny_world import BLOCK, BOB, TinyWorld, tiny_world, who

NETUID = 2


def _world() -> TinyWorld:
    world = tiny_world()
    cells.put_vector(world.state, "Incentive", NETUID, 2, [0, 0, 40_000, 20_000])
    cells.put_vector(world.state, "Dividends", NETUID, 2, [0, 60_000, 0, 0])
    cells.put_vector(world.state, "Emission", NETUID, 8, [0, 10**9, 4 * 10**8, 2 * 10**8])
    cells.put_vector(world.state, "LastUpdate", NETUID, 8, [BLOCK - 300] * 4)
    return world


def _drift(world: TinyWorld, seed: int = 1) -> None:
    drift.drift(world.state, NETUID, BLOCK, BLOCK - 360, Random(seed))


def _sign(world: TinyWorld, address: str) -> None:
    account = world.state.get("System", "Account", address)
    account["nonce"] = 1
    world.state.put("System", "Account", address, value=account)


def test_incentives_shift_and_their_sum_stays() -> None:
    world = _world()
    _drift(world)
    incentive, emission = world.get("Incentive", NETUID), world.get("Emission", NETUID)
    assert incentive != [0, 0, 40_000, 20_000]
    assert sum(incentive) == 60_000
    assert sum(emission) == 16 * 10**8
    assert emission[1] == 10**9


def test_validators_refresh_their_last_update_sooner_or_later() -> None:
    world = _world()
    for seed in range(8):
        _drift(world, seed)
    updates = world.get("LastUpdate", NETUID)
    assert BLOCK - 300 < updates[1] < BLOCK
    assert updates[2] == BLOCK - 300


def test_neurons_of_somebody_who_signs_are_left_alone() -> None:
    world = _world()
    _sign(world, BOB)  # owns the validator and both miners
    for seed in range(8):
        _drift(world, seed)
    assert world.get("LastUpdate", NETUID) == [BLOCK - 300] * 4
    assert world.get("Incentive", NETUID) == [0, 0, 40_000, 20_000]


def test_development_keys_wait_for_their_player() -> None:
    world = _world()
    alice = bittensor_core.Keypair.create_from_uri("//Alice").ss58_address
    world.seat(NETUID, alice, who("a hotkey of Alice"))
    assert drift.is_played(world.state, public_key(who("a hotkey of Alice")))


def test_a_hotkey_that_signs_counts_as_played_without_an_account() -> None:
    world = _world()
    hotkey = who("miner 0")
    assert not drift.is_played(world.state, public_key(hotkey))
    _sign(world, hotkey)
    assert drift.is_played(world.state, public_key(hotkey))
    assert not accounts.exists(world.state, hotkey)
