"""Which block was at a moment, on a chain whose blocks come at no steady pace."""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections.abc import Mapping
from typing import Final

from core.domain.ids import BlockNumber
from core.errors import AppError, ErrorKind
from core.ports.chain import ChainReader

log = logging.getLogger(__name__)

# What a node says of a block whose state it does not have, or whose runtime
# was older than the call.
BEYOND: Final = (ErrorKind.STATE_PRUNED, ErrorKind.NOT_FOUND, ErrorKind.UNSUPPORTED)

_TRIES: Final = 6  # reads to find a block near one moment


def guessed_block(
    marks: Mapping[BlockNumber, float], moment: float, block_time: float, lowest: BlockNumber
) -> BlockNumber | None:
    """The block at ``moment`` by the marks around it, blocks whose unix times are known.

    Before the first mark every block took ``block_time`` seconds. None where
    that is below ``lowest`` and the first mark is not above it.
    """
    ordered = sorted((time, block) for block, time in marks.items())
    index = bisect_right(ordered, (moment, 0))
    if index == len(ordered):
        return BlockNumber(ordered[-1][1])
    after_time, after = ordered[index]
    if index:
        before_time, before = ordered[index - 1]
        part = (moment - before_time) / (after_time - before_time)
        return BlockNumber(before + round((after - before) * part))
    back = round((after_time - moment) / block_time)
    if after <= lowest:
        return None
    return BlockNumber(max(lowest, after - max(1, back)))


class PastBlocks:
    """Finds blocks by time, and remembers the times it read on the way."""

    def __init__(
        self, chain: ChainReader, head: BlockNumber, now: float, block_time: float
    ) -> None:
        self.head = head
        self.now = now  # the head's time, by the chain
        self._chain = chain
        self._block_time = block_time
        self._marks = {head: now}
        self._floor = BlockNumber(0)  # no block at or below it can be read

    @classmethod
    async def of(cls, chain: ChainReader) -> PastBlocks | None:
        """From the present head on; None for a chain that has no clock yet. Raises AppError."""
        head = (await chain.head()).number
        now = await _time_of(chain, head)
        return None if now is None else cls(chain, head, now, await chain.block_time())

    def learn(self, marks: Mapping[BlockNumber, float]) -> None:
        """Blocks whose times are known from elsewhere."""
        self._marks.update({b: time for b, time in marks.items() if b < self.head})

    async def time_of(self, block: BlockNumber) -> float | None:
        """Its unix time; None where the node cannot tell. Raises AppError."""
        if block not in self._marks:
            time = await self._read(block)
            if time is None:
                return None
            self._marks[block] = time
        return self._marks[block]

    async def at(self, moment: float, tolerance: float) -> BlockNumber | None:
        """A block within ``tolerance`` seconds of ``moment``.

        None where the past that can be read ends before it, and where the
        chain made no block then. Raises AppError.
        """
        for _ in range(_TRIES):
            nearest = min(self._marks, key=lambda block: abs(self._marks[block] - moment))
            if abs(self._marks[nearest] - moment) <= tolerance:
                return nearest
            lowest = BlockNumber(self._floor + 1)
            block = guessed_block(self._marks, moment, self._block_time, lowest)
            if block is None or block in self._marks or await self.time_of(block) is None:
                return None
        return None

    async def _read(self, block: BlockNumber) -> float | None:
        try:
            return await _time_of(self._chain, block)
        except AppError as error:
            if error.kind not in BEYOND:
                raise
            log.info("no time of block %d: %s", block, error.detail)
            self._floor = BlockNumber(max(self._floor, block))
            return None


async def _time_of(chain: ChainReader, block: BlockNumber) -> float | None:
    prices = await chain.prices(block)
    return next((point.time for point in prices.values()), None)
