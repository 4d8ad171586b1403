"""A metagraph service whose answers a test writes."""

from __future__ import annotations

import asyncio

from core.domain.ids import NetUid
from core.domain.metagraph import Metagraph
from core.errors import AppError, ErrorKind


class FakeMetagraphs:
    """``read`` waits while ``gate`` is clear; netuids not in ``fresh`` are not found."""

    def __init__(self, *fresh: Metagraph, cached: Metagraph | None = None) -> None:
        self.fresh = {metagraph.netuid: metagraph for metagraph in fresh}
        self.kept = cached
        self.error: AppError | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.reads = 0

    async def cached(self, netuid: NetUid) -> Metagraph | None:
        return self.kept if self.kept is not None and self.kept.netuid == netuid else None

    async def read(self, netuid: NetUid) -> Metagraph:
        self.reads += 1
        await self.gate.wait()
        if self.error is not None:
            raise self.error
        if netuid not in self.fresh:
            raise AppError(ErrorKind.NOT_FOUND, "no such subnet", {"netuid": str(netuid)})
        return self.fresh[netuid]
