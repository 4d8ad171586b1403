"""What a subnet's cast does by its epoch: validators set weights, miners' luck changes a little.

Neurons of the development keys, and those whose keys have ever signed something,
belong to somebody who plays on this network; their records are left alone.
"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any, Final

import bittensor_core

from core.practice.economy import accounts, cells
from core.practice.economy.apportion import divide
from core.practice.economy.cells import PALLET, number
from core.practice.state import State, StateView
from core.practice.world.people import DEVELOPERS

_core: Final[Any] = bittensor_core  # an extension module without stubs
_DILIGENT: Final = 0.7  # share of validators that set weights in an epoch
_NOTICED: Final = 0.6  # share of newcomers that earn something after their first epoch
_SWING: Final = 0.06
_MOST: Final = 65_535


def is_played(view: StateView, hotkey: bytes) -> bool:
    """Whether somebody may sign with this hotkey or its coldkey, or has: its nonce moved.

    Takes a public key: an epoch asks for each of a subnet's neurons.
    """
    owner = view.raw(view.codec.item(PALLET, "Owner").prefix + accounts.hashed(hotkey))
    if accounts.nonce_of_key(view, hotkey):
        return True
    return owner is not None and (owner in _developers() or accounts.nonce_of_key(view, owner) > 0)


@cache
def _developers() -> frozenset[bytes]:
    """The coldkeys of the well-known development keys."""
    return frozenset(bytes(_core.Keypair.create_from_uri(uri).public_key) for uri in DEVELOPERS)


def drift(state: State, netuid: int, block: int, previous: int, rng: Random) -> None:
    """Refresh validators' ``LastUpdate``, shift incentives and emission between miners.

    ``previous`` is the block of the epoch before: who registered after it is new.
    """
    count = number(state, "SubnetworkN", netuid)
    played = {
        uid
        for uid in range(count)
        if is_played(state, state.raw(cells.key(state.codec, "Keys", netuid, uid)) or b"")
    }
    _refresh(state, netuid, block, played, rng)
    _shift(state, netuid, previous, played, rng)


def _refresh(state: State, netuid: int, block: int, played: set[int], rng: Random) -> None:
    permits = cells.vector(state, "ValidatorPermit", netuid, 1)
    updates = cells.vector(state, "LastUpdate", netuid, 8)
    tempo = number(state, "Tempo", netuid)
    for uid, permit in enumerate(permits[: len(updates)]):
        # Validators set weights at some time of the tempo; who fell silent stays silent.
        lively = block - updates[uid] < 3 * tempo
        if permit and lively and uid not in played and rng.random() < _DILIGENT:
            updates[uid] = max(updates[uid], block - rng.randrange(1, max(tempo // 2, 2)))
    cells.put_vector(state, "LastUpdate", netuid, 8, updates)


def _shift(state: State, netuid: int, previous: int, played: set[int], rng: Random) -> None:
    incentive = cells.vector(state, "Incentive", netuid, 2)
    dividends = cells.vector(state, "Dividends", netuid, 2)
    emission = cells.vector(state, "Emission", netuid, 8)
    if not sum(incentive) or not len(incentive) == len(dividends) == len(emission):
        return
    miners = [uid for uid in range(len(incentive)) if not dividends[uid] and uid not in played]
    before = sum(incentive[uid] for uid in miners)
    paid = sum(emission[uid] for uid in miners)
    wanted = {uid: _merit(state, netuid, uid, incentive[uid], previous, rng) for uid in miners}
    if not before or not any(wanted.values()):
        return
    merits = list(wanted.values())
    for uid, earned, units in zip(
        wanted, divide(before, merits), divide(paid, merits), strict=True
    ):
        incentive[uid] = min(earned, _MOST)
        emission[uid] = units
    cells.put_vector(state, "Incentive", netuid, 2, incentive)
    cells.put_vector(state, "Emission", netuid, 8, emission)


def _merit(state: State, netuid: int, uid: int, incentive: int, previous: int, rng: Random) -> int:
    """A miner's claim on the next epoch, in thousandths of the incentive's unit."""
    if incentive:
        return int(incentive * (1_000 + 1_000 * rng.uniform(-_SWING, _SWING)))
    joined = number(state, "BlockAtRegistration", netuid, uid)
    if joined > previous and rng.random() < _NOTICED:
        return rng.randrange(5_000, 400_000)
    return 0
