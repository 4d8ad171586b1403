"""A network service whose states and heads a test sends."""

from __future__ import annotations

from collections.abc import AsyncIterator

from core.domain.connection import BlockHead, ConnectionState, Phase
from core.domain.ids import BlockHash
from core.domain.networks import Network
from core.errors import AppError, ErrorKind
from core.ports.chain import ChainReader
from tests.builders import connection, head
from tests.fakes.streams import Stream


class FakeNetwork:
    def __init__(self, state: ConnectionState | None = None) -> None:
        self.state = state or connection()
        self.retries = 0
        self.renewed: list[float] = []
        self.switched_to: list[Network] = []
        self._states: Stream[ConnectionState] = Stream()
        self._heads: Stream[BlockHead] = Stream()
        self._states.first = self.state
        self.known_genesis: BlockHash | None = None

    @property
    def network(self) -> Network | None:
        return None if self.state.phase is Phase.IDLE else self.state.network

    @property
    def watchers(self) -> int:
        return self._states.readers

    def states(self) -> AsyncIterator[ConnectionState]:
        return self._states.read()

    def heads(self) -> AsyncIterator[BlockHead]:
        return self._heads.read()

    async def genesis(self) -> BlockHash | None:
        return self.known_genesis

    def become(self, state: ConnectionState) -> None:
        """Change the state, as every reader of ``states`` sees."""
        self.state = self._states.first = state
        self._states.send(state)

    def advance(self, block: int) -> None:
        """Announce a new head."""
        self._heads.send(head(block))

    async def reader(self) -> ChainReader:
        raise AppError(ErrorKind.OFFLINE, "the fake has no chain")

    async def switch(self, network: Network) -> None:
        self.switched_to.append(network)

    def retry_now(self) -> None:
        self.retries += 1

    async def renew_practice(self, block_time: float) -> None:
        self.renewed.append(block_time)
