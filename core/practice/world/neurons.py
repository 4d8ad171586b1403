"""The neurons of one subnet: keys, stake, weights and what the last epoch made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Final

from core.practice.world.cast import Shape, Subnet
from core.practice.world.ledger import Account, account
from core.practice.world.people import Developer, Validator
from core.practice.world.plan import RAO, WorldPlan

U16: Final = 65_535
ACTIVITY_CUTOFF: Final = 5_000
LONGEST_SILENCE: Final = 6 * ACTIVITY_CUTOFF  # blocks since a silent validator's last weights
MINER_STAKE_CAP: Final = 990 * RAO  # below the stake threshold, so that no miner gets a permit


@dataclass(slots=True)
class Neurons:
    """Columns by uid. Stakes are alpha rao of the hotkey on this subnet.

    ``validators`` are the uids with a permit, the ``idle`` of them have fallen
    silent; the owner's hotkey is uid 0.
    ``merit`` holds relative weights of miners, zero for validators.
    """

    hotkeys: list[Account]
    coldkeys: list[Account]
    validators: list[int]
    shared: dict[int, Validator | Developer]
    idle: frozenset[int] = frozenset()
    stakes: list[int] = field(default_factory=list[int])
    registered: list[int] = field(default_factory=list[int])
    updated: list[int] = field(default_factory=list[int])
    merit: list[float] = field(default_factory=list[float])

    def __len__(self) -> int:
        return len(self.hotkeys)


def neurons(
    plan: WorldPlan,
    subnet: Subnet,
    regulars: list[Validator],
    guests: dict[int, Developer],
    idle: int,
) -> Neurons:
    """``regulars`` validate here, ``idle`` of them no more; ``guests`` have the uids given."""
    rng = plan.random(f"neurons/{subnet.netuid}")
    crowd = _keys(rng, subnet, regulars, guests)
    brands = [uid for uid, person in crowd.shared.items() if isinstance(person, Validator)]
    crowd.idle = frozenset(brands[:idle])
    crowd.registered = _registrations(plan, subnet, rng, len(crowd))
    crowd.updated = _updates(plan, subnet, rng, crowd)
    crowd.merit = _merits(subnet, rng, crowd)
    crowd.stakes = [
        int(10 ** (2.6 * rng.random() + 0.35) * RAO) if rng.random() < 0.86 else 0
        for _ in crowd.hotkeys
    ]
    return crowd


def _keys(
    rng: Random, subnet: Subnet, regulars: list[Validator], guests: dict[int, Developer]
) -> Neurons:
    count = subnet.neurons
    hot = rng.randbytes(32 * count)
    cold = rng.randbytes(32 * (count // 3 + 1))
    owners = [account(cold[at : at + 32]) for at in range(0, len(cold), 32)]
    hotkeys = [account(hot[at : at + 32]) for at in range(0, len(hot), 32)]
    last = len(owners) - 1
    # Most coldkeys run a few miners, the first ones run many.
    coldkeys = (
        [owners[0]]
        + [owners[int(last * rng.random() ** 1.4) + 1 if last else 0] for _ in range(count - 1)]
        if last
        else owners * count
    )
    shared: dict[int, Validator | Developer] = dict(guests)
    free = [uid for uid in range(1, count) if uid not in guests]
    shared.update(zip(rng.sample(free, min(len(regulars), len(free))), regulars, strict=False))
    for uid, person in shared.items():
        hotkeys[uid], coldkeys[uid] = person.hotkey, person.coldkey
    validators = [uid for uid, person in shared.items() if _validates(person)]
    validators = sorted([0, *validators]) if subnet.validators else []
    return Neurons(hotkeys, coldkeys, validators, shared)


def _validates(person: Validator | Developer) -> bool:
    return isinstance(person, Validator) or person.uri == "//Alice"


def _registrations(plan: WorldPlan, subnet: Subnet, rng: Random, count: int) -> list[int]:
    age = plan.start_block - subnet.registered_at
    blocks = [
        plan.start_block - int(age * (rng.random() if rng.random() < 0.85 else rng.random() ** 5))
        for _ in range(count)
    ]
    # The uids that were never replaced are as old as the subnet allows.
    for uid in range(0, count, 3):
        blocks[uid] = subnet.registered_at + min(uid * 4, age)
    blocks[0] = subnet.registered_at
    return blocks


def _updates(plan: WorldPlan, subnet: Subnet, rng: Random, crowd: Neurons) -> list[int]:
    """Miners last wrote when they registered; validators set weights lately, if they live."""
    updates = list(crowd.registered)
    for uid in crowd.validators:
        if subnet.live and uid not in crowd.idle:
            quiet = rng.randrange(1, subnet.tempo + 20)
        else:
            quiet = rng.randrange(ACTIVITY_CUTOFF + 400, LONGEST_SILENCE)
        # Weights come after registration, which itself counts as an update.
        updates[uid] = max(
            plan.start_block - quiet, min(subnet.registered_at + 1, plan.start_block)
        )
        latest = max(updates[uid] - 1, subnet.registered_at)
        crowd.registered[uid] = min(crowd.registered[uid], latest)
    return updates


def _merits(subnet: Subnet, rng: Random, crowd: Neurons) -> list[float]:
    permits = set(crowd.validators)
    miners = [uid for uid in range(1, len(crowd)) if uid not in permits]
    rng.shuffle(miners)
    curve = _curve(subnet.shape, len(miners), rng)
    merit = [0.0] * len(crowd)
    for uid, height in zip(miners, curve, strict=True):
        merit[uid] = height * (0.9 + 0.2 * rng.random())
    if subnet.burned:
        merit[0] = sum(merit) * subnet.burned / (1_000 - subnet.burned)
    return merit


def _curve(shape: Shape, count: int, rng: Random) -> list[float]:
    """Relative incentive by rank, best first."""
    ranks = range(count)
    if shape is Shape.SCATTERED:
        return [rng.random() ** 3 if rng.random() < 0.9 else 0.0 for _ in ranks]
    if shape is Shape.WINNER:
        return [80.0 if rank == 0 else 4.0 / rank if rank < 12 else 0.0 for rank in ranks]
    if shape is Shape.TWO_TIER:
        top, end = count // 6, count * 3 // 4
        return [3.0 if rank < top else 0.5 if rank < end else 0.0 for rank in ranks]
    if shape is Shape.FLAT:
        return [1.0 if rank < count * 9 // 10 else 0.02 for rank in ranks]
    if shape is Shape.GENTLE:
        return [(1 - rank / count) ** 1.2 for rank in ranks]
    return [1.0 / (1 + rank) ** 0.9 for rank in ranks]
