"""Which past blocks to read so that a price curve has its points, and no more."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Final

from core.domain.ids import BlockHash, BlockNumber, NetUid
from core.domain.subnets import PricePoint, SubnetList
from core.errors import AppError, ErrorKind
from core.ports.chain import ChainReader
from core.ports.storage import PriceHistory
from core.services.past_blocks import guessed_block

log = logging.getLogger(__name__)

Sample = Mapping[NetUid, PricePoint]

_NOTED_EVERY: Final = 600.0  # seconds between samples kept from ordinary refreshes
_CLOCKS_APART: Final = 120.0  # seconds between a refresh's time and its block's
_TRIES: Final = 4  # reads to find a block near one moment


class PriceSampler:
    """Fills a span of time with price samples: first from disk, then from past blocks.

    Blocks do not come at one pace (a chain may have stood still, and the
    practice chain's past is slower than its present). So a moment's block is
    found by interpolating between samples whose times are known, and every
    block read on the way is a sample itself.
    """

    def __init__(self, history: PriceHistory) -> None:
        self._history = history
        self._pruned: dict[BlockHash, BlockNumber] = {}
        self._noted: dict[BlockHash, float] = {}

    async def note(self, genesis: BlockHash, subnets: SubnetList) -> None:
        """Keep a refreshed list's prices as a sample, now and then. Raises AppError."""
        now = subnets.stamp.read_at
        if now - self._noted.get(genesis, 0.0) < _NOTED_EVERY:
            return
        self._noted[genesis] = now
        await self._history.add(genesis, _sample_of(subnets))

    async def kept(
        self, genesis: BlockHash, subnets: SubnetList, seconds: float, points: int
    ) -> dict[NetUid, list[PricePoint]]:
        """What is on disk of the time before a list, as ``read`` gives it; the list last."""
        if points < 1 or seconds <= 0:
            return {}
        now, head = subnets.stamp.read_at, subnets.stamp.block
        samples = await self._history.samples(genesis, now - seconds * 1.5)
        known = {block: sample for block, sample in samples.items() if block < head}
        if own := _sample_of(subnets):
            known[head] = own
        spacing = seconds / points
        return _curves(known, _moments(now, seconds, points), spacing / 2)

    async def read(
        self, chain: ChainReader, seconds: float, points: int, *, may_restart: bool = False
    ) -> dict[NetUid, list[PricePoint]]:
        """Up to ``points`` prices a subnet, oldest first, the head last. Raises AppError.

        With ``may_restart`` the chain may have begun anew from the same
        genesis: then what is known of it is forgotten. A node of any other
        network cannot make us forget by telling lies.
        """
        if points < 1 or seconds <= 0:
            return {}
        genesis = await chain.genesis()
        head = (await chain.head()).number
        newest = await chain.prices(head)
        now = _time(newest)
        since = now - seconds * 1.5
        if may_restart and not await self._goes_on(chain, genesis, head, since):
            await self._history.forget(genesis)
            self._pruned.pop(genesis, None)
        known = dict(await self._history.samples(genesis, since))
        known = {block: sample for block, sample in known.items() if block < head}
        known[head] = newest
        spacing = seconds / points
        moments = _moments(now, seconds, points)
        search = _Search(chain, self._history, genesis, known, await chain.block_time())
        search.floor = self._pruned.get(genesis, BlockNumber(0))
        for moment in reversed(moments):
            if not await search.cover(moment, spacing / 2):
                break
        self._pruned[genesis] = search.floor
        return _curves(known, moments, spacing / 2)

    async def _goes_on(
        self, chain: ChainReader, genesis: BlockHash, head: BlockNumber, since: float
    ) -> bool:
        """Whether the newest block we know of is still there and still as old."""
        known = await self._history.samples(genesis, since)
        if not known:
            return True
        last = max(known)
        if last > head:
            return False
        return abs(_time(await chain.prices(last)) - _time(known[last])) < _CLOCKS_APART


class _Search:
    """Reads past blocks near given moments, newest moment first."""

    def __init__(
        self,
        chain: ChainReader,
        history: PriceHistory,
        genesis: BlockHash,
        known: dict[BlockNumber, Sample],
        block_time: float,
    ) -> None:
        self._chain = chain
        self._history = history
        self._genesis = genesis
        self._known = known
        self._block_time = block_time
        self.floor = BlockNumber(0)  # no block at or below it can be read

    async def cover(self, moment: float, tolerance: float) -> bool:
        """Have a sample within ``tolerance`` of ``moment``. False when the past ends before."""
        for _ in range(_TRIES):
            if any(abs(_time(sample) - moment) <= tolerance for sample in self._known.values()):
                return True
            block = self._guess(moment)
            if block is None or block in self._known:
                return block is not None
            if not await self._sample(block):
                return False
        return True

    def _guess(self, moment: float) -> BlockNumber | None:
        """The block at ``moment`` by the nearest samples around it; None before the past's end."""
        marks = {block: _time(sample) for block, sample in self._known.items()}
        return guessed_block(marks, moment, self._block_time, BlockNumber(self.floor + 1))

    async def _sample(self, block: BlockNumber) -> bool:
        try:
            sample = await self._chain.prices(block)
        except AppError as error:
            if error.kind not in (ErrorKind.STATE_PRUNED, ErrorKind.NOT_FOUND):
                raise
            log.info("no prices at block %d: %s", block, error.detail)
            self.floor = BlockNumber(max(self.floor, block))
            return False
        if not sample:
            return False
        self._known[block] = sample
        await self._history.add(self._genesis, sample)
        return True


def _time(sample: Sample) -> float:
    return next(iter(sample.values())).time


def _moments(now: float, seconds: float, points: int) -> list[float]:
    """``points`` times over the ``seconds`` before ``now``, which is the last."""
    spacing = seconds / points
    return [now - spacing * (points - 1 - index) for index in range(points)]


def _sample_of(subnets: SubnetList) -> Sample:
    block, now = subnets.stamp.block, subnets.stamp.read_at
    return {s.netuid: PricePoint(block, now, s.price) for s in subnets.subnets}


def _curves(
    known: Mapping[BlockNumber, Sample], moments: Sequence[float], tolerance: float
) -> dict[NetUid, list[PricePoint]]:
    """For each moment the nearest sample in reach, once; by subnet, oldest first."""
    chosen: dict[BlockNumber, Sample] = {}
    for moment in moments if known else ():
        block = min(known, key=lambda block: abs(_time(known[block]) - moment))
        if abs(_time(known[block]) - moment) <= tolerance * 1.01:
            chosen[block] = known[block]
    curves: dict[NetUid, list[PricePoint]] = {}
    for block in sorted(chosen):
        for netuid, point in chosen[block].items():
            curves.setdefault(netuid, []).append(point)
    return curves
