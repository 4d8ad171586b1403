"""What one row of the subnet list knows, put together from list, history and health."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.domain.ids import ROOT, NetUid
from core.domain.prices import DAY, day_change, seconds_since
from core.domain.subnets import PricePoint, Subnet, SubnetHealth, SubnetList


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
    timeline = max(history.values(), key=len, default=())
    head, now = listed.stamp.block, listed.stamp.read_at
    rows: list[SubnetRow] = []
    for subnet in listed.subnets:
        # The root has no market, and its validators set no weights.
        market = subnet.netuid != ROOT
        points = history.get(subnet.netuid, ()) if market else ()
        found = health.get(subnet.netuid) if market else None
        age = seconds_since(subnet.registered_at, head, now, timeline, block_time)
        rows.append(
            SubnetRow(
                subnet,
                (*(point.price for point in points), subnet.price) if points else (),
                day_change(points, subnet.price, now),
                None if found is None else found.active_validators,
                int(age // DAY),
            )
        )
    return rows
