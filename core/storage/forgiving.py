"""A disk that is full, locked or gone costs the cache, never the page.

These stand before the real cache and history: what cannot be read counts as
absent, what cannot be written is logged and dropped.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Mapping, Sequence
from typing import TypeVar

from core.domain.accounts import AccountList, WorthPoint
from core.domain.ids import BlockHash, BlockNumber, NetUid, Ss58
from core.domain.metagraph import Metagraph
from core.domain.subnets import PricePoint, SubnetHealth, SubnetList
from core.errors import AppError
from core.ports.storage import HoldingHistory, PriceHistory, RecordCache

log = logging.getLogger(__name__)

T = TypeVar("T")


async def _read(what: str, reading: Awaitable[T], absent: T) -> T:
    try:
        return await reading
    except AppError as error:
        log.warning("%s could not be read: %r", what, error)
        return absent


async def _write(what: str, writing: Awaitable[None]) -> None:
    try:
        await writing
    except AppError as error:
        log.warning("%s could not be kept: %r", what, error)


class ForgivingCache:
    """A ``RecordCache`` that never raises."""

    def __init__(self, cache: RecordCache) -> None:
        self._cache = cache

    async def genesis_of(self, network: str) -> BlockHash | None:
        return await _read("the last genesis", self._cache.genesis_of(network), None)

    async def remember_genesis(self, network: str, genesis: BlockHash) -> None:
        await _write("the genesis", self._cache.remember_genesis(network, genesis))

    async def subnets(self, genesis: BlockHash) -> SubnetList | None:
        return await _read("the subnets", self._cache.subnets(genesis), None)

    async def keep_subnets(self, genesis: BlockHash, subnets: SubnetList) -> None:
        await _write("the subnets", self._cache.keep_subnets(genesis, subnets))

    async def metagraph(self, genesis: BlockHash, netuid: NetUid) -> Metagraph | None:
        return await _read("a metagraph", self._cache.metagraph(genesis, netuid), None)

    async def keep_metagraph(self, genesis: BlockHash, metagraph: Metagraph) -> None:
        await _write("a metagraph", self._cache.keep_metagraph(genesis, metagraph))

    async def health(self, genesis: BlockHash) -> Mapping[NetUid, SubnetHealth]:
        return await _read("the subnets' health", self._cache.health(genesis), {})

    async def keep_health(self, genesis: BlockHash, health: SubnetHealth) -> None:
        await _write("a subnet's health", self._cache.keep_health(genesis, health))

    async def accounts(self, genesis: BlockHash, addresses: Sequence[Ss58]) -> AccountList | None:
        return await _read("the accounts", self._cache.accounts(genesis, addresses), None)

    async def keep_accounts(self, genesis: BlockHash, accounts: AccountList) -> None:
        await _write("the accounts", self._cache.keep_accounts(genesis, accounts))


class ForgivingHistory:
    """A ``PriceHistory`` that never raises."""

    def __init__(self, history: PriceHistory) -> None:
        self._history = history

    async def samples(
        self, genesis: BlockHash, since: float
    ) -> Mapping[BlockNumber, Mapping[NetUid, PricePoint]]:
        return await _read("past prices", self._history.samples(genesis, since), {})

    async def add(self, genesis: BlockHash, points: Mapping[NetUid, PricePoint]) -> None:
        await _write("prices", self._history.add(genesis, points))

    async def forget(self, genesis: BlockHash) -> None:
        await _write("forgetting past prices", self._history.forget(genesis))


class ForgivingHoldings:
    """A ``HoldingHistory`` that never raises."""

    def __init__(self, holdings: HoldingHistory) -> None:
        self._holdings = holdings

    async def points(
        self, genesis: BlockHash, addresses: Sequence[Ss58], since: float
    ) -> Sequence[WorthPoint]:
        return await _read("past holdings", self._holdings.points(genesis, addresses, since), ())

    async def nearest(
        self, genesis: BlockHash, addresses: Sequence[Ss58], moment: float, tolerance: float
    ) -> AccountList | None:
        reading = self._holdings.nearest(genesis, addresses, moment, tolerance)
        return await _read("past holdings", reading, None)

    async def last(self, genesis: BlockHash) -> tuple[BlockNumber, float] | None:
        return await _read("past holdings", self._holdings.last(genesis), None)

    async def add(self, genesis: BlockHash, accounts: AccountList, time: float) -> None:
        await _write("holdings", self._holdings.add(genesis, accounts, time))

    async def forget(self, genesis: BlockHash) -> None:
        await _write("forgetting past holdings", self._holdings.forget(genesis))
