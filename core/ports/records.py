"""What services need of the small things kept in the database. ``core.storage`` gives it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from core.domain.contacts import Contact
from core.domain.ids import Ss58


class ContactStore(Protocol):
    """The address book. Errors are AppError(STORAGE)."""

    async def contacts(self) -> Sequence[Contact]:
        """By label, as people sort."""
        ...

    async def put(self, contact: Contact) -> None:
        """Add it, or change the label of an address that is there."""
        ...

    async def remove(self, address: Ss58) -> None: ...


class BackupLog(Protocol):
    """When the words of a coldkey were last shown to be written down. AppError(STORAGE)."""

    async def verified_at(self, address: Ss58) -> float | None:
        """Unix seconds; None where they never were."""
        ...

    async def note(self, address: Ss58, when: float) -> None: ...
