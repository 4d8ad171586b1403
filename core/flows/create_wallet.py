"""Creating a wallet: nothing is on disk before its words were entered again."""

from __future__ import annotations

import random
import secrets
from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import Final, Protocol

from core.domain.ids import Ss58
from core.domain.keys import (
    CryptoType,
    Draft,
    FromDraft,
    KeyReason,
    KeySource,
    Secret,
    StoredKey,
    WalletListing,
    WalletRecord,
)
from core.errors import AppError, ErrorKind
from core.flows.naming import NAME_REASONS, is_loss, name_problem, wallet_names
from core.flows.step import PASSWORD as PASSWORD_STEP
from core.flows.step import Steps
from core.flows.words import one_word

QUESTIONS: Final = 4


class CreateStep(StrEnum):
    NAME = "Name"
    WORDS = "Words"
    CHECK = "Check words"
    PASSWORD = PASSWORD_STEP
    DONE = "Done"


class Answer(Enum):
    """What a word that was entered again is."""

    EMPTY = "empty"
    UNFINISHED = "unfinished"  # the word begins so
    RIGHT = "right"
    WRONG = "wrong"


class Wallets(Protocol):
    """What of ``WalletService`` is used here."""

    @property
    def listing(self) -> WalletListing | None: ...

    def wallet(self, name: str) -> WalletRecord | None: ...

    async def refresh(self) -> WalletListing: ...

    async def draft(self, word_count: int, crypto_type: CryptoType) -> Draft: ...

    async def discard(self, number: int) -> None: ...

    async def create_coldkey(
        self, wallet: str, source: KeySource, password: Secret
    ) -> StoredKey: ...

    async def tidy(self, wallet: str) -> None: ...


class Backups(Protocol):
    """What of ``BackupService`` is used here."""

    async def note_verified(self, address: Ss58) -> None: ...


class CreateWalletFlow:
    """Goes from step to step; ``abandon`` forgets everything, at any time.

    The words live here from ``begin`` until they were entered again, and the
    key in the vault's memory until it is stored. Locking ends both: then
    ``is_lost`` is True, and only ``begin`` leads on.
    """

    def __init__(
        self, wallets: Wallets, backups: Backups, chance: random.Random | None = None
    ) -> None:
        self._wallets = wallets
        self._backups = backups
        self._chance = chance or secrets.SystemRandom()
        self._draft: Draft | None = None
        self._is_checked = False
        self.steps = Steps(tuple(CreateStep))
        self.name = ""
        self.word_count = 12
        self.crypto_type = CryptoType.SR25519
        self.asked: tuple[int, ...] = ()
        self.address = Ss58("")
        self.is_lost = False
        self.is_noted = True

    # -- name

    def name_problem(self, name: str) -> KeyReason | None:
        return name_problem(name, wallet_names(self._wallets.listing))

    async def begin(self, name: str, word_count: int, crypto_type: CryptoType) -> None:
        """Draw words for a wallet of that name, unless that was done already.

        Another number of words or scheme draws others. Raises AppError.
        """
        if (problem := self.name_problem(name)) is not None:
            raise AppError(ErrorKind.BAD_INPUT, "no name for a wallet", {"reason": problem})
        self.name = name
        if self._draft is None or (word_count, crypto_type) != (self.word_count, self.crypto_type):
            await self._forget_draft()
            self.word_count, self.crypto_type = word_count, crypto_type
            self._draft = await self._wallets.draft(word_count, crypto_type)
            self.is_lost = False
        self.steps.go(CreateStep.PASSWORD if self._is_checked else CreateStep.WORDS)

    # -- words

    @property
    def has_words(self) -> bool:
        return self._draft is not None and not self._is_checked

    def words(self) -> tuple[str, ...]:
        """For showing while a key is held, and not for keeping."""
        if self._draft is None or self._is_checked:
            return ()
        return self._draft.words.words()

    def ask(self) -> None:
        """The words are written down: ask four of them, other ones each time."""
        positions = range(1, self.word_count + 1)
        self.asked = tuple(sorted(self._chance.sample(positions, QUESTIONS)))
        self.steps.go(CreateStep.CHECK)

    def show_again(self) -> None:
        self.asked = ()
        self.steps.go(CreateStep.WORDS)

    def judge(self, position: int, text: str) -> Answer:
        """``position`` counts from 1."""
        typed = one_word(text)
        if not typed:
            return Answer.EMPTY
        word = self.words()[position - 1]
        if typed == word:
            return Answer.RIGHT
        return Answer.UNFINISHED if word.startswith(typed) else Answer.WRONG

    def check(self, answers: Mapping[int, str]) -> bool:
        """Whether all asked words are right; then the words are forgotten here."""
        asked = self.asked
        right = asked and all(
            self.judge(position, answers.get(position, "")) is Answer.RIGHT for position in asked
        )
        if not right or self._draft is None:
            return False
        self._is_checked = True
        self._draft.words.wipe()
        self.steps.go(CreateStep.PASSWORD)
        return True

    # -- password

    async def create(self, password: Secret) -> None:
        """Write the wallet, which takes 3 to 6 seconds, decrypt it again and note the backup.

        Raises AppError. A name that was taken meanwhile leads back to the
        name, with the key kept; a lost key leads back to the beginning.
        The password stays the caller's: it wipes it.
        """
        assert self._draft is not None
        assert self._is_checked
        try:
            source = FromDraft(self._draft.number)
            stored = await self._wallets.create_coldkey(self.name, source, password)
        except AppError as error:
            self._learn_from(error)
            raise
        self._draft = None
        self.address = stored.address
        await self._note()
        self.steps.go(CreateStep.DONE)

    async def look_after_cancel(self) -> bool:
        """Whether the wallet was written before creating it was given up. Raises AppError.

        Giving up ends the process that held the key: what was not written is
        lost, and what it left half-done is removed.
        """
        address = self._draft.address if self._draft is not None else None
        await self.abandon()
        await self._wallets.tidy(self.name)
        await self._wallets.refresh()
        wallet = self._wallets.wallet(self.name)
        if wallet is None or address is None or wallet.address != address:
            return False
        self.address = address
        await self._note()
        self.steps.go(CreateStep.DONE)
        return True

    # -- leaving

    async def abandon(self) -> None:
        """Forget the words and the key. Raises AppError where the vault does not answer."""
        self.asked = ()
        self.steps.go(CreateStep.NAME)
        await self._forget_draft()

    def lose(self) -> None:
        """The wallet was locked: what is not on disk is gone."""
        if self._draft is None:
            return
        self._draft.words.wipe()
        self._draft, self._is_checked = None, False
        self.asked = ()
        self.is_lost = True
        self.steps.go(CreateStep.NAME)

    async def _forget_draft(self) -> None:
        draft, self._draft, self._is_checked = self._draft, None, False
        if draft is not None:
            draft.words.wipe()
            await self._wallets.discard(draft.number)

    def _learn_from(self, error: AppError) -> None:
        reason = error.facts.get("reason")
        if is_loss(error):
            self.lose()
        elif reason in NAME_REASONS:
            self.steps.go(CreateStep.NAME)

    async def _note(self) -> None:
        try:
            await self._backups.note_verified(self.address)
        except AppError:
            self.is_noted = False  # the wallet is made all the same; the last step says so
