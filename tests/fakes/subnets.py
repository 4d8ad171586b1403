"""A subnet service whose answers a test writes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence

from core.domain.ids import NetUid
from core.domain.subnets import PricePoint, SubnetHealth, SubnetList
from core.errors import AppError


class FakeSubnets:
    """``refresh`` waits while ``gate`` is clear, raises ``error`` or answers ``fresh``."""

    def __init__(self, fresh: SubnetList | None = None, cached: SubnetList | None = None) -> None:
        self.fresh = fresh
        self.kept = cached
        self.error: AppError | None = None
        self.history: Mapping[NetUid, Sequence[PricePoint]] = {}
        self.kept_history: Mapping[NetUid, Sequence[PricePoint]] = {}
        self.known_health: dict[NetUid, SubnetHealth] = {}
        self.sweep: list[SubnetHealth] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.refreshes = 0
        self.sweeps = 0

    async def cached(self) -> SubnetList | None:
        return self.kept

    async def refresh(self) -> SubnetList:
        self.refreshes += 1
        await self.gate.wait()
        if self.error is not None:
            raise self.error
        assert self.fresh is not None
        return self.fresh

    async def price_history(
        self, seconds: float, points: int
    ) -> Mapping[NetUid, Sequence[PricePoint]]:
        assert seconds > 0
        assert points > 1
        return self.history

    async def cached_history(
        self, subnets: SubnetList, seconds: float, points: int
    ) -> Mapping[NetUid, Sequence[PricePoint]]:
        assert subnets == self.kept
        assert seconds > 0
        assert points > 1
        return self.kept_history

    async def health(self) -> AsyncIterator[SubnetHealth]:
        self.sweeps += 1
        for found in self.sweep:
            yield found

    async def cached_health(self) -> Mapping[NetUid, SubnetHealth]:
        return self.known_health
