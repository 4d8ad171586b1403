"""Metagraphs for the subnet page."""

from __future__ import annotations

from core.domain.ids import NetUid
from core.domain.metagraph import Metagraph
from core.ports.storage import RecordCache
from core.services.network import NetworkService


class MetagraphService:
    def __init__(self, network: NetworkService, cache: RecordCache) -> None:
        self._network = network
        self._cache = cache

    async def cached(self, netuid: NetUid) -> Metagraph | None:
        """The last one read of this network, with ``Source.CACHE``."""
        genesis = await self._network.genesis()
        return None if genesis is None else await self._cache.metagraph(genesis, netuid)

    async def read(self, netuid: NetUid) -> Metagraph:
        """At the head; kept for the next ``cached``. AppError NOT_FOUND for no such subnet."""
        reader = await self._network.reader()
        metagraph = await reader.metagraph(netuid)
        await self._cache.keep_metagraph(await reader.genesis(), metagraph)
        return metagraph
