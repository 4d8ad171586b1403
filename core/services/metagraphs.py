"""Metagraphs for the subnet page."""

from __future__ import annotations

from core.domain.ids import NetUid
from core.domain.metagraph import Metagraph


class MetagraphService:
    async def cached(self, netuid: NetUid) -> Metagraph | None:
        """The last one read of this network, with ``Source.CACHE``."""
        raise NotImplementedError

    async def read(self, netuid: NetUid) -> Metagraph:
        """At the head; kept for the next ``cached``. AppError NOT_FOUND for no such subnet."""
        raise NotImplementedError
