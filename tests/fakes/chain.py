"""A chain in memory, and the connector, practice node, sweep and disk around it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace

from core.domain.accounts import Account, AccountList, Registration, WorthPoint
from core.domain.connection import BlockHead
from core.domain.ids import BlockHash, BlockNumber, NetUid, Ss58
from core.domain.metagraph import Metagraph
from core.domain.money import Price, TaoRao
from core.domain.networks import Network
from core.domain.stamps import Source, Stamp
from core.domain.subnets import PricePoint, Subnet, SubnetHealth, SubnetList
from core.errors import AppError, ErrorKind
from core.streams import Broadcast
from tests import builders

GENESIS = BlockHash("0x" + "ab" * 32)
OTHER_GENESIS = BlockHash("0x" + "cd" * 32)


def block_hash(number: int) -> BlockHash:
    return BlockHash(f"0x{number:064x}")


class FakeChain:
    """A ``ChainLink``: blocks come when the test says, every ``block_seconds`` of chain time.

    ``stuck`` makes every read wait for ever; ``error`` makes it fail. Blocks
    below ``pruned_below`` have lost their state. ``owned`` tells what an
    address has at a block, beside what ``grants`` brought it; without
    ``faucet`` the chain is not one that gives TAO away.
    """

    def __init__(
        self,
        *,
        genesis: BlockHash = GENESIS,
        endpoint: str = "ws://fake:1",
        head: int = 1000,
        block_seconds: float = 12.0,
        subnets: Sequence[Subnet] = (),
    ) -> None:
        self.endpoint = endpoint
        self.subnets_now = tuple(subnets) or tuple(builders.subnet(n) for n in range(3))
        self.block_seconds = block_seconds
        self.started = builders.NOW
        self.stuck = False
        self.error: AppError | None = None
        self.pruned_below = 0
        self.closed = False
        self.pings = 0
        self.silent_pings = False
        self.read_blocks: list[int] = []
        self.owned: Callable[[Ss58, int], Account] = builders.account_of
        self.faucet = True
        self.grants: list[tuple[int, Ss58]] = []
        self._genesis = genesis
        self._first = head
        self._head = self._block(head)
        self._heads: Broadcast[BlockHead] = Broadcast()

    # -- what a test does

    def advance(self, blocks: int = 1) -> None:
        for _ in range(blocks):
            self._head = self._block(self._head.number + 1)
            self._heads.publish(self._head)

    def drop(self, kind: ErrorKind = ErrorKind.OFFLINE) -> None:
        """End the connection from the node's side."""
        self.error = AppError(kind, "dropped", {"endpoint": self.endpoint})
        self._heads.end(self.error)

    def time_of(self, block: int) -> float:
        return self.started + (block - self._first) * self.block_seconds

    # -- ChainLink

    async def genesis(self) -> BlockHash:
        return self._genesis

    async def head(self) -> BlockHead:
        return self._head

    async def block_time(self) -> float:
        return self.block_seconds

    def heads(self) -> AsyncIterator[BlockHead]:
        return self._heads.listen(self._head)

    async def ping(self) -> float:
        self.pings += 1
        if self.silent_pings:
            raise AppError(ErrorKind.TIMEOUT, "silence", {"endpoint": self.endpoint})
        return 4.0

    async def close(self) -> None:
        self.closed = True
        self.error = AppError(ErrorKind.OFFLINE, "closed", {"endpoint": self.endpoint})
        self._heads.end(self.error)

    async def subnets(self, block: BlockNumber | None = None) -> SubnetList:
        stamp = await self._answer(block)
        return SubnetList(stamp, self.subnets_now)

    async def metagraph(self, netuid: NetUid, block: BlockNumber | None = None) -> Metagraph:
        stamp = await self._answer(block)
        if netuid not in {subnet.netuid for subnet in self.subnets_now}:
            raise AppError(ErrorKind.NOT_FOUND, "no such subnet", {"netuid": str(netuid)})
        return builders.metagraph(count=8, netuid=netuid, at=stamp)

    async def prices(self, block: BlockNumber) -> dict[NetUid, PricePoint]:
        await self._answer(block)
        time = self.time_of(block)
        return {
            subnet.netuid: PricePoint(block, time, Price(1000 + block))
            for subnet in self.subnets_now
        }

    async def accounts(
        self, addresses: Sequence[Ss58], block: BlockNumber | None = None
    ) -> AccountList:
        stamp = await self._answer(block)
        _require_addresses(addresses)
        return AccountList(stamp, tuple(self._account(a, stamp.block) for a in addresses))

    async def registrations(
        self, hotkeys: Sequence[Ss58], block: BlockNumber | None = None
    ) -> Sequence[Registration]:
        await self._answer(block)
        _require_addresses(hotkeys)
        neurons = [
            (subnet.netuid, neuron)
            for subnet in self.subnets_now
            for neuron in builders.metagraph(count=8, netuid=subnet.netuid).neurons
        ]
        return [
            Registration(hotkey, netuid, neuron.uid)
            for hotkey in hotkeys
            for netuid, neuron in neurons
            if neuron.hotkey == hotkey
        ]

    async def ask_practice_tao(self, address: Ss58) -> BlockNumber:
        await self._answer(None)
        _require_addresses([address])
        if not self.faucet:
            raise AppError(ErrorKind.UNSUPPORTED, "no such method", {"endpoint": self.endpoint})
        block = BlockNumber(self._head.number + 1)
        self.grants.append((block, address))
        return block

    # -- parts

    def _account(self, address: Ss58, block: int) -> Account:
        account = self.owned(address, block)
        given = sum(at <= block and to == address for at, to in self.grants)
        return replace(account, free=TaoRao(account.free + given * 100 * builders.TAO))

    def _block(self, number: int) -> BlockHead:
        return BlockHead(BlockNumber(number), block_hash(number), self.time_of(number))

    async def _answer(self, block: BlockNumber | None) -> Stamp:
        if self.stuck:
            await asyncio.Event().wait()
        if self.error is not None:
            raise self.error
        number = self._head.number if block is None else block
        if not 0 <= number <= self._head.number:
            raise AppError(ErrorKind.NOT_FOUND, "no such block", {"endpoint": self.endpoint})
        if number < self.pruned_below:
            raise AppError(ErrorKind.STATE_PRUNED, "pruned", {"endpoint": self.endpoint})
        self.read_blocks.append(number)
        at = BlockNumber(number)
        return Stamp(at, block_hash(number), self.time_of(self._head.number), Source.CHAIN)


def _require_addresses(addresses: Sequence[Ss58]) -> None:
    """Made-up addresses have no checksum, so what they look like must do."""
    for address in addresses:
        if not (address.startswith("5") and len(address) in (47, 48)):
            raise AppError(ErrorKind.BAD_INPUT, "not an address", {"text": address})


class FakeConnector:
    """A ``ChainConnector``: gives the scripted link or error of each attempt, in order.

    The last one repeats. ``gate`` holds up opening while it is clear.
    """

    def __init__(self, *outcomes: FakeChain | AppError) -> None:
        self.outcomes = list(outcomes)
        self.opened: list[tuple[Network, str]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.abandoned = 0

    async def prepare(self, network: Network) -> None:
        """Nothing to prepare."""

    async def open(self, network: Network, endpoint: str) -> FakeChain:
        self.opened.append((network, endpoint))
        try:
            await self.gate.wait()
        except asyncio.CancelledError:
            self.abandoned += 1
            raise
        outcome = self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]
        if isinstance(outcome, AppError):
            raise outcome
        outcome.endpoint = endpoint
        return outcome


class FakePractice:
    """A ``PracticeNode`` without a process."""

    def __init__(self, error: AppError | None = None) -> None:
        self.running = False
        self.starts = 0
        self.stops = 0
        self.renewed: list[float] = []
        self.error = error

    async def start(self) -> str:
        if self.error is not None:
            raise self.error
        if not self.running:
            self.starts += 1
            self.running = True
        return f"ws://127.0.0.1:{40_000 + self.starts}"

    async def stop(self) -> None:
        self.stops += self.running
        self.running = False

    async def renew(self, block_time: float) -> None:
        self.renewed.append(block_time)
        await self.stop()


class FakeSweep:
    """A ``MetagraphSweep`` that finds every subnet healthy, or fails with ``error`` at its end."""

    def __init__(self, error: AppError | None = None) -> None:
        self.orders: list[tuple[str, BlockHash, tuple[NetUid, ...]]] = []
        self.error = error
        self.closed = 0

    async def health(
        self, endpoint: str, genesis: BlockHash, netuids: Sequence[NetUid]
    ) -> AsyncIterator[SubnetHealth]:
        self.orders.append((endpoint, genesis, tuple(netuids)))
        try:
            for netuid in netuids:
                yield SubnetHealth(netuid, BlockNumber(1000), 5, 20, BlockNumber(990))
            if self.error is not None:
                raise self.error
        finally:
            self.closed += 1


class MemoryCache:
    """A ``RecordCache`` in memory."""

    def __init__(self) -> None:
        self.lists: dict[BlockHash, SubnetList] = {}
        self.metagraphs: dict[tuple[BlockHash, NetUid], Metagraph] = {}
        self.healths: dict[BlockHash, dict[NetUid, SubnetHealth]] = {}
        self.genesis: dict[str, BlockHash] = {}
        self.kept: dict[tuple[BlockHash, str], AccountList] = {}

    async def genesis_of(self, network: str) -> BlockHash | None:
        return self.genesis.get(network)

    async def remember_genesis(self, network: str, genesis: BlockHash) -> None:
        self.genesis[network] = genesis

    async def subnets(self, genesis: BlockHash) -> SubnetList | None:
        found = self.lists.get(genesis)
        return found and replace(found, stamp=replace(found.stamp, source=Source.CACHE))

    async def keep_subnets(self, genesis: BlockHash, subnets: SubnetList) -> None:
        self.lists[genesis] = subnets

    async def metagraph(self, genesis: BlockHash, netuid: NetUid) -> Metagraph | None:
        found = self.metagraphs.get((genesis, netuid))
        return found and replace(found, stamp=replace(found.stamp, source=Source.CACHE))

    async def keep_metagraph(self, genesis: BlockHash, metagraph: Metagraph) -> None:
        self.metagraphs[genesis, metagraph.netuid] = metagraph

    async def health(self, genesis: BlockHash) -> Mapping[NetUid, SubnetHealth]:
        return self.healths.get(genesis, {})

    async def keep_health(self, genesis: BlockHash, health: SubnetHealth) -> None:
        self.healths.setdefault(genesis, {})[health.netuid] = health

    async def accounts(self, genesis: BlockHash, addresses: Sequence[Ss58]) -> AccountList | None:
        found = [self.kept.get((genesis, address)) for address in addresses]
        lists = [listed for listed in found if listed is not None]
        if not lists or len(lists) < len(found):
            return None
        oldest = min((listed.stamp for listed in lists), key=lambda stamp: stamp.block)
        accounts = tuple(listed.accounts[0] for listed in lists)
        return AccountList(replace(oldest, source=Source.CACHE), accounts)

    async def keep_accounts(self, genesis: BlockHash, accounts: AccountList) -> None:
        for account in accounts.accounts:
            self.kept[genesis, account.address] = AccountList(accounts.stamp, (account,))


class MemoryHistory:
    """A ``PriceHistory`` in memory."""

    def __init__(self) -> None:
        self.points: dict[BlockHash, dict[BlockNumber, dict[NetUid, PricePoint]]] = {}

    async def samples(
        self, genesis: BlockHash, since: float
    ) -> Mapping[BlockNumber, Mapping[NetUid, PricePoint]]:
        blocks = self.points.get(genesis, {})
        return {
            block: sample
            for block, sample in sorted(blocks.items())
            if all(point.time >= since for point in sample.values())
        }

    async def add(self, genesis: BlockHash, points: Mapping[NetUid, PricePoint]) -> None:
        for netuid, point in points.items():
            blocks = self.points.setdefault(genesis, {})
            blocks.setdefault(point.block, {})[netuid] = point

    async def forget(self, genesis: BlockHash) -> None:
        self.points.pop(genesis, None)


class MemoryHoldings:
    """A ``HoldingHistory`` in memory, which keeps everything whole."""

    def __init__(self) -> None:
        self.rows: dict[tuple[BlockHash, BlockNumber, str], tuple[float, AccountList]] = {}
        self.adds = 0

    async def points(
        self, genesis: BlockHash, addresses: Sequence[Ss58], since: float
    ) -> Sequence[WorthPoint]:
        blocks = sorted({block for chain, block, _ in self.rows if chain == genesis})
        points: list[WorthPoint] = []
        for block in blocks:
            found = [self.rows.get((genesis, block, address)) for address in addresses]
            known = [row for row in found if row is not None]
            if len(known) == len(found) and known[0][0] >= since:
                total = sum(listed.total for _, listed in known)
                points.append(WorthPoint(block, known[0][0], TaoRao(total)))
        return points

    async def nearest(
        self, genesis: BlockHash, addresses: Sequence[Ss58], moment: float, tolerance: float
    ) -> AccountList | None:
        points = await self.points(genesis, addresses, moment - tolerance)
        near = min(points, key=lambda point: abs(point.time - moment), default=None)
        if near is None or abs(near.time - moment) > tolerance:
            return None
        lists = [self.rows[genesis, near.block, address][1] for address in addresses]
        stamp = replace(lists[0].stamp, source=Source.CACHE)
        return AccountList(stamp, tuple(listed.accounts[0] for listed in lists))

    async def last(self, genesis: BlockHash) -> tuple[BlockNumber, float] | None:
        rows = self.rows.items()
        found = [(block, time) for (chain, block, _), (time, _) in rows if chain == genesis]
        return max(found, default=None)

    async def add(self, genesis: BlockHash, accounts: AccountList, time: float) -> None:
        self.adds += 1
        for account in accounts.accounts:
            alone = AccountList(accounts.stamp, (account,))
            self.rows[genesis, accounts.stamp.block, account.address] = (time, alone)

    async def forget(self, genesis: BlockHash) -> None:
        self.rows = {key: row for key, row in self.rows.items() if key[0] != genesis}
