"""What services need of a chain. ``core.chain`` gives it; so do the fakes in tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Protocol

from core.domain.connection import BlockHead
from core.domain.ids import BlockHash, BlockNumber, NetUid
from core.domain.metagraph import Metagraph
from core.domain.subnets import PricePoint, SubnetHealth, SubnetList


class ChainReader(Protocol):
    """Reads at one block. Every call ends within its own deadline.

    ``block=None`` means the head at the time of the call. Errors are
    ``AppError``: OFFLINE, TIMEOUT, NODE_FAULT, NOT_FOUND, STATE_PRUNED.
    """

    async def genesis(self) -> BlockHash: ...

    async def head(self) -> BlockHead: ...

    async def block_time(self) -> float:
        """Seconds between blocks, from the chain's own constants."""
        ...

    async def subnets(self, block: BlockNumber | None = None) -> SubnetList: ...

    async def metagraph(self, netuid: NetUid, block: BlockNumber | None = None) -> Metagraph: ...

    async def prices(self, block: BlockNumber) -> dict[NetUid, PricePoint]: ...

    def heads(self) -> AsyncIterator[BlockHead]:
        """New heads as they come, the current one first. Ends with an AppError."""
        ...


class MetagraphSweep(Protocol):
    """Reads many metagraphs without burdening the caller's process."""

    def health(self, endpoint: str, netuids: Sequence[NetUid]) -> AsyncIterator[SubnetHealth]: ...
