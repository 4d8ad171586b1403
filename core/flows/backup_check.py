"""The recovery drill: a backup is entered again and compared; nothing is written to the wallet."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Protocol

from core.domain.ids import Ss58
from core.domain.keys import (
    FromPrivateKey,
    FromSeed,
    FromWords,
    KeyIdentity,
    KeyRef,
    KeySource,
    Secret,
)
from core.errors import AppError
from core.flows.step import Steps
from core.flows.words import Reading, read_mnemonic


class BackupStep(StrEnum):
    ENTER = "Enter backup"
    RESULT = "Result"


class BackupKind(StrEnum):
    WORDS = "words"
    SEED = "seed"
    PRIVATE_KEY = "private-key"


class Verdict(Enum):
    RIGHT = "right"
    OTHER_KEY = "other-key"  # sound, and of another wallet


class Wallets(Protocol):
    """What of ``WalletService`` is used here."""

    async def identify(self, source: KeySource) -> KeyIdentity: ...


class Backups(Protocol):
    """What of ``BackupService`` is used here."""

    async def check_words(self, ref: KeyRef, words: Secret) -> bool: ...

    async def note_verified(self, address: Ss58) -> None: ...


class BackupCheckFlow:
    """For the coldkey ``ref`` with its ``address``. Secrets are wiped with every answer."""

    def __init__(self, wallets: Wallets, backups: Backups, ref: KeyRef, address: Ss58) -> None:
        self._wallets = wallets
        self._backups = backups
        self.ref = ref
        self.address = address
        self.steps = Steps(tuple(BackupStep))
        self.verdict: Verdict | None = None
        self.other: Ss58 | None = None  # whose backup it is instead, where that is known
        self.is_noted = False

    def read(self, text: str) -> Reading:
        """What is wrong with the words, before they are compared."""
        return read_mnemonic(text)

    async def check_words(self, reading: Reading) -> None:
        """``reading`` must be a mnemonic. Raises AppError; noting a success cannot fail it."""
        words = reading.phrase()
        try:
            right = await self._backups.check_words(self.ref, words)
        finally:
            words.wipe()
        self.is_noted = right
        if not right:
            await self._look_whose(reading)
        self._decide(right=right)

    async def check_key(self, source: FromSeed | FromPrivateKey) -> None:
        """A seed or private key. Raises AppError(BAD_INPUT) for text that is none."""
        try:
            identity = await self._wallets.identify(source)
        finally:
            (source.seed if isinstance(source, FromSeed) else source.private_key).wipe()
        right = identity.address == self.address
        if right:
            await self._note()
        else:
            self.other = identity.address
        self._decide(right=right)

    def again(self) -> None:
        self.verdict = self.other = None
        self.is_noted = False
        self.steps.go(BackupStep.ENTER)

    def _decide(self, *, right: bool) -> None:
        self.verdict = Verdict.RIGHT if right else Verdict.OTHER_KEY
        self.steps.go(BackupStep.RESULT)

    async def _look_whose(self, reading: Reading) -> None:
        words = reading.phrase()
        try:
            self.other = (await self._wallets.identify(FromWords(words))).address
        except AppError:
            self.other = None  # that they are not this wallet's is known all the same
        finally:
            words.wipe()

    async def _note(self) -> None:
        try:
            await self._backups.note_verified(self.address)
            self.is_noted = True
        except AppError:
            self.is_noted = False  # the backup is right all the same; the result says so
