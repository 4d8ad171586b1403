"""The address book, and the own wallets' addresses beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence

from core.domain.contacts import Contact
from core.domain.ids import Ss58
from core.ports.records import ContactStore


class ContactService:
    def __init__(self, store: ContactStore, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock

    async def contacts(self) -> Sequence[Contact]:
        """Raises AppError(STORAGE)."""
        raise NotImplementedError

    def changes(self) -> AsyncIterator[Sequence[Contact]]:
        """After each change of the book."""
        raise NotImplementedError

    async def put(self, address: str, label: str) -> Contact:
        """Raises AppError(BAD_INPUT, fact ``field``: address or label)."""
        raise NotImplementedError

    async def remove(self, address: Ss58) -> None:
        raise NotImplementedError
