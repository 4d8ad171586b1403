"""Hotkeys for a wallet: one with its words shown, or many by a pattern."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from core.domain.ids import Ss58
from core.domain.keys import (
    CryptoType,
    Draft,
    FromDraft,
    KeySource,
    Secret,
    StoredKey,
    WalletListing,
    WalletRecord,
)
from core.errors import AppError, ErrorKind
from core.flows.hotkey_names import PlannedName, planned
from core.flows.naming import NAME_REASONS, hotkey_names, is_loss
from core.flows.step import Steps

WORD_COUNT: Final = 12


class HotkeysStep(StrEnum):
    NAMES = "Name"
    WORDS = "Words"
    PROTECT = "Protection"
    MAKE = "Create"
    DONE = "Done"


_ONE: Final[tuple[HotkeysStep, ...]] = (
    HotkeysStep.NAMES,
    HotkeysStep.WORDS,
    HotkeysStep.PROTECT,
    HotkeysStep.DONE,
)
_MANY: Final[tuple[HotkeysStep, ...]] = (
    HotkeysStep.NAMES,
    HotkeysStep.PROTECT,
    HotkeysStep.MAKE,
    HotkeysStep.DONE,
)


@dataclass(frozen=True, slots=True)
class MadeHotkey:
    name: str
    address: Ss58


class Wallets(Protocol):
    """What of ``WalletService`` is used here."""

    def wallet(self, name: str) -> WalletRecord | None: ...

    async def refresh(self) -> WalletListing: ...

    async def tidy(self, wallet: str) -> None: ...

    async def draft(self, word_count: int, crypto_type: CryptoType) -> Draft: ...

    async def discard(self, number: int) -> None: ...

    async def create_hotkey(
        self, wallet: str, hotkey: str, source: KeySource, password: Secret | None = None
    ) -> StoredKey: ...


class CreateHotkeysFlow:
    """``made`` are those on disk, whatever happened after; they stay when the rest is given up."""

    def __init__(self, wallets: Wallets, wallet: str) -> None:
        self._wallets = wallets
        self._draft: Draft | None = None
        self.wallet = wallet
        self.steps: Steps[HotkeysStep] = Steps(_ONE)
        self.names: tuple[str, ...] = ()
        self.made: list[MadeHotkey] = []
        self.is_lost = False

    @property
    def is_many(self) -> bool:
        return HotkeysStep.MAKE.value in self.steps.names

    def plan(self, names: tuple[str, ...]) -> tuple[PlannedName, ...]:
        return planned(names, hotkey_names(self._wallets.wallet(self.wallet)))

    def set_many(self, *, many: bool) -> None:
        """Only at the names."""
        self.steps.take_way(_MANY if many else _ONE)

    async def begin(self, names: tuple[str, ...]) -> None:
        """Take the names; for a single hotkey draw its words. Raises AppError."""
        problems = [planned_name.problem for planned_name in self.plan(names)]
        wrong = next((problem for problem in problems if problem is not None), None)
        if not names or wrong is not None:
            facts = {} if wrong is None else {"reason": wrong.value}
            raise AppError(ErrorKind.BAD_INPUT, "no names for hotkeys", facts)
        self.names = names
        self.made.clear()
        if not self.is_many and self._draft is None:
            self._draft = await self._wallets.draft(WORD_COUNT, CryptoType.SR25519)
            self.is_lost = False
        self.steps.on()

    @property
    def has_words(self) -> bool:
        return self._draft is not None

    def words(self) -> tuple[str, ...]:
        """For showing while a key is held, and not for keeping."""
        if self._draft is None:
            return ()
        return self._draft.words.words()

    def protect(self) -> None:
        """The words were seen."""
        self.steps.go(HotkeysStep.PROTECT)

    def back(self) -> None:
        order = self.steps.names
        self.steps.go(HotkeysStep(order[max(0, self.steps.number - 1)]))

    @property
    def left(self) -> tuple[str, ...]:
        """The names that have no key yet."""
        done = {hotkey.name for hotkey in self.made}
        return tuple(name for name in self.names if name not in done)

    async def make(self, password: Secret | None) -> AsyncGenerator[MadeHotkey]:
        """Write the hotkeys, each as it is done; in plaintext where ``password`` is None.

        Raises AppError; another call goes on with what is left. Giving up
        loses the one under way and no other. The password stays the caller's.
        """
        if self.is_many:
            self.steps.go(HotkeysStep.MAKE)
        make_one = self._make_of_many if self.is_many else self._make_single
        for name in self.left:
            try:
                stored = await make_one(name, password)
            except AppError as error:
                self._learn_from(error)
                raise
            made = MadeHotkey(name, stored.address)
            self.made.append(made)
            yield made
        self.steps.go(HotkeysStep.DONE)

    async def look_after_cancel(self) -> None:
        """Count in a hotkey that was written just before it was given up. Raises AppError."""
        self._forget_words()
        await self._wallets.tidy(self.wallet)
        await self._wallets.refresh()
        wallet = self._wallets.wallet(self.wallet)
        there = {} if wallet is None else {h.name.text: h.address for h in wallet.hotkeys}
        for name in self.left:
            if (address := there.get(name)) is not None:
                self.made.append(MadeHotkey(name, address))
        self.steps.go(HotkeysStep.DONE if self.made else HotkeysStep.NAMES)

    async def abandon(self) -> None:
        """Forget what is not on disk. Raises AppError where the vault does not answer."""
        draft = self._draft
        self._forget_words()
        self.steps.go(HotkeysStep.NAMES)
        if draft is not None:
            await self._wallets.discard(draft.number)

    def lose(self) -> None:
        """The wallet was locked: what is not on disk is gone."""
        if self._draft is not None:
            self._forget_words()
            self.is_lost = True
            self.steps.go(HotkeysStep.NAMES)

    async def _make_single(self, name: str, password: Secret | None) -> StoredKey:
        """Its words were shown, so that they are kept until it is written."""
        assert self._draft is not None
        source = FromDraft(self._draft.number)
        stored = await self._wallets.create_hotkey(self.wallet, name, source, password)
        self._forget_words()
        return stored

    async def _make_of_many(self, name: str, password: Secret | None) -> StoredKey:
        draft = await self._wallets.draft(WORD_COUNT, CryptoType.SR25519)
        draft.words.wipe()
        source = FromDraft(draft.number)
        try:
            return await self._wallets.create_hotkey(self.wallet, name, source, password)
        except AppError as error:
            if not is_loss(error):
                await self._wallets.discard(draft.number)
            raise

    def _learn_from(self, error: AppError) -> None:
        if is_loss(error):
            self.lose()
        elif error.facts.get("reason") in NAME_REASONS and not self.made:
            self.steps.go(HotkeysStep.NAMES)

    def _forget_words(self) -> None:
        draft, self._draft = self._draft, None
        if draft is not None:
            draft.words.wipe()
