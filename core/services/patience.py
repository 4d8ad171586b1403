"""How long a connection may take, be silent or stay away."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """All in seconds, unless they say otherwise.

    ``delays`` between attempts grow to the last and stay there; each is spread
    by ``jitter`` of itself either way, so that many windows do not knock
    together. No head for ``stale_blocks`` block times, and at least
    ``stale_least``, makes the state stale; ``lost_after`` such spans on a
    network with other endpoints give up the silent one. A connection that
    held for ``settled`` starts the delays anew when it breaks.
    """

    delays: tuple[float, ...] = (1.0, 2.0, 5.0, 10.0, 30.0)
    jitter: float = 0.2
    stale_blocks: float = 4.0
    stale_least: float = 6.0
    lost_after: int = 3
    ping_every: float = 5.0
    settled: float = 20.0

    def delay(self, failures: int) -> float:
        """Until the next attempt, after ``failures`` earlier ones in a row."""
        base = self.delays[min(failures, len(self.delays) - 1)]
        return base * random.uniform(1 - self.jitter, 1 + self.jitter)  # noqa: S311 - no secret

    def span(self, block_time: float) -> float:
        """Without a head for so long, a chain of this pace is stale."""
        return max(self.stale_least, self.stale_blocks * block_time)
