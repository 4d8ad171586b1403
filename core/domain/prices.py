"""What a course of prices says: its change in a day, and when its blocks were."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from core.domain.ids import BlockNumber
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


def seconds_since(
    block: BlockNumber,
    head: BlockNumber,
    now: float,
    points: Sequence[PricePoint],
    block_time: float,
) -> float:
    """How long ago ``block`` was, when ``head`` is of ``now`` (unix time).

    The times of ``points``, oldest first, tell how fast blocks really came: a
    practice network makes them faster than those it pretends to have made.
    Before the first point its pace goes on backwards; without two points
    every block took ``block_time``.
    """
    known = [(point.block, point.time) for point in points if point.block < head]
    if len(known) < 2:
        return max(0, head - block) * block_time
    known.append((head, now))
    place = bisect_right(known, block, key=lambda moment: moment[0])
    place = min(max(place, 1), len(known) - 1)
    (from_block, from_time), (to_block, to_time) = known[place - 1], known[place]
    pace = (to_time - from_time) / max(1, to_block - from_block)
    return max(0.0, now - (from_time + (block - from_block) * pace))
