"""What a practice world is made from: a seed and a few sizes."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final

RAO: Final = 10**9
BLOCKS_A_DAY: Final = 7_200  # of 12 s, the pace of the past before the start block


@dataclass(frozen=True, slots=True)
class WorldPlan:
    """Equal plans build equal worlds.

    ``subnets`` counts the root network, ``neurons`` caps the neurons of a
    subnet; ``block_time_ms`` is the pace from the start block on, before it a
    block took 12 s. ``started_ms`` is the unix time of the start block.
    """

    seed: int = 7
    subnets: int = 129
    neurons: int = 256
    block_time_ms: int = 2_000
    start_block: int = 100_800
    started_ms: int = 1_750_000_000_000

    def random(self, topic: str) -> Random:
        """A stream of its own for each topic, so that one change does not move the others."""
        return Random(f"{self.seed}/{topic}")  # noqa: S311 - a plausible world, not a secret
