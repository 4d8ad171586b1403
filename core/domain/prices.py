"""What a course of prices says: its change in a day and the pace of blocks in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.domain.money import Price
from core.domain.subnets import PricePoint

DAY: Final = 86_400.0  # seconds
WEEK: Final = 7 * DAY
HISTORY_POINTS: Final = 28  # over a week: one every six hours
# A sample further off than this is not "24 hours ago".
_TOLERANCE: Final = 4 * 3_600.0


def day_change(points: Sequence[PricePoint], price: Price, now: float) -> int | None:
    """The change up to ``price`` in 24 hours, in tenths of a per cent, towards zero.

    None where ``points`` have no sample near that time. ``now`` is unix time.
    """
    wanted = now - DAY
    nearest = min(points, key=lambda point: abs(point.time - wanted), default=None)
    if nearest is None or abs(nearest.time - wanted) > _TOLERANCE or nearest.price <= 0:
        return None
    difference = price - nearest.price
    tenths = abs(difference) * 1_000 // nearest.price
    return tenths if difference >= 0 else -tenths


def block_pace(points: Sequence[PricePoint], block_time: float) -> float:
    """Seconds a block took over ``points``, or ``block_time`` where they do not tell.

    A practice network makes blocks faster than those it pretends to have made.
    """
    if len(points) < 2:
        return block_time
    oldest, newest = points[0], points[-1]
    blocks = newest.block - oldest.block
    return (newest.time - oldest.time) / blocks if blocks > 0 else block_time
