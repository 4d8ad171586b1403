"""The fourteen days before the start block: how prices went, and when subnets appeared.

Nothing of it happened in blocks. What differs from the start block at an
earlier one is laid over the start's storage, so that reads at past blocks give
a history which ends exactly at the start.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log1p
from struct import pack
from typing import Final

from core.practice.codec import Codec
from core.practice.state import StateView
from core.practice.world.cast import Subnet, cast
from core.practice.world.plan import BLOCKS_A_DAY, WorldPlan

STEP: Final = 450  # blocks between two prices
PAST_BLOCK_MS: Final = 12_000
_STEPS_A_DAY: Final = BLOCKS_A_DAY // STEP
_MODULE: Final = "SubtensorModule"
_KEPT_STEPS: Final = 32


@dataclass(frozen=True, slots=True)
class _Market:
    """A subnet's keys and values at the start; ``path[k]`` is log(price / price at start)."""

    registered_at: int
    tao_key: bytes
    alpha_key: bytes
    moving_key: bytes
    tao: int
    alpha: int
    moving: int
    path: tuple[float, ...]
    born_keys: tuple[bytes, ...]


class Past:
    """``state`` is the world as ``build`` left it, before any block was made on top."""

    def __init__(self, plan: WorldPlan, codec: Codec, state: StateView) -> None:
        self._plan = plan
        self._now_key = codec.key("Timestamp", "Now")
        self._number_key = codec.key("System", "Number")
        self._networks_key = codec.key(_MODULE, "TotalNetworks")
        self._markets = [_market(plan, codec, state, subnet) for subnet in cast(plan)]
        self._reserves = lru_cache(maxsize=_KEPT_STEPS)(self._reserves_at)

    def timestamp_ms(self, block: int) -> int:
        """Unix time of a block up to the start block, one every 12 s."""
        return self._plan.started_ms - (self._plan.start_block - block) * PAST_BLOCK_MS

    def overlay(self, block: int) -> Mapping[bytes, bytes | None]:
        """What storage held at ``block`` where it was not what the start block holds.

        None stands for an absent key. Prices hold still for 450 blocks at a time.
        """
        start = self._plan.start_block
        if block >= start:
            return {}
        steps = (start - block + STEP - 1) // STEP
        laid: dict[bytes, bytes | None] = dict(self._reserves(steps))
        unborn = [market for market in self._markets if market.registered_at > block]
        for market in unborn:
            laid.update(dict.fromkeys(market.born_keys))
        laid[self._networks_key] = pack("<H", len(self._markets) - len(unborn) + 1)
        laid[self._number_key] = pack("<I", block)
        laid[self._now_key] = pack("<Q", self.timestamp_ms(block))
        return laid

    def _reserves_at(self, steps: int) -> dict[bytes, bytes | None]:
        reserves: dict[bytes, bytes | None] = {}
        for market in self._markets:
            height = market.path[min(steps, len(market.path) - 1)]
            root = exp(height / 2)
            reserves[market.tao_key] = pack("<Q", round(market.tao * root))
            reserves[market.alpha_key] = pack("<Q", round(market.alpha / root))
            # The chain's average follows slowly.
            moving = round(market.moving * exp(height / 3))
            reserves[market.moving_key] = moving.to_bytes(16, "little")
        return reserves


def _market(plan: WorldPlan, codec: Codec, state: StateView, subnet: Subnet) -> _Market:
    tao_key, alpha_key, moving_key, *others = (
        codec.key(_MODULE, item, subnet.netuid)
        for item in (
            "SubnetTAO",
            "SubnetAlphaIn",
            "SubnetMovingPrice",
            "SubnetAlphaOut",
            "NetworksAdded",
            "SubnetworkN",
        )
    )
    return _Market(
        registered_at=subnet.registered_at,
        tao_key=tao_key,
        alpha_key=alpha_key,
        moving_key=moving_key,
        tao=_number(state, tao_key),
        alpha=_number(state, alpha_key),
        moving=_number(state, moving_key),
        path=_walk(plan, subnet),
        born_keys=(tao_key, alpha_key, moving_key, *others),
    )


def _number(state: StateView, key: bytes) -> int:
    return int.from_bytes(state.raw(key) or b"", "little")


def _walk(plan: WorldPlan, subnet: Subnet) -> tuple[float, ...]:
    """Log prices backwards from the start, 0 there, and a day earlier as planned."""
    steps = plan.start_block // STEP + 2
    if not subnet.started:
        return (0.0,) * steps
    rng = plan.random(f"past/{subnet.netuid}")
    daily = 0.012 + 0.05 * rng.random() ** 2
    size = daily / _STEPS_A_DAY**0.5
    path = [0.0]
    for _ in range(steps - 1):
        # A gentle pull keeps two weeks of steps from wandering off.
        path.append(0.995 * path[-1] + rng.gauss(0, size))
    day = min(_STEPS_A_DAY, steps - 1)
    missing = -log1p(subnet.change / 1_000) - path[day]
    return tuple(height + missing * min(step / day, 1) for step, height in enumerate(path))
