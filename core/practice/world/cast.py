"""Who is in the world: every subnet with the figures that the rest is built to match."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from random import Random
from typing import Final

from core.practice.world.names import Names, Pin, load
from core.practice.world.plan import BLOCKS_A_DAY, RAO, WorldPlan

TOP_PRICE: Final = 11_900_000
BOTTOM_PRICE: Final = 500_000
MEDIAN_PRICE: Final = 4_200_000
LOCK_COST: Final = 1_000 * RAO
_UNSTARTED: Final = 40  # by rank of price among the subnets without a pin
_SILENT: Final = 61
_LATEST: Final = 8_640  # blocks since the last founding: the limit between two of them is over


class Shape(Enum):
    """How incentive falls off from the best miner to the last."""

    SCATTERED = auto()
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
    ``burned`` is what of the miners' incentive goes to the owner, in thousandths.
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
    burned: int
    commit_reveal: bool


_PINNED_SHAPES: Final = (
    Shape.SCATTERED,
    Shape.STEEP,
    Shape.GENTLE,
    Shape.SCATTERED,
    Shape.TWO_TIER,
    Shape.FLAT,
    Shape.WINNER,
)


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
        shape=_PINNED_SHAPES[pin.netuid % len(_PINNED_SHAPES)],
        burned=0,
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
    """The subnet whose price is the ``rank``-th of those without a pin."""
    subnet = _ordinary(plan, names, netuid, rank, title, price, rng)
    if rank == _UNSTARTED:
        return replace(
            subnet,
            registered_at=plan.start_block - min(_LATEST, plan.start_block),
            price=MEDIAN_PRICE,
            alpha=LOCK_COST * RAO // MEDIAN_PRICE,
            change=0,
            flow=0,
            neurons=min(3, plan.neurons),
            validators=0,
            live=False,
            started=False,
            tempo=360,
            burned=0,
        )
    return replace(subnet, live=False) if rank == _SILENT else subnet


def _ordinary(
    plan: WorldPlan, names: Names, netuid: int, rank: int, title: str, price: int, rng: Random
) -> Subnet:
    young = rank % 13 == 5
    day = BLOCKS_A_DAY
    age = rng.randrange(day // 4, day * 6) if young else rng.randrange(day * 12, day * 14 + 1)
    age = min(age + _LATEST if young else age, plan.start_block)
    slots = 64 if rank % 29 == 3 else 128 if rank % 17 == 9 else 256
    neurons = _neurons(plan, slots, young=young, rng=rng)
    named = rank % 21 != 6
    change = rng.gauss(0, 26)
    alpha = int((0.5 + 2.6 * age / (14 * day)) * rng.uniform(0.9, 1.1) * 1_000_000) * RAO
    mood = change / 26 + rng.gauss(0, 0.6)
    return Subnet(
        netuid=netuid,
        name=title if named else "",
        description=names.description(title) if named else "",
        symbol=names.symbols[netuid],
        price=price,
        alpha=alpha,
        change=round(change),
        flow=int(mood * (alpha * price // RAO) / 50),
        burn=int(500_000 * 10 ** (3.3 * rng.random())),
        open=rank % 9 != 7,
        neurons=neurons,
        slots=slots,
        validators=_validators(rng.randint(7, 16), neurons),
        live=True,
        started=True,
        tempo=99 if rank % 23 == 4 else 720 if rank % 27 == 11 else 360,
        registered_at=plan.start_block - age,
        shape=rng.choice(list(Shape)),
        burned=rng.randrange(100, 700) if rank % 19 == 12 else 0,
        commit_reveal=rng.random() < 0.8,
    )


def _neurons(plan: WorldPlan, slots: int, *, young: bool, rng: Random) -> int:
    if young:
        wanted = rng.randint(12, 96)
    else:
        wanted = slots if rng.random() < 0.75 else slots - rng.randint(1, slots // 4)
    return max(1, min(wanted, slots, plan.neurons))


def _validators(wanted: int, neurons: int) -> int:
    return max(1, min(wanted, neurons // 3)) if neurons > 1 else 0
