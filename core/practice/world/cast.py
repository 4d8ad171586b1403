"""Who is in the world: every subnet with the figures that the rest is built to match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from random import Random
from typing import Final

from core.practice.world.names import Names, Pin, load
from core.practice.world.plan import BLOCKS_A_DAY, RAO, WorldPlan

TOP_PRICE: Final = 11_900_000
BOTTOM_PRICE: Final = 500_000
MEDIAN_PRICE: Final = 4_200_000
LOCK_COST: Final = 1_000 * RAO


class Shape(Enum):
    """How incentive falls off from the best miner to the last."""

    STEEP = auto()
    GENTLE = auto()
    FLAT = auto()
    TWO_TIER = auto()
    WINNER = auto()


@dataclass(frozen=True, slots=True)
class Subnet:
    """One subnet's figures. Amounts are rao, ``change`` thousandths in a day.

    ``alpha`` is all alpha, in the pool and out. ``live`` is False where every
    validator has stopped, ``started`` where the owner has not called start yet.
    ``name`` is what its identity says; without an identity it is empty.
    """

    netuid: int
    name: str
    description: str
    symbol: str
    price: int
    alpha: int
    change: int
    flow: int
    burn: int
    open: bool
    neurons: int
    slots: int
    validators: int
    live: bool
    started: bool
    tempo: int
    registered_at: int
    shape: Shape
    commit_reveal: bool


def cast(plan: WorldPlan) -> tuple[Subnet, ...]:
    """All subnets but the root network, by netuid."""
    names = load()
    netuids = range(1, plan.subnets)
    pinned = [
        _pinned(plan, names, names.pins[netuid]) for netuid in netuids if netuid in names.pins
    ]
    free = [netuid for netuid in netuids if netuid not in names.pins]
    return tuple(sorted([*pinned, *_others(plan, names, free)], key=lambda subnet: subnet.netuid))


def _pinned(plan: WorldPlan, names: Names, pin: Pin) -> Subnet:
    neurons = min(pin.neurons, plan.neurons)
    age = min(pin.age_blocks, plan.start_block)
    return Subnet(
        netuid=pin.netuid,
        name=pin.name,
        description=names.description(pin.name),
        symbol=names.symbols[pin.netuid],
        price=pin.price,
        alpha=pin.cap * RAO // pin.price,
        change=pin.change,
        flow=pin.flow,
        burn=pin.burn,
        open=pin.open,
        neurons=neurons,
        slots=pin.slots,
        validators=_validators(pin.validators or 8, neurons),
        live=pin.validators > 0,
        started=True,
        tempo=pin.tempo,
        registered_at=plan.start_block - age,
        shape=list(Shape)[pin.netuid % len(Shape)],
        commit_reveal=pin.netuid % 5 != 1,
    )


def _others(plan: WorldPlan, names: Names, netuids: list[int]) -> Iterator[Subnet]:
    rng = plan.random("cast")
    titles = list(names.subnets)
    rng.shuffle(titles)
    rng.shuffle(netuids)
    for rank, netuid in enumerate(netuids):
        remaining = 1 - rank / max(len(netuids), 1)
        spread = rng.uniform(0.94, 1.06) * remaining**1.6
        price = int(BOTTOM_PRICE + (TOP_PRICE - BOTTOM_PRICE) * spread) // 1_000 * 1_000
        title = titles[rank % len(titles)]
        yield _other(plan, names, netuid, rank, title, price, rng)


def _other(
    plan: WorldPlan, names: Names, netuid: int, rank: int, title: str, price: int, rng: Random
) -> Subnet:
    young, unstarted, dead = rank % 13 == 5, rank == 40, rank == 61
    age = (
        rng.randrange(BLOCKS_A_DAY // 4, BLOCKS_A_DAY * 6)
        if young
        else rng.randrange(plan.start_block * 6 // 7, plan.start_block + 1)
    )
    age = min(age, plan.start_block)
    slots = 64 if rank % 29 == 3 else 128 if rank % 17 == 9 else 256
    neurons = _neurons(plan, slots, young=young, unstarted=unstarted, rng=rng)
    tempo = 99 if rank % 23 == 4 else 720 if rank % 27 == 11 else 360
    share = age / plan.start_block
    alpha = int((0.5 + 2.6 * share) * rng.uniform(0.9, 1.1) * 1_000_000) * RAO
    if unstarted:
        age, tempo, price, alpha = min(2_400, plan.start_block), 360, MEDIAN_PRICE, 0
    named = rank % 21 != 6
    change = round(rng.gauss(0, 26))
    return Subnet(
        netuid=netuid,
        name=title if named else "",
        description=names.description(title) if named else "",
        symbol=names.symbols[netuid],
        price=price,
        alpha=alpha or LOCK_COST * RAO // price,
        change=0 if unstarted else change,
        flow=0
        if unstarted
        else round((change / 26 + rng.gauss(0, 0.6)) * price * 6 * RAO // RAO) * 1_000,
        burn=int(500_000 * 10 ** (3.3 * rng.random())),
        open=rank % 9 != 7,
        neurons=neurons,
        slots=slots,
        validators=0 if unstarted else _validators(rng.randint(7, 16), neurons),
        live=not dead and not unstarted,
        started=not unstarted,
        tempo=tempo,
        registered_at=plan.start_block - age,
        shape=rng.choice(list(Shape)),
        commit_reveal=rng.random() < 0.8,
    )


def _neurons(plan: WorldPlan, slots: int, *, young: bool, unstarted: bool, rng: Random) -> int:
    if unstarted:
        wanted = 3
    elif young:
        wanted = rng.randint(12, 96)
    else:
        wanted = slots if rng.random() < 0.75 else slots - rng.randint(1, slots // 4)
    return max(1, min(wanted, slots, plan.neurons))


def _validators(wanted: int, neurons: int) -> int:
    return max(1, min(wanted, neurons // 3)) if neurons > 1 else 0
