"""What coldkeys own, as a test writes it; and the address book and journal beside it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Collection, Sequence
from dataclasses import replace

from core.domain.accounts import Account, AccountList, Registration, WorthPoint
from core.domain.activity import Entry
from core.domain.contacts import Contact
from core.domain.ids import BlockNumber, Ss58
from core.domain.intents import Intent
from core.domain.money import TaoRao
from core.domain.stamps import Source
from core.domain.transactions import Receipt, Review
from core.errors import AppError, ErrorKind
from tests.builders import stamp
from tests.fakes.streams import Stream


class FakeAccounts:
    """``owned`` by address; an address that is not in it owns nothing.

    ``refresh`` waits while ``gate`` is clear; ``past_error`` is what looking
    back raises.
    """

    def __init__(self) -> None:
        self.owned: dict[str, Account] = {}
        self.error: AppError | None = None
        self.kept: AccountList | None = None
        self.before: AccountList | None = None
        self.places: list[Registration] = []
        self.worth: list[WorthPoint] = []
        self.kept_worth: list[WorthPoint] = []
        self.asked_for: list[Ss58] = []
        self.refreshes = 0
        self.looks_back = 0
        self.past_error: AppError | None = None
        self.gate = asyncio.Event()
        self.gate.set()

    async def cached(self, addresses: Sequence[Ss58]) -> AccountList | None:
        return self.kept

    async def refresh(self, addresses: Sequence[Ss58]) -> AccountList:
        self.refreshes += 1
        await self.gate.wait()
        if self.error is not None:
            raise self.error
        nothing = TaoRao(0)
        found = (self.owned.get(a, Account(a, nothing, nothing, ())) for a in addresses)
        return AccountList(replace(stamp(), source=Source.CHAIN), tuple(found))

    async def registrations(self, hotkeys: Sequence[Ss58]) -> Sequence[Registration]:
        return [place for place in self.places if place.hotkey in hotkeys]

    async def earlier(self, addresses: Sequence[Ss58], seconds: float) -> AccountList | None:
        self.looks_back += 1
        if self.past_error is not None:
            raise self.past_error
        return self.before

    async def worth_history(
        self, addresses: Sequence[Ss58], seconds: float, points: int
    ) -> Sequence[WorthPoint]:
        if self.past_error is not None:
            raise self.past_error
        return self.worth

    async def kept_history(
        self, addresses: Sequence[Ss58], now: float, seconds: float
    ) -> Sequence[WorthPoint]:
        return self.kept_worth

    async def ask_practice_tao(self, address: Ss58) -> BlockNumber:
        if self.error is not None:
            raise self.error
        self.asked_for.append(address)
        return BlockNumber(1001)


class FakeContacts:
    def __init__(self, *contacts: Contact) -> None:
        self.book = list(contacts)
        self._changes: Stream[Sequence[Contact]] = Stream()

    async def contacts(self) -> Sequence[Contact]:
        return tuple(self.book)

    def changes(self) -> AsyncIterator[Sequence[Contact]]:
        return self._changes.read()

    async def put(self, address: str, label: str) -> Contact:
        contact = Contact(Ss58(address), label, 0.0)
        self.book = [c for c in self.book if c.address != address] + [contact]
        self._changes.send(tuple(self.book))
        return contact

    async def remove(self, address: Ss58) -> None:
        self.book = [c for c in self.book if c.address != address]
        self._changes.send(tuple(self.book))


class FakeTransfers:
    """``next_review`` answers ``review``; ``receipts`` are what ``submit`` yields.

    While ``gate`` is clear it holds them back; ``left`` counts who stopped watching.
    """

    def __init__(self) -> None:
        self.next_review: Review | None = None
        self.receipts: list[Receipt] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.left = 0
        self.resolved = 0
        self.error: AppError | None = None
        self.reviewed: list[Intent] = []
        self.folders: list[str] = []  # the signers'
        self.submitted: list[Review] = []

    async def review(
        self, intent: Intent, signer: Ss58, book: Collection[Ss58] = (), wallet: str = ""
    ) -> Review:
        self.reviewed.append(intent)
        self.folders.append(wallet)
        if self.error is not None:
            raise self.error
        assert self.next_review is not None
        return self.next_review

    async def submit(self, review: Review, signer: object) -> AsyncGenerator[Receipt]:
        self.submitted.append(review)
        try:
            for receipt in self.receipts:
                await self.gate.wait()
                yield receipt
            await self.gate.wait()
        except (GeneratorExit, asyncio.CancelledError):
            self.left += 1
            raise
        if self.error is not None:
            raise self.error

    async def resolve(self) -> Sequence[Receipt]:
        self.resolved += 1
        if self.error is not None:
            raise self.error
        return ()


class FakeActivity:
    def __init__(self, *entries: Entry) -> None:
        self.journal = list(entries)
        self.spent = TaoRao(0)
        self.error: AppError | None = None
        self._changes: Stream[None] = Stream()

    async def entries(self, search: str = "", limit: int = 500) -> Sequence[Entry]:
        if self.error is not None:
            raise self.error
        return [e for e in self.journal if search in f"{e.dest} {e.function} {e.label} {e.text}"][
            :limit
        ]

    def changes(self) -> AsyncIterator[None]:
        return self._changes.read()

    async def spent_lately(self) -> TaoRao:
        if self.error is not None:
            raise self.error
        return self.spent

    def announce(self) -> None:
        self._changes.send(None)

    async def label(self, entry: Entry, text: str) -> None:
        if entry not in self.journal:
            raise AppError(ErrorKind.NOT_FOUND, "no such entry")
        self.journal[self.journal.index(entry)] = replace(entry, label=text)
        self.announce()
