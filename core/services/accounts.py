"""What coldkeys own: cached at once, fresh at the head, and what it was worth before."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.accounts import AccountList, Registration, WorthPoint
from core.domain.ids import BlockNumber, Ss58
from core.ports.storage import RecordCache
from core.services.network import NetworkService


class AccountService:
    def __init__(self, network: NetworkService, cache: RecordCache) -> None:
        self._network = network
        self._cache = cache

    async def cached(self, addresses: Sequence[Ss58]) -> AccountList | None:
        """The last known on this network, with ``Source.CACHE``; None where one is missing."""
        raise NotImplementedError

    async def refresh(self, addresses: Sequence[Ss58]) -> AccountList:
        """All at one block, in a few batched reads. Raises AppError."""
        raise NotImplementedError

    async def registrations(self, hotkeys: Sequence[Ss58]) -> Sequence[Registration]:
        """Where hotkeys are registered, at the head. Raises AppError."""
        raise NotImplementedError

    async def earlier(self, addresses: Sequence[Ss58], seconds: float) -> AccountList | None:
        """The same accounts ``seconds`` ago; None where no node can tell. Raises AppError."""
        raise NotImplementedError

    async def worth_history(
        self, addresses: Sequence[Ss58], seconds: float, points: int
    ) -> Sequence[WorthPoint]:
        """Oldest first, as far as the chain or this computer remembers. Raises AppError."""
        raise NotImplementedError

    async def ask_practice_tao(self, address: Ss58) -> BlockNumber:
        """100 practice TAO in the block returned. Raises AppError, UNSUPPORTED elsewhere."""
        raise NotImplementedError
