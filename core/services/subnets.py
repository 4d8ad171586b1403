"""Subnets for the browser: cached at once, fresh at the head, health by sweep."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing

from core.domain.ids import NetUid
from core.domain.networks import NetworkKind
from core.domain.subnets import PricePoint, SubnetHealth, SubnetList
from core.ports.chain import MetagraphSweep
from core.ports.storage import PriceHistory, RecordCache
from core.services.network import NetworkService
from core.services.price_history import PriceSampler


class SubnetService:
    def __init__(
        self,
        network: NetworkService,
        cache: RecordCache,
        history: PriceHistory,
        sweep: MetagraphSweep,
    ) -> None:
        self._network = network
        self._cache = cache
        self._prices = PriceSampler(history)
        self._sweep = sweep

    async def cached(self) -> SubnetList | None:
        """The last list of this network, with ``Source.CACHE``; None if there is none."""
        genesis = await self._network.genesis()
        return None if genesis is None else await self._cache.subnets(genesis)

    async def refresh(self) -> SubnetList:
        """All subnets at the head; kept for the next ``cached``. Raises AppError."""
        reader = await self._network.reader()
        subnets = await reader.subnets()
        genesis = await reader.genesis()
        await self._cache.keep_subnets(genesis, subnets)
        await self._prices.note(genesis, subnets)
        return subnets

    async def price_history(
        self, seconds: float, points: int
    ) -> Mapping[NetUid, Sequence[PricePoint]]:
        """Up to ``points`` prices a subnet over the last ``seconds``, oldest first.

        Known samples come from disk; missing ones are read from past blocks
        where the node still has them. Raises AppError.
        """
        reader = await self._network.reader()
        kind = self._network.state.network.kind
        may_restart = kind in (NetworkKind.PRACTICE, NetworkKind.LOCAL)
        return await self._prices.read(reader, seconds, points, may_restart=may_restart)

    async def cached_history(
        self, subnets: SubnetList, seconds: float, points: int
    ) -> Mapping[NetUid, Sequence[PricePoint]]:
        """The same for the time before a kept list, from disk only: without a connection."""
        genesis = await self._network.genesis()
        if genesis is None:
            return {}
        return await self._prices.kept(genesis, subnets, seconds, points)

    async def health(self) -> AsyncGenerator[SubnetHealth, None]:
        """Sweep all metagraphs in the worker process, one result a subnet as it comes.

        Raises AppError. Closing it ends the worker at once.
        """
        reader = await self._network.reader()
        genesis = await reader.genesis()
        netuids = [subnet.netuid for subnet in (await reader.subnets()).subnets]
        endpoint = self._network.state.endpoint
        async with aclosing(self._sweep.health(endpoint, genesis, netuids)) as sweep:
            async for health in sweep:
                await self._cache.keep_health(genesis, health)
                yield health

    async def cached_health(self) -> Mapping[NetUid, SubnetHealth]:
        """The last known health of this network's subnets."""
        genesis = await self._network.genesis()
        return {} if genesis is None else await self._cache.health(genesis)
