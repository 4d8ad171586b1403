"""The address book: labels that a person gave to addresses."""

from __future__ import annotations

import unicodedata
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Final

from core.domain.addresses import ZERO, public_key_of
from core.domain.contacts import Contact
from core.domain.ids import Ss58
from core.errors import AppError, ErrorKind
from core.ports.records import ContactStore
from core.streams import Broadcast

LONGEST_LABEL: Final = 64
# Some scripts join letters with these; every other format character only misleads.
_JOINERS: Final = "\u200c\u200d"
_UNSEEN: Final = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


class ContactService:
    """Two addresses never have the same label, and a label is never empty."""

    def __init__(self, store: ContactStore, clock: Callable[[], float]) -> None:
        self._store = store
        self._clock = clock
        self._changes: Broadcast[Sequence[Contact]] = Broadcast()

    async def contacts(self) -> Sequence[Contact]:
        """By label, as people sort. Raises AppError(STORAGE)."""
        return await self._store.contacts()

    def changes(self) -> AsyncIterator[Sequence[Contact]]:
        """After each change of the book."""
        return self._changes.listen()

    async def put(self, address: str, label: str) -> Contact:
        """Add an address, or change its label.

        Raises AppError: STORAGE; BAD_INPUT with the fact ``field`` (address or
        label) and, for a label, ``reason``: empty, long, unseen or taken.
        """
        checked = _address(address)
        text = _label(label)
        known = {contact.address: contact for contact in await self._store.contacts()}
        labels = {other.label.casefold() for other in known.values() if other.address != checked}
        if text.casefold() in labels:
            raise _refused("label", "taken")
        before = known.get(checked)
        contact = Contact(checked, text, self._clock() if before is None else before.added_at)
        await self._store.put(contact)
        await self._tell()
        return contact

    async def remove(self, address: Ss58) -> None:
        """Raises AppError(STORAGE)."""
        await self._store.remove(address)
        await self._tell()

    async def _tell(self) -> None:
        self._changes.publish(await self._store.contacts())


def _address(typed: str) -> Ss58:
    address = Ss58(typed.strip())
    try:
        public_key_of(address)
    except AppError as error:
        raise AppError(error.kind, error.detail, {**error.facts, "field": "address"}) from error
    if address == ZERO:
        raise _refused("address", "zero")
    return address


def _label(typed: str) -> str:
    """In one line and with single spaces."""
    text = " ".join(typed.split())
    if not text:
        raise _refused("label", "empty")
    if len(text) > LONGEST_LABEL:
        raise _refused("label", "long")
    if any(unicodedata.category(c) in _UNSEEN and c not in _JOINERS for c in text):
        raise _refused("label", "unseen")
    return text


def _refused(field: str, reason: str) -> AppError:
    return AppError(ErrorKind.BAD_INPUT, f"{field}: {reason}", {"field": field, "reason": reason})
