"""What one row of the subnet list knows, put together from list, history and health."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.domain.ids import NetUid
from core.domain.money import Price
from core.domain.subnets import PricePoint, Subnet, SubnetHealth, SubnetList

DAY: Final = 86_400.0
WEEK: Final = 7 * DAY
HISTORY_POINTS: Final = 28
# Samples lie six hours apart: one further off than this is not "24 hours ago".
_TOLERANCE: Final = 4 * 3_600.0


@dataclass(frozen=True, slots=True)
class SubnetRow:
    """A subnet with what the list itself does not tell.

    ``prices`` are oldest first and end with the current one. ``change`` is
    that of 24 hours in tenths of a per cent, ``age`` in whole days; None where
    it is not known.
    """

    subnet: Subnet
    prices: tuple[int, ...] = ()
    change: int | None = None
    validators: int | None = None
    age: int | None = None


def subnet_rows(
    listed: SubnetList,
    history: Mapping[NetUid, Sequence[PricePoint]],
    health: Mapping[NetUid, SubnetHealth],
    block_time: float,
) -> list[SubnetRow]:
    """A row for every subnet, in the order of the list."""
    pace = block_pace(max(history.values(), key=len, default=()), block_time)
    now = listed.stamp.read_at
    rows: list[SubnetRow] = []
    for subnet in listed.subnets:
        points = history.get(subnet.netuid, ())
        found = health.get(subnet.netuid)
        blocks = max(0, listed.stamp.block - subnet.registered_at)
        rows.append(
            SubnetRow(
                subnet,
                (*(point.price for point in points), subnet.price) if points else (),
                price_change(points, subnet.price, now),
                None if found is None else found.active_validators,
                int(blocks * pace // DAY),
            )
        )
    return rows


def price_change(points: Sequence[PricePoint], price: Price, now: float) -> int | None:
    """The change in 24 hours in tenths of a per cent, rounded towards zero."""
    wanted = now - DAY
    nearest = min(points, key=lambda point: abs(point.time - wanted), default=None)
    if nearest is None or abs(nearest.time - wanted) > _TOLERANCE or nearest.price <= 0:
        return None
    difference = price - nearest.price
    tenths = abs(difference) * 1_000 // nearest.price
    return tenths if difference >= 0 else -tenths


def block_pace(points: Sequence[PricePoint], block_time: float) -> float:
    """Seconds a block took over the history, or ``block_time`` without one.

    A practice network makes blocks faster than those it pretends to have made.
    """
    if len(points) < 2:
        return block_time
    oldest, newest = points[0], points[-1]
    blocks = newest.block - oldest.block
    return (newest.time - oldest.time) / blocks if blocks > 0 else block_time
