"""The one connection of the app: its state, its heads, its reader."""

from __future__ import annotations

from collections.abc import AsyncIterator

from core.domain.connection import BlockHead, ConnectionState
from core.domain.networks import Network
from core.ports.chain import ChainReader


class NetworkService:
    """Keeps a connection to the chosen network and says where it stands.

    It reconnects by itself, with back-off and endpoint rotation, and checks
    the pinned genesis at every connect. Starting the practice node is part of
    connecting to the practice network.
    """

    @property
    def network(self) -> Network | None:
        """The chosen network, None before the first choice."""
        raise NotImplementedError

    @property
    def state(self) -> ConnectionState:
        raise NotImplementedError

    def states(self) -> AsyncIterator[ConnectionState]:
        """The current state at once, then every change. Never raises AppError."""
        raise NotImplementedError

    def heads(self) -> AsyncIterator[BlockHead]:
        """New heads from now on, across reconnects and switches of network."""
        raise NotImplementedError

    async def reader(self) -> ChainReader:
        """The reader, once online. Raises the AppError of the state while offline."""
        raise NotImplementedError

    async def switch(self, network: Network) -> None:
        """Leave the current network and connect to another; returns at once."""
        raise NotImplementedError

    def retry_now(self) -> None:
        """Cut the back-off short."""
        raise NotImplementedError
