"""The one connection of the app: its state, its heads, its reader."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Final

from core.background import Background
from core.domain.connection import BlockHead, ConnectionState, Phase
from core.domain.ids import BlockHash
from core.domain.networks import PRACTICE, Network, NetworkKind
from core.errors import AppError, ErrorKind
from core.ports.chain import ChainConnector, ChainLink, ChainReader, PracticeNode
from core.ports.storage import RecordCache
from core.streams import Broadcast

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the service waits for what, in seconds.

    ``delays`` between attempts grow to the last and stay there; each is spread
    by ``jitter`` of itself either way, so that many windows do not knock
    together. No head for ``stale_blocks`` block times, and at least
    ``stale_least``, makes the state stale; ``lost_after`` such spans on a
    network with other endpoints give up the silent one. A connection that
    held for ``settled`` starts the delays anew when it breaks.
    """

    delays: tuple[float, ...] = (1.0, 2.0, 5.0, 10.0, 30.0)
    jitter: float = 0.2
    stale_blocks: float = 4.0
    stale_least: float = 6.0
    lost_after: int = 3
    ping_every: float = 5.0
    settled: float = 20.0

    def delay(self, failures: int) -> float:
        base = self.delays[min(failures, len(self.delays) - 1)]
        return base * random.uniform(1 - self.jitter, 1 + self.jitter)  # noqa: S311 - no secret


_PATIENCE: Final = Patience()


class NetworkService:
    """Keeps a connection to the chosen network and says where it stands.

    It reconnects by itself, with back-off and endpoint rotation, and checks
    the pinned genesis at every connect. Starting the practice node is part of
    connecting to the practice network.
    """

    def __init__(
        self,
        connector: ChainConnector,
        practice: PracticeNode,
        cache: RecordCache,
        patience: Patience = _PATIENCE,
    ) -> None:
        self._connector = connector
        self._practice = practice
        self._cache = cache
        self._patience = patience
        self._network: Network | None = None
        self._state = ConnectionState(PRACTICE, Phase.IDLE)
        self._states: Broadcast[ConnectionState] = Broadcast()
        self._heads: Broadcast[BlockHead] = Broadcast()
        self._link: ChainLink | None = None
        self._genesis: BlockHash | None = None
        self._retry = asyncio.Event()
        self._background = Background()
        self._running: asyncio.Task[None] | None = None

    @property
    def network(self) -> Network | None:
        """The chosen network, None before the first choice."""
        return self._network

    @property
    def state(self) -> ConnectionState:
        return self._state

    def states(self) -> AsyncIterator[ConnectionState]:
        """The current state at once, then every change. Never raises AppError.

        A listener that falls far behind misses old states, never the newest.
        Ends when the service closes.
        """
        return self._states.listen(self._state)

    def heads(self) -> AsyncIterator[BlockHead]:
        """New heads from now on, across reconnects and switches of network."""
        return self._heads.listen()

    async def reader(self) -> ChainReader:
        """The reader, once online. Raises the AppError of the state while offline."""
        async for state in self.states():
            if self._link is not None:
                return self._link
            if state.phase is Phase.OFFLINE and state.error is not None:
                raise state.error
            if state.phase is Phase.IDLE:
                break
        raise AppError(ErrorKind.OFFLINE, "no network is chosen")

    async def genesis(self) -> BlockHash | None:
        """The chain's genesis as far as it may be relied on before a connection.

        The connected or pinned one; for the practice network, whose node is
        ours, the last one seen. None where only connecting can tell.
        """
        if self._genesis is not None or self._network is None:
            return self._genesis
        if self._network.kind is NetworkKind.PRACTICE:
            return await self._cache.genesis_of(_key(self._network))
        return self._network.genesis

    async def switch(self, network: Network) -> None:
        """Leave the current network and connect to another; returns at once."""
        if network == self._network and self._running is not None:
            return
        if self._running is not None:
            self._running.cancel()
        self._network, self._genesis, self._link = network, None, None
        practice = network.kind is NetworkKind.PRACTICE
        self._publish(
            ConnectionState(
                network, Phase.STARTING if practice else Phase.CONNECTING, since=time.time()
            )
        )
        if not practice:
            self._background.start("stop practice node", self._practice.stop())
        self._running = self._background.start(f"network {network.name}", self._run(network))

    async def renew_practice(self, block_time: float) -> None:
        """Begin the practice network anew, with ``block_time`` seconds between its blocks.

        Everything done on it is lost. Returns once its node has stopped; where
        it is the chosen network, connecting to the new one begins by itself.
        """
        if self._network == PRACTICE and self._running is not None:
            self._running.cancel()
            self._running = self._link = self._genesis = None
            self._publish(ConnectionState(PRACTICE, Phase.STARTING, since=time.time()))
        await self._practice.renew(block_time)
        if self._network == PRACTICE and self._running is None:
            self._running = self._background.start("network practice", self._run(PRACTICE))

    def retry_now(self) -> None:
        """Cut the back-off short."""
        self._retry.set()

    async def close(self) -> None:
        """Leave the network and stop the practice node; streams end."""
        await self._background.close()
        await self._practice.stop()
        self._states.end()
        self._heads.end()

    # -- the connection's life

    async def _run(self, network: Network) -> None:
        failures = attempt = 0
        while True:
            begin = time.monotonic()
            try:
                error = await self._live(network, attempt)
            except Exception as unexpected:
                log.exception("the connection failed in a way nobody foresaw")
                error = AppError(ErrorKind.INTERNAL, repr(unexpected))
            held = time.monotonic() - begin
            attempt += 1
            failures = 0 if held > self._patience.settled else failures + 1
            await self._pause(network, error, max(0, failures - 1))

    async def _live(self, network: Network, attempt: int) -> AppError:
        """One connection from opening to its end, which is returned."""
        link: ChainLink | None = None
        try:
            endpoint = await self._endpoint(network, attempt)
            link = await self._connector.open(network, endpoint)
            await self._adopt(network, link)
            return await self._watch(network, link)
        except AppError as error:
            return error
        finally:
            if link is not None:
                if self._link is link:
                    self._link = None
                await link.close()

    async def _endpoint(self, network: Network, attempt: int) -> str:
        if network.kind is not NetworkKind.PRACTICE:
            endpoint = network.endpoints[attempt % len(network.endpoints)]
        else:
            if not self._practice.running:
                self._enter(network, Phase.STARTING)
            starting, preparing = self._practice.start(), self._connector.prepare(network)
            endpoint, _ = await asyncio.gather(starting, preparing)
        self._enter(network, Phase.CONNECTING, endpoint)
        return endpoint

    async def _adopt(self, network: Network, link: ChainLink) -> None:
        """Make a fresh link the one that pages read over."""
        genesis = await link.genesis()
        if network.kind is NetworkKind.CUSTOM and self._genesis not in (None, genesis):
            facts = {"endpoint": link.endpoint, "network": network.name, "found": genesis}
            raise AppError(ErrorKind.WRONG_CHAIN, "the genesis has changed", facts)
        block_time = await link.block_time()
        latency = await link.ping()
        head = await link.head()
        await self._cache.remember_genesis(_key(network), genesis)
        self._genesis, self._link = genesis, link
        self._publish(
            ConnectionState(
                network,
                Phase.ONLINE,
                link.endpoint,
                head,
                latency,
                since=time.time(),
                block_time=block_time,
            )
        )

    async def _watch(self, network: Network, link: ChainLink) -> AppError:
        """Follow a link until it ends, gives no sign, or another endpoint is the better bet."""
        watches = {
            asyncio.ensure_future(self._follow_heads(network, link)),
            asyncio.ensure_future(self._measure(link)),
        }
        try:
            done, _ = await asyncio.wait(watches, return_when=asyncio.FIRST_COMPLETED)
            return next(iter(done)).result()
        finally:
            for watch in watches:
                watch.cancel()
            await asyncio.gather(*watches, return_exceptions=True)

    async def _follow_heads(self, network: Network, link: ChainLink) -> AppError:
        patience = self._patience
        span = max(patience.stale_least, patience.stale_blocks * self._state.block_time)
        heads = link.heads()
        silent = 0
        while True:
            try:
                async with asyncio.timeout(span):
                    head = await anext(heads)
            except TimeoutError:
                silent += 1
                self._update(Phase.STALE)
                if silent >= patience.lost_after and len(network.endpoints) > 1:
                    facts = {"endpoint": link.endpoint}
                    return AppError(ErrorKind.STALE, "no new block from this endpoint", facts)
            except AppError as error:
                return error
            else:
                silent = 0
                self._update(Phase.ONLINE, head)
                self._heads.publish(head)

    async def _measure(self, link: ChainLink) -> AppError:
        """Ping now and then: the latency, and the end of a node that stays silent."""
        while True:
            await asyncio.sleep(self._patience.ping_every)
            try:
                latency = await link.ping()
            except AppError as error:
                return error
            self._publish(replace(self._state, latency_ms=latency))

    async def _pause(self, network: Network, error: AppError, failures: int) -> None:
        delay = self._patience.delay(failures)
        log.info("%s is offline: %r", network.name, error)
        self._retry.clear()
        self._publish(
            ConnectionState(
                network,
                Phase.OFFLINE,
                error.facts.get("endpoint", ""),
                self._state.head,
                error=error,
                since=self._since(Phase.OFFLINE),
                retry_at=time.time() + delay,
                block_time=self._state.block_time,
            )
        )
        try:
            async with asyncio.timeout(delay):
                await self._retry.wait()
        except TimeoutError:
            pass

    # -- the state

    def _enter(self, network: Network, phase: Phase, endpoint: str = "") -> None:
        self._publish(
            ConnectionState(
                network,
                phase,
                endpoint,
                self._state.head,
                since=self._since(phase),
                block_time=self._state.block_time,
            )
        )

    def _update(self, phase: Phase, head: BlockHead | None = None) -> None:
        since = self._since(phase)
        head = head or self._state.head
        self._publish(replace(self._state, phase=phase, head=head, since=since))

    def _since(self, phase: Phase) -> float:
        return self._state.since if self._state.phase is phase else time.time()

    def _publish(self, state: ConnectionState) -> None:
        if state != self._state:
            self._state = state
            self._states.publish(state)


def _key(network: Network) -> str:
    """Apart from every other network, whatever a custom endpoint is called."""
    return f"{network.kind.value}/{network.name}"
