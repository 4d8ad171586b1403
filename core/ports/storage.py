"""What services need of the disk. ``core.storage`` gives it; so do the fakes in tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from core.domain.accounts import AccountList, WorthPoint
from core.domain.ids import BlockHash, BlockNumber, NetUid, Ss58
from core.domain.metagraph import Metagraph
from core.domain.settings import Settings
from core.domain.subnets import PricePoint, SubnetHealth, SubnetList


class RecordCache(Protocol):
    """The last records read of each chain, by its genesis. Amounts come back exact.

    A record that no longer reads counts as absent. Writing raises AppError(STORAGE).
    """

    async def genesis_of(self, network: str) -> BlockHash | None:
        """The genesis last seen on the network of that key."""
        ...

    async def remember_genesis(self, network: str, genesis: BlockHash) -> None:
        """Keep it. What is kept of the chain it replaces goes, unless another network has it."""
        ...

    async def subnets(self, genesis: BlockHash) -> SubnetList | None: ...

    async def keep_subnets(self, genesis: BlockHash, subnets: SubnetList) -> None: ...

    async def metagraph(self, genesis: BlockHash, netuid: NetUid) -> Metagraph | None: ...

    async def keep_metagraph(self, genesis: BlockHash, metagraph: Metagraph) -> None: ...

    async def health(self, genesis: BlockHash) -> Mapping[NetUid, SubnetHealth]: ...

    async def keep_health(self, genesis: BlockHash, health: SubnetHealth) -> None: ...

    async def accounts(self, genesis: BlockHash, addresses: Sequence[Ss58]) -> AccountList | None:
        """The last known of each, stamped with the oldest's block; None where one is missing."""
        ...

    async def keep_accounts(self, genesis: BlockHash, accounts: AccountList) -> None: ...


class PriceHistory(Protocol):
    """Price samples of each chain, by its genesis."""

    async def samples(
        self, genesis: BlockHash, since: float
    ) -> Mapping[BlockNumber, Mapping[NetUid, PricePoint]]:
        """All samples from ``since`` (unix seconds) on, by block, ascending."""
        ...

    async def add(self, genesis: BlockHash, points: Mapping[NetUid, PricePoint]) -> None: ...

    async def forget(self, genesis: BlockHash) -> None:
        """Drop the samples of a chain that has begun anew."""
        ...


class HoldingHistory(Protocol):
    """What accounts owned at blocks gone by, on each chain, by its genesis."""

    async def points(
        self, genesis: BlockHash, addresses: Sequence[Ss58], since: float
    ) -> Sequence[WorthPoint]:
        """The blocks from ``since`` (unix seconds) on at which all of them are known, ascending."""
        ...

    async def nearest(
        self, genesis: BlockHash, addresses: Sequence[Ss58], moment: float, tolerance: float
    ) -> AccountList | None:
        """All of them at the block nearest to ``moment``, None where none is in reach.

        Positions are kept for two days, totals for longer.
        """
        ...

    async def last(self, genesis: BlockHash) -> tuple[BlockNumber, float] | None:
        """The highest block of which anything is kept, and its time."""
        ...

    async def add(self, genesis: BlockHash, accounts: AccountList, time: float) -> None:
        """Accounts at a block of that ``time``."""
        ...

    async def forget(self, genesis: BlockHash) -> None:
        """Drop what is kept of a chain that has begun anew."""
        ...


class SettingsStore(Protocol):
    def save(self, settings: Settings) -> None:
        """Replace the saved settings atomically. Blocking. Raises AppError(STORAGE)."""
        ...
