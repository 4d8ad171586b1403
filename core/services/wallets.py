"""The wallets of the folder: listed, watched, made, put away; and which of them is chosen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

from core.domain.ids import Ss58
from core.domain.keys import (
    CryptoType,
    Draft,
    Fingerprint,
    KeyRef,
    KeySource,
    Secret,
    StoredKey,
    WalletListing,
    WalletRecord,
)
from core.domain.settings import Launch
from core.domain.wallets import Health, HealthItem
from core.ports.keys import KeyVault
from core.ports.records import BackupLog
from core.services.preferences import PreferenceService


class WalletService:
    """``begin`` starts to watch the folder: a change by another program shows within 2 s.

    The chosen key is the launch's (``BT_WALLET_NAME``, ``BT_WALLET_HOTKEY``)
    where it exists, else the saved one, else the first wallet.
    """

    def __init__(
        self,
        vault: KeyVault,
        backups: BackupLog,
        preferences: PreferenceService,
        launch: Launch,
        clock: Callable[[], float],
    ) -> None:
        self._vault = vault
        self._backups = backups
        self._preferences = preferences
        self._launch = launch
        self._clock = clock

    def begin(self) -> None:
        raise NotImplementedError

    async def close(self) -> None:
        raise NotImplementedError

    @property
    def listing(self) -> WalletListing | None:
        """The newest listing; None before the first."""
        raise NotImplementedError

    def listings(self) -> AsyncIterator[WalletListing]:
        """The newest at once, if there is one, then every changed one."""
        raise NotImplementedError

    async def refresh(self) -> WalletListing:
        """List now. Raises AppError."""
        raise NotImplementedError

    def wallet(self, name: str) -> WalletRecord | None:
        raise NotImplementedError

    # -- the choice

    @property
    def chosen(self) -> KeyRef | None:
        """The wallet, and perhaps its hotkey, that pages begin with."""
        raise NotImplementedError

    def choices(self) -> AsyncIterator[KeyRef | None]:
        raise NotImplementedError

    async def choose(self, ref: KeyRef) -> None:
        """Remembered for the next start. Raises AppError(STORAGE)."""
        raise NotImplementedError

    # -- making and changing; errors as KeyVault's

    async def draft(self, word_count: int, crypto_type: CryptoType) -> Draft:
        raise NotImplementedError

    async def discard(self, number: int) -> None:
        raise NotImplementedError

    async def create_coldkey(self, wallet: str, source: KeySource, password: Secret) -> StoredKey:
        """The first wallet made becomes the chosen one."""
        raise NotImplementedError

    async def create_hotkey(
        self, wallet: str, hotkey: str, source: KeySource, password: Secret | None = None
    ) -> StoredKey:
        raise NotImplementedError

    async def watch(self, wallet: str, address: Ss58) -> None:
        """A watch-only wallet. Raises AppError(BAD_INPUT) for an address that is none."""
        raise NotImplementedError

    async def change_password(
        self, ref: KeyRef, old: Secret | None, new: Secret, expected: Fingerprint | None = None
    ) -> StoredKey:
        raise NotImplementedError

    async def restore_public(
        self, ref: KeyRef, password: Secret | None, expected: Fingerprint | None = None
    ) -> StoredKey:
        raise NotImplementedError

    async def repair_mode(self, item: HealthItem) -> None:
        """Take the file's rights from other users of the machine."""
        raise NotImplementedError

    async def may_put_away(self, wallet: str) -> bool:
        """Whether a backup was verified, or there is nothing to lose."""
        raise NotImplementedError

    async def put_away(self, ref: KeyRef) -> str:
        """To a dated folder, whose path is returned. Raises BAD_INPUT without a backup."""
        raise NotImplementedError

    async def health(self, wallet: str) -> Health:
        raise NotImplementedError
