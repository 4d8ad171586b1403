"""The one connection of the app: its state, its heads, its reader."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from typing import Final

from core.background import Background
from core.domain.connection import BlockHead, ConnectionState, Phase
from core.domain.ids import BlockHash
from core.domain.networks import PRACTICE, Network, NetworkKind
from core.errors import AppError, ErrorKind
from core.ports.chain import ChainConnector, ChainLink, ChainReader, PracticeNode
from core.ports.storage import RecordCache
from core.ports.writing import ChainWriter
from core.services.link_watch import LinkWatch
from core.services.patience import Patience
from core.services.state_board import StateBoard
from core.streams import Broadcast

log = logging.getLogger(__name__)


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
        self._board = StateBoard()
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
        return self._board.state

    def states(self) -> AsyncIterator[ConnectionState]:
        """The current state at once, then every change. Never raises AppError.

        A listener that falls far behind misses old states, never the newest.
        Ends when the service closes.
        """
        return self._board.follow()

    def heads(self) -> AsyncIterator[BlockHead]:
        """New heads from now on, across reconnects and switches of network."""
        return self._heads.listen()

    async def reader(self) -> ChainReader:
        """The reader, once online. Raises the AppError of the state while offline."""
        return await self.link()

    async def link(self) -> ChainLink:
        """The connection itself, as ``reader`` gives it."""
        async for state in self.states():
            if self._link is not None:
                return self._link
            if state.phase is Phase.OFFLINE and state.error is not None:
                raise state.error
            if state.phase is Phase.IDLE:
                break
        raise AppError(ErrorKind.OFFLINE, "no network is chosen")

    async def writer(self) -> ChainWriter:
        """What writes over the connection, once online. Raises as ``reader``."""
        return (await self.link()).writer()

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
        self._board.begin(network, Phase.STARTING if practice else Phase.CONNECTING)
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
            self._board.begin(PRACTICE, Phase.STARTING)
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
        self._board.end()
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
            replaceable = len(network.endpoints) > 1
            watch = LinkWatch(link, self._board, self._heads, self._patience, replaceable)
            return await watch.run()
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
                self._board.enter(Phase.STARTING)
            starting, preparing = self._practice.start(), self._connector.prepare(network)
            endpoint, _ = await asyncio.gather(starting, preparing)
        self._board.enter(Phase.CONNECTING, endpoint)
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
        self._board.online(link.endpoint, head, latency, block_time)

    async def _pause(self, network: Network, error: AppError, failures: int) -> None:
        delay = self._patience.delay(failures)
        log.info("%s is offline: %r", network.name, error)
        self._retry.clear()
        self._board.offline(error, delay)
        try:
            async with asyncio.timeout(delay):
                await self._retry.wait()
        except TimeoutError:
            pass


def _key(network: Network) -> str:
    """Apart from every other network, whatever a custom endpoint is called."""
    return f"{network.kind.value}/{network.name}"
