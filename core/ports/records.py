"""What services need of the small things kept in the database. ``core.storage`` gives it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from core.domain.contacts import Contact
from core.domain.ids import Ss58
from core.domain.keys import KeyRef


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


class KeyfileLog(Protocol):
    """SHA-256 of keyfiles, in hex, as they were when they last were right. AppError(STORAGE)."""

    async def all(self) -> Mapping[KeyRef, str]: ...

    async def note(self, ref: KeyRef, sha256: str) -> None: ...

    async def remove(self, ref: KeyRef) -> None: ...
