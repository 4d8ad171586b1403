"""The wallets of the folder: listed, watched, made, put away; and which of them is chosen."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from core.background import Background
from core.domain.addresses import public_key_of
from core.domain.ids import Ss58
from core.domain.keys import (
    Adopted,
    CryptoType,
    Draft,
    Fingerprint,
    FromPrivateKey,
    FromSeed,
    FromWords,
    KeyIdentity,
    KeyRef,
    KeySource,
    Secret,
    StoredKey,
    WalletListing,
    WalletRecord,
)
from core.domain.settings import Launch
from core.domain.wallets import Health, HealthItem, KeyChange
from core.errors import AppError, ErrorKind
from core.ports.keys import KeyVault
from core.ports.records import BackupLog
from core.services.preferences import PreferenceService
from core.services.wallet_choice import WalletChoice
from core.services.wallet_health import health_of
from core.services.wallet_listings import WalletListings
from core.services.wallet_safety import WalletSafety
from core.streams import Broadcast

log = logging.getLogger(__name__)

T = TypeVar("T")
Forget = Callable[[KeyRef], Awaitable[None]]


class WalletService:
    """``begin`` starts to watch the folder: a change by another program shows within 2 s.

    The chosen key is the launch's (``BT_WALLET_NAME``, ``BT_WALLET_HOTKEY``)
    where it exists, else the saved one, else the first wallet. ``forget`` locks
    a key that is put away.
    """

    def __init__(
        self,
        vault: KeyVault,
        backups: BackupLog,
        preferences: PreferenceService,
        launch: Launch,
        clock: Callable[[], float],
        forget: Forget,
    ) -> None:
        self._vault = vault
        self._backups = backups
        self._safety = WalletSafety(backups, preferences)
        self._preferences = preferences
        self._clock = clock
        self._forget = forget
        self._background = Background()
        self._choice = WalletChoice(launch, preferences)
        self._folder = WalletListings(vault, launch.wallet_path, self._choice.take_up)
        self._changes: Broadcast[KeyChange] = Broadcast()

    def begin(self) -> None:
        self._background.start("watch the wallets", self._folder.watch())

    async def close(self) -> None:
        """Stop watching; streams end."""
        await self._background.close()
        self._folder.end()
        self._choice.end()
        self._changes.end()

    @property
    def listing(self) -> WalletListing | None:
        """The newest listing; None before the first."""
        return self._folder.newest

    def listings(self) -> AsyncIterator[WalletListing]:
        """The newest at once, if there is one, then every changed one."""
        return self._folder.follow()

    async def refresh(self) -> WalletListing:
        """List now. Raises AppError."""
        return await self._folder.refresh()

    def wallet(self, name: str) -> WalletRecord | None:
        wallets = () if self.listing is None else self.listing.wallets
        return next((wallet for wallet in wallets if wallet.name.text == name), None)

    # -- the choice

    @property
    def chosen(self) -> KeyRef | None:
        """The wallet, and perhaps its hotkey, that pages begin with."""
        return self._choice.chosen

    def choices(self) -> AsyncIterator[KeyRef | None]:
        """The choice at once, unless nothing was listed yet, then every other one."""
        return self._choice.follow()

    async def choose(self, ref: KeyRef) -> None:
        """Remembered for the next start. Raises AppError(STORAGE).

        It holds for this session at once, even where the disk refuses it.
        """
        await self._choice.pick(ref)

    # -- making and changing; errors as KeyVault's

    def changes(self) -> AsyncIterator[KeyChange]:
        """What this app itself does to keys, from now on."""
        return self._changes.listen()

    async def draft(self, word_count: int, crypto_type: CryptoType) -> Draft:
        return await self._vault.draft(word_count, crypto_type)

    async def discard(self, number: int) -> None:
        await self._vault.discard(number)

    async def create_coldkey(self, wallet: str, source: KeySource, password: Secret) -> StoredKey:
        """The first wallet made, and the first after those for practice, becomes the chosen one.

        A key that was typed in (words, seed, private key) counts as backed up:
        it was just read from where it is kept.
        """
        is_first = self._has_none_of_own
        stored = await self._written(self._vault.store_coldkey(wallet, source, password))
        await self._note_typed(stored, source)
        if is_first:
            await _forgiven("remember the first wallet", self.choose(KeyRef(wallet)))
        return stored

    @property
    def _has_none_of_own(self) -> bool:
        """Whether no wallet is chosen, or one whose password everybody knows."""
        record = None if self.chosen is None else self.wallet(self.chosen.wallet)
        return record is None or record.address in self._preferences.settings.practice_wallets

    async def create_hotkey(
        self, wallet: str, hotkey: str, source: KeySource, password: Secret | None = None
    ) -> StoredKey:
        """Counts as backed up as a coldkey does."""
        stored = await self._written(self._vault.store_hotkey(wallet, hotkey, source, password))
        await self._note_typed(stored, source)
        return stored

    async def watch(self, wallet: str, address: Ss58) -> None:
        """A watch-only wallet. Raises AppError(BAD_INPUT) for an address that is none."""
        public_key_of(address)
        # An address does not say its scheme; it matters to signing alone.
        await self._changed(self._vault.watch(wallet, address, CryptoType.SR25519))

    async def identify(self, source: KeySource) -> KeyIdentity:
        return await self._vault.identify(source)

    async def look_into(self, folder: Path) -> WalletListing:
        """Wallets elsewhere, as ``adopt`` can copy them."""
        return await self._vault.look_into(folder)

    async def adopt(self, source: Path, name: str, password: Secret | None) -> Adopted:
        """Copy a wallet's folder to a new wallet of that name."""
        adopted = await self._changed(self._vault.adopt(source, name, password))
        for hotkey in ("", *adopted.hotkeys):  # others of these names may have been there before
            self._changes.publish(KeyChange(KeyRef(adopted.wallet, hotkey), None))
        return adopted

    async def tidy(self, wallet: str) -> None:
        """After a creation was given up."""
        await self._vault.tidy(wallet)

    async def change_password(
        self, ref: KeyRef, old: Secret | None, new: Secret, expected: Fingerprint | None = None
    ) -> StoredKey:
        return await self._written(self._vault.change_password(ref, old, new, expected))

    async def restore_public(
        self, ref: KeyRef, password: Secret | None, expected: Fingerprint | None = None
    ) -> StoredKey:
        return await self._written(self._vault.restore_public(ref, password, expected))

    async def repair_mode(self, item: HealthItem) -> None:
        """Take the file's rights from other users of the machine."""
        await self._changed(self._vault.repair_mode(item.ref))

    async def replace_link(self, item: HealthItem) -> None:
        """Copy what a link of the key leads to into its place."""
        await self._changed(self._vault.replace_links(item.ref))

    async def may_put_away(self, wallet: str, hotkey: str = "") -> bool:
        """Whether a backup was verified, or there is nothing to lose: see ``WalletSafety``."""
        record = self.wallet(wallet)
        return record is not None and await self._safety.may_put_away(record, hotkey)

    async def put_away(self, ref: KeyRef) -> str:
        """To a dated folder, whose path is returned. Raises BAD_INPUT without a backup."""
        await self.refresh()
        if not await self.may_put_away(ref.wallet, ref.hotkey):
            facts = {"name": ref.hotkey or ref.wallet}
            raise AppError(ErrorKind.BAD_INPUT, "no backup was verified", facts)
        record = self.wallet(ref.wallet)
        hotkeys = () if record is None or ref.hotkey else record.hotkeys
        held = (ref, *(KeyRef(ref.wallet, hotkey.name.text) for hotkey in hotkeys))
        for key in held:
            await self._forget(key)
        folder = await self._vault.put_away(ref)
        for gone in held:
            self._changes.publish(KeyChange(gone, None))
        await _forgiven("list the wallets", self.refresh())
        return folder

    async def health(self, wallet: str) -> Health:
        """Raises AppError: NOT_FOUND, STORAGE."""
        record = self.wallet(wallet)
        if record is None:
            raise AppError(ErrorKind.NOT_FOUND, "no such wallet", {"name": wallet})
        is_backed_up = record.format is None or await self._safety.is_backed_up(record.address)
        return health_of(record, is_backed_up)

    async def _note_typed(self, stored: StoredKey, source: KeySource) -> None:
        if isinstance(source, FromWords | FromSeed | FromPrivateKey):
            await _forgiven("note a backup", self._backups.note(stored.address, self._clock()))

    async def _written(self, work: Awaitable[StoredKey]) -> StoredKey:
        """What ``work`` wrote, told to whoever follows the changes, and listed."""
        stored = await work
        self._changes.publish(KeyChange(stored.ref, stored))
        await _forgiven("list the wallets", self.refresh())
        return stored

    async def _changed(self, work: Awaitable[T]) -> T:
        """What ``work`` gives, with the listing as it is afterwards."""
        result = await work
        await _forgiven("list the wallets", self.refresh())
        return result


async def _forgiven(what: str, work: Awaitable[object]) -> None:
    """What was asked for is done: that something beside it failed must not say it was not."""
    try:
        await work
    except AppError as error:
        log.warning("could not %s: %r", what, error)
