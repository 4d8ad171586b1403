"""What coldkeys own: cached at once, fresh at the head, and what it was worth before."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Final

from core.domain.accounts import AccountList, Registration, WorthPoint
from core.domain.ids import BlockHash, BlockNumber, Ss58
from core.domain.networks import NetworkKind
from core.errors import AppError, ErrorKind
from core.ports.chain import ChainReader
from core.ports.storage import HoldingHistory, RecordCache
from core.services.network import NetworkService
from core.services.past_blocks import BEYOND, PastBlocks

log = logging.getLogger(__name__)

_NOTED_EVERY: Final = 3_600.0  # seconds between samples kept from ordinary refreshes
_CLOCKS_APART: Final = 120.0  # seconds between a refresh's time and its block's
_NEAR: Final = 6  # a sixth of a span off is still "so long ago"
_MAY_RESTART: Final = (NetworkKind.PRACTICE, NetworkKind.LOCAL)
_NO_FAUCET: Final = (NetworkKind.FINNEY, NetworkKind.TEST)


class AccountService:
    """The past comes from the chain where the node still has it, else from this computer.

    An hourly sample of what was refreshed is kept for the latter.
    """

    def __init__(
        self, network: NetworkService, cache: RecordCache, holdings: HoldingHistory
    ) -> None:
        self._network = network
        self._cache = cache
        self._holdings = holdings
        self._noted: dict[tuple[BlockHash, Ss58], float] = {}

    async def cached(self, addresses: Sequence[Ss58]) -> AccountList | None:
        """The last known on this network, with ``Source.CACHE``; None where one is missing."""
        genesis = await self._network.genesis()
        return None if genesis is None else await self._cache.accounts(genesis, addresses)

    async def refresh(self, addresses: Sequence[Ss58]) -> AccountList:
        """All at one block, in a few batched reads. Raises AppError."""
        reader = await self._network.reader()
        accounts = await reader.accounts(addresses)
        genesis = await reader.genesis()
        await self._cache.keep_accounts(genesis, accounts)
        await self._note(genesis, accounts)
        return accounts

    async def registrations(self, hotkeys: Sequence[Ss58]) -> Sequence[Registration]:
        """Where hotkeys are registered, at the head. Raises AppError."""
        reader = await self._network.reader()
        return await reader.registrations(hotkeys)

    async def earlier(self, addresses: Sequence[Ss58], seconds: float) -> AccountList | None:
        """The same accounts ``seconds`` ago, give or take a sixth of that.

        None where neither the node nor this computer can tell. Raises AppError.
        """
        reader = await self._network.reader()
        genesis = await reader.genesis()
        past = await self._past(reader, genesis)
        if past is None:
            return None
        moment, tolerance = past.now - seconds, seconds / _NEAR
        block = await past.at(moment, tolerance)
        found = None if block is None else await _accounts_at(reader, addresses, block)
        return found or await self._holdings.nearest(genesis, addresses, moment, tolerance)

    async def worth_history(
        self, addresses: Sequence[Ss58], seconds: float, points: int
    ) -> Sequence[WorthPoint]:
        """Oldest first, as far as the chain or this computer remembers, the head last.

        ``points`` moments lie evenly over the last ``seconds``; those nothing
        is known of are missing. Raises AppError.
        """
        if points < 1 or seconds <= 0 or not addresses:
            return ()
        reader = await self._network.reader()
        genesis = await reader.genesis()
        past = await self._past(reader, genesis)
        if past is None:
            return ()
        spacing = seconds / max(1, points - 1)
        since = past.now - seconds - spacing
        kept = await self._holdings.points(genesis, addresses, since)
        known = {point.block: point for point in kept if point.block < past.head}
        past.learn({block: point.time for block, point in known.items()})
        moments = [past.now - spacing * index for index in range(points)]
        for moment in moments:
            if _near(known, moment, spacing / 2) is not None:
                continue
            point = await self._read_point(reader, addresses, past, moment, spacing / 2)
            if point is None:
                break
            known[point.block] = point
        chosen = {_near(known, moment, spacing / 2) for moment in moments} - {None}
        return [known[block] for block in sorted(known) if block in chosen]

    async def kept_history(
        self, addresses: Sequence[Ss58], now: float, seconds: float
    ) -> Sequence[WorthPoint]:
        """What this computer remembers of the last ``seconds`` before ``now``; needs no node."""
        genesis = await self._network.genesis()
        if genesis is None or not addresses:
            return ()
        return await self._holdings.points(genesis, addresses, now - seconds)

    async def ask_practice_tao(self, address: Ss58) -> BlockNumber:
        """100 practice TAO in the block returned. Raises AppError, UNSUPPORTED elsewhere."""
        link = await self._network.link()
        if self._network.state.network.kind in _NO_FAUCET:
            raise AppError(ErrorKind.UNSUPPORTED, "this network gives no TAO away")
        return await link.ask_practice_tao(address)

    # -- parts

    async def _note(self, genesis: BlockHash, accounts: AccountList) -> None:
        """Keep a sample, if the last one of any of these accounts is an hour old."""
        now = accounts.stamp.read_at
        keys = [(genesis, account.address) for account in accounts.accounts]
        if all(now - self._noted.get(key, 0.0) < _NOTED_EVERY for key in keys):
            return
        self._noted.update(dict.fromkeys(keys, now))
        await self._holdings.add(genesis, accounts, now)

    async def _past(self, reader: ChainReader, genesis: BlockHash) -> PastBlocks | None:
        """The chain's past; what is kept of a chain that began anew is forgotten first."""
        past = await PastBlocks.of(reader)
        if past is not None and self._network.state.network.kind in _MAY_RESTART:
            await self._forget_undone(past, genesis)
        return past

    async def _forget_undone(self, past: PastBlocks, genesis: BlockHash) -> None:
        last = await self._holdings.last(genesis)
        if last is None:
            return
        block, noted = last
        if block <= past.head:
            time = await past.time_of(block)
            if time is None or abs(time - noted) <= _CLOCKS_APART:
                return
        await self._holdings.forget(genesis)

    async def _read_point(
        self,
        reader: ChainReader,
        addresses: Sequence[Ss58],
        past: PastBlocks,
        moment: float,
        tolerance: float,
    ) -> WorthPoint | None:
        """What the accounts were worth near a moment, kept for the next time."""
        block = await past.at(moment, tolerance)
        found = None if block is None else await _accounts_at(reader, addresses, block)
        time = None if block is None else await past.time_of(block)
        if found is None or block is None or time is None:
            return None
        await self._holdings.add(await reader.genesis(), found, time)
        return WorthPoint(block, time, found.total)


async def _accounts_at(
    reader: ChainReader, addresses: Sequence[Ss58], block: BlockNumber
) -> AccountList | None:
    try:
        return await reader.accounts(addresses, block)
    except AppError as error:
        if error.kind not in BEYOND:
            raise
        log.info("no accounts at block %d: %s", block, error.detail)
        return None


def _near(
    known: Mapping[BlockNumber, WorthPoint], moment: float, tolerance: float
) -> BlockNumber | None:
    """The known block nearest to ``moment``, if it is in reach."""
    nearest = min(known, key=lambda block: abs(known[block].time - moment), default=None)
    if nearest is None or abs(known[nearest].time - moment) > tolerance * 1.01:
        return None
    return nearest
