"""One open connection to a node through the SDK, and what is read over it.

Importing this module imports the SDK (see ``core.chain.substrate``).
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from typing import Final

from core.background import Background
from core.chain import decode, health
from core.chain.accounts import read_accounts, read_prices, read_registrations
from core.chain.genesis import check_genesis
from core.chain.headers import header_hash
from core.chain.substrate import ChainAccess, PinnedSubstrate, Value
from core.chain.translate import answered
from core.chain.wire import Dialer, tls_context
from core.chain.writes import SdkWriter
from core.chain.writes_access import WriteAccess
from core.domain.accounts import AccountList, Registration
from core.domain.addresses import public_key_of
from core.domain.connection import BlockHead
from core.domain.ids import BlockHash, BlockNumber, NetUid, Ss58
from core.domain.metagraph import Metagraph
from core.domain.money import Price
from core.domain.networks import Network
from core.domain.stamps import Source, Stamp
from core.domain.subnets import PricePoint, SubnetHealth, SubnetList
from core.errors import AppError, ErrorKind
from core.streams import Broadcast

DIALLING: Final = 10.0  # seconds until the connection stands and the node has answered once
OPENING: Final = 20.0  # seconds for the metadata and the first head
READING: Final = 20.0
PINGING: Final = 8.0
CLOSING: Final = 2.0

_PALLET: Final = "SubtensorModule"
_SUBNET_ITEMS: Final = (
    "Burn",
    "SubnetworkN",
    "MaxAllowedUids",
    "NetworkRegistrationAllowed",
    "SubnetEmaTaoFlow",
    "SubnetTaoFlow",
    "SubnetExcessTao",
    "Tempo",
    "LastEpochBlock",
    "PendingEpochAt",
)
_CUTOFF_FACTOR: Final = "ActivityCutoffFactorMilli"
_METAGRAPH_ITEMS: Final = (
    "ValidatorTrust",
    "LastEpochBlock",
    "PendingEpochAt",
    _CUTOFF_FACTOR,
    "ImmuneOwnerUidsLimit",
    "MinNonImmuneUids",
)


def warm() -> None:
    """Make ready in a thread what would hold up the loop at the first connection."""
    tls_context()


class SdkLink:
    """A ``ChainLink`` over the SDK."""

    def __init__(self, endpoint: str) -> None:
        self._dialer = Dialer(endpoint)
        self._substrate = PinnedSubstrate(self._dialer, READING)
        self._chain = self._substrate.access
        self._genesis = BlockHash("")
        self._head: BlockHead | None = None
        self._heads: Broadcast[BlockHead] = Broadcast()
        self._background = Background()

    @property
    def endpoint(self) -> str:
        return self._dialer.endpoint

    async def open(self, network: Network) -> None:
        """Connect and wait for the first head; on failure nothing stays open."""
        try:
            async with answered(self._dialer, DIALLING):
                claimed = await self._substrate.dial()
            self._genesis = check_genesis(network, claimed, self.endpoint)
            async with answered(self._dialer, OPENING):
                await self._substrate.read_metadata()
                self._background.start("heads", self._follow_heads())
                await anext(self.heads())
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        closed = AppError(ErrorKind.OFFLINE, "closed", {"endpoint": self.endpoint})
        self._dialer.blame(closed)
        # The wire first: that ends the session's receiver and whatever is pending. The
        # receiver may miss being cancelled (wait_for before Python 3.12 drops a
        # cancellation that meets a frame), and then closing the session waits for ever.
        with suppress(AppError):
            async with answered(self._dialer, CLOSING):
                await self._dialer.hang_up()
                await self._substrate.close()
        self._heads.end(closed)
        await self._background.close()

    def writer(self) -> SdkWriter:
        """What changes the chain over this connection."""
        return SdkWriter(WriteAccess(self._substrate), self._dialer, self._genesis, self.heads)

    # -- the chain

    async def genesis(self) -> BlockHash:
        return self._genesis

    async def head(self) -> BlockHead:
        if self._head is None:
            return await anext(self.heads())
        return self._head

    def heads(self) -> AsyncIterator[BlockHead]:
        return self._heads.listen(*(() if self._head is None else (self._head,)))

    async def block_time(self) -> float:
        async with answered(self._dialer, READING):
            return await self._chain.block_time()
        raise AssertionError("unreachable")

    async def ping(self) -> float:
        begin = time.perf_counter()
        async with answered(self._dialer, PINGING):
            await self._chain.block_hash()  # the head's: others the SDK may know by heart
        return (time.perf_counter() - begin) * 1000

    # -- records

    async def subnets(self, block: BlockNumber | None = None) -> SubnetList:
        async with answered(self._dialer, READING):
            stamp = await self._stamp(block)
            infos, prices = await asyncio.gather(
                self._runtime("SubnetInfoRuntimeApi", "get_all_dynamic_info", [], stamp),
                read_prices(self._chain, stamp),
            )
            known = [info for info in infos if info is not None]
            storage = await _maps(
                self._chain, _SUBNET_ITEMS, [info["netuid"] for info in known], stamp
            )
            values = [
                decode.SubnetValues(info, prices[info["netuid"]], storage[info["netuid"]])
                for info in known
            ]
            return SubnetList(stamp, decode.subnets(values))
        raise AssertionError("unreachable")

    async def metagraph(self, netuid: NetUid, block: BlockNumber | None = None) -> Metagraph:
        async with answered(self._dialer, READING):
            stamp = await self._stamp(block)
            raw, price, storage = await asyncio.gather(
                self._runtime("SubnetInfoRuntimeApi", "get_metagraph", [netuid], stamp),
                self._runtime("SwapRuntimeApi", "current_alpha_price", [netuid], stamp),
                _maps(self._chain, _METAGRAPH_ITEMS, [netuid], stamp),
            )
            if raw is None:
                raise self._no_such_subnet(netuid)
            owned = await self._storage("OwnedHotkeys", [raw["owner_coldkey"]], stamp)
            trust = storage[netuid]["ValidatorTrust"]
            values = decode.MetagraphValues(raw, price, trust, owned, storage[netuid])
            return decode.metagraph(values, stamp)
        raise AssertionError("unreachable")

    async def health(self, netuid: NetUid) -> SubnetHealth:
        """A subnet's health at the head. Raises AppError, NOT_FOUND for no such subnet."""
        api, places = "SubnetInfoRuntimeApi", list(health.FIELDS.values())
        async with answered(self._dialer, READING):
            stamp = await self._stamp(None)
            raw, storage = await asyncio.gather(
                self._runtime(api, "get_selective_metagraph", [netuid, places], stamp),
                _maps(self._chain, (_CUTOFF_FACTOR,), [netuid], stamp),
            )
            if raw is not None and not health.complete(raw):
                raw = await self._runtime(api, "get_metagraph", [netuid], stamp)
            if raw is None:
                raise self._no_such_subnet(netuid)
            factor = storage[netuid][_CUTOFF_FACTOR]
            return health.health_of(netuid, raw, factor, stamp.block)
        raise AssertionError("unreachable")

    async def prices(self, block: BlockNumber) -> dict[NetUid, PricePoint]:
        async with answered(self._dialer, READING):
            stamp = await self._stamp(block)
            prices, now_ms = await asyncio.gather(
                read_prices(self._chain, stamp),
                self._chain.query("Timestamp", "Now", [], stamp.block_hash),
            )
            seconds = now_ms / 1000
            return {
                netuid: PricePoint(block, seconds, Price(price)) for netuid, price in prices.items()
            }
        raise AssertionError("unreachable")

    async def accounts(
        self, addresses: Sequence[Ss58], block: BlockNumber | None = None
    ) -> AccountList:
        async with answered(self._dialer, READING):
            return await read_accounts(self._chain, addresses, await self._stamp(block))
        raise AssertionError("unreachable")

    async def registrations(
        self, hotkeys: Sequence[Ss58], block: BlockNumber | None = None
    ) -> Sequence[Registration]:
        async with answered(self._dialer, READING):
            return await read_registrations(self._chain, hotkeys, await self._stamp(block))
        raise AssertionError("unreachable")

    async def ask_practice_tao(self, address: Ss58) -> BlockNumber:
        public_key_of(address)
        async with answered(self._dialer, READING):
            return BlockNumber(int(await self._substrate.ask("practice_faucet", address)))
        raise AssertionError("unreachable")

    # -- parts

    def _no_such_subnet(self, netuid: NetUid) -> AppError:
        facts = {"endpoint": self.endpoint, "netuid": str(netuid)}
        return AppError(ErrorKind.NOT_FOUND, "no such subnet", facts)

    async def _stamp(self, block: BlockNumber | None) -> Stamp:
        if block is None:
            head = await self.head()
            return Stamp(head.number, head.hash, time.time(), Source.CHAIN)
        block_hash = BlockHash(await self._chain.block_hash(block))
        return Stamp(block, block_hash, time.time(), Source.CHAIN)

    async def _runtime(self, api: str, method: str, params: list[Value], stamp: Stamp) -> Value:
        return await self._chain.runtime_call(api, method, params, stamp.block_hash)

    async def _storage(self, item: str, params: list[Value], stamp: Stamp) -> Value:
        return await self._chain.query(_PALLET, item, params, stamp.block_hash)

    async def _follow_heads(self) -> None:
        """Publish heads until the connection ends, then end the streams with the reason.

        Not cancelled while the connection is open: ``close`` ends that first.
        """
        error: AppError | None = None
        try:
            async with answered(self._dialer, None):
                async for header in self._substrate.headers():
                    number = BlockNumber(header["number"])
                    self._head = BlockHead(number, header_hash(header, number), time.time())
                    self._heads.publish(self._head)
        except AppError as ended:
            error = ended
        facts = {"endpoint": self.endpoint}
        self._heads.end(error or AppError(ErrorKind.OFFLINE, "the heads ended", facts))


async def _maps(
    chain: ChainAccess, items: tuple[str, ...], netuids: list[NetUid], stamp: Stamp
) -> dict[NetUid, Mapping[str, Value]]:
    """Storage values by netuid and item: one request an item, all under way at once."""
    params = [[netuid] for netuid in netuids]
    columns = await asyncio.gather(
        *(chain.query_batch(_PALLET, item, params, stamp.block_hash) for item in items)
    )
    return {
        netuid: dict(zip(items, row, strict=True))
        for netuid, row in zip(netuids, zip(*columns, strict=True), strict=True)
    }
