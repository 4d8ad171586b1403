"""What services need of a chain. ``core.chain`` gives it; so do the fakes in tests."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from typing import Protocol

from core.domain.accounts import AccountList, Registration
from core.domain.connection import BlockHead
from core.domain.ids import BlockHash, BlockNumber, NetUid, Ss58
from core.domain.metagraph import Metagraph
from core.domain.networks import Network
from core.domain.subnets import PricePoint, SubnetHealth, SubnetList
from core.ports.writing import ChainWriter


class ChainReader(Protocol):
    """Reads at one block. Every call ends within its own deadline.

    ``block=None`` means the head at the time of the call. Errors are
    ``AppError``: OFFLINE, TIMEOUT, NODE_FAULT, NOT_FOUND, STATE_PRUNED.
    """

    async def genesis(self) -> BlockHash: ...

    async def head(self) -> BlockHead: ...

    async def block_time(self) -> float:
        """Seconds between blocks, from the chain's own constants."""
        ...

    async def subnets(self, block: BlockNumber | None = None) -> SubnetList: ...

    async def metagraph(self, netuid: NetUid, block: BlockNumber | None = None) -> Metagraph: ...

    async def prices(self, block: BlockNumber) -> dict[NetUid, PricePoint]: ...

    async def accounts(
        self, addresses: Sequence[Ss58], block: BlockNumber | None = None
    ) -> AccountList:
        """What coldkeys own, all at one block and in a few batched requests."""
        ...

    async def registrations(
        self, hotkeys: Sequence[Ss58], block: BlockNumber | None = None
    ) -> Sequence[Registration]:
        """Every place of these hotkeys, by hotkey as given and then by netuid."""
        ...

    def heads(self) -> AsyncIterator[BlockHead]:
        """New heads as they come, the current one first. Ends with an AppError."""
        ...


class ChainLink(ChainReader, Protocol):
    """An open connection to one endpoint. It never reconnects: a new link is opened."""

    @property
    def endpoint(self) -> str: ...

    def writer(self) -> ChainWriter:
        """What changes the chain over this connection."""
        ...

    async def ask_practice_tao(self, address: Ss58) -> BlockNumber:
        """The block that brings 100 practice TAO. Raises UNSUPPORTED on every other chain."""
        ...

    async def ping(self) -> float:
        """Milliseconds until the node answered a small request. Raises AppError."""
        ...

    async def close(self) -> None:
        """Give up the connection within a short deadline. Pending reads end with OFFLINE."""
        ...


class ChainConnector(Protocol):
    """Opens links, and refuses a chain that is not the network's."""

    async def prepare(self, network: Network) -> None:
        """Do what opening needs before an endpoint is known. Not required before ``open``."""
        ...

    async def open(self, network: Network, endpoint: str) -> ChainLink:
        """Connect, check the genesis, wait for the first head.

        Raises AppError: OFFLINE, TIMEOUT, NODE_FAULT, WRONG_CHAIN.
        """
        ...


class PracticeNode(Protocol):
    """The practice network's node, a process of its own."""

    @property
    def running(self) -> bool: ...

    async def start(self) -> str:
        """Its endpoint, once it takes connections; starts it where it does not run.

        Raises AppError(PRACTICE).
        """
        ...

    async def stop(self) -> None: ...

    async def renew(self, block_time: float) -> None:
        """Stop it, and have its next start build the network anew at this pace, in seconds."""
        ...


class MetagraphSweep(Protocol):
    """Reads many metagraphs without burdening the caller's process."""

    def health(
        self, endpoint: str, genesis: BlockHash, netuids: Sequence[NetUid]
    ) -> AsyncGenerator[SubnetHealth, None]:
        """One result a subnet, as they come. Raises AppError, also WRONG_CHAIN.

        Closing it ends the sweep at once.
        """
        ...
