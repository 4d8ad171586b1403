"""Subnets for the browser: cached at once, fresh at the head, health by sweep."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence

from core.domain.ids import NetUid
from core.domain.subnets import PricePoint, SubnetHealth, SubnetList


class SubnetService:
    async def cached(self) -> SubnetList | None:
        """The last list of this network, with ``Source.CACHE``; None if there is none."""
        raise NotImplementedError

    async def refresh(self) -> SubnetList:
        """All subnets at the head; kept for the next ``cached``. Raises AppError."""
        raise NotImplementedError

    async def price_history(
        self, seconds: float, points: int
    ) -> Mapping[NetUid, Sequence[PricePoint]]:
        """Up to ``points`` prices a subnet over the last ``seconds``, oldest first.

        Known samples come from disk; missing ones are read from past blocks
        where the node still has them. Raises AppError.
        """
        raise NotImplementedError

    def health(self) -> AsyncIterator[SubnetHealth]:
        """Sweep all metagraphs in the worker process, one result a subnet as it comes."""
        raise NotImplementedError

    async def cached_health(self) -> Mapping[NetUid, SubnetHealth]:
        """The last known health of this network's subnets."""
        raise NotImplementedError
