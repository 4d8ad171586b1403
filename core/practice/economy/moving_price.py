"""The moving price of a subnet's alpha: a slow average of spot, capped at 1 TAO."""

from __future__ import annotations

from typing import Final

from core.practice.economy import reserves
from core.practice.economy.cells import PALLET, number, put
from core.practice.state import State

STRIDE: Final = 32  # blocks between two updates of one subnet

_BITS: Final = 32  # I96F32
_ONE: Final = 1 << _BITS
_FINE: Final = 64


def moved(old: int, price: int, rate: int, age: int, halving: int, blocks: int = 1) -> int:
    """The average ``blocks`` later at a constant price; prices and rate are scaled by 2³².

    Per block ``new = a·min(price, 1) + (1−a)·old`` with ``a = rate · age/(age+halving)``;
    ``age`` counts blocks since the subnet's first emission.
    """
    share = (rate << (_FINE - _BITS)) * age // (age + halving)
    kept = 1 << _FINE
    for _ in range(blocks):
        kept = kept * ((1 << _FINE) - share) >> _FINE
    target = min(price, _ONE)
    # Rounded: cut off in every step, the small steps of a young average would not add up.
    return target + (((old - target) * kept + (1 << _FINE - 1)) >> _FINE)


def advance(state: State, block: int, netuids: list[int]) -> None:
    """Bring the averages of every 32nd subnet up to date, by 32 blocks at once.

    The average hardly moves in 32 blocks, and writing all of it in every block
    would be most of what a block changes.
    """
    rate = state.get(PALLET, "SubnetMovingAlpha")["bits"]
    for netuid in netuids:
        if netuid == reserves.ROOT or netuid % STRIDE != block % STRIDE:
            continue
        first = state.raw(state.codec.key(PALLET, "FirstEmissionBlockNumber", netuid))
        if first is None or not number(state, "SubtokenEnabled", netuid):
            continue
        age = max(block - int.from_bytes(first, "little") + 1, 0)
        spot = int(reserves.load(state, netuid).price * _ONE)
        halving = number(state, "EMAPriceHalvingBlocks", netuid)
        old = number(state, "SubnetMovingPrice", netuid)
        put(
            state,
            "SubnetMovingPrice",
            netuid,
            value=moved(old, spot, rate, age, halving, STRIDE),
        )
