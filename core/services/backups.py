"""Backups of keys: the recovery drill, and exports that stay encrypted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from core.domain.ids import Ss58
from core.domain.keys import KeyRef, Secret
from core.ports.keys import KeyVault
from core.ports.records import BackupLog
from core.services.wallets import WalletService


class BackupService:
    def __init__(
        self,
        vault: KeyVault,
        log: BackupLog,
        wallets: WalletService,
        clock: Callable[[], float],
    ) -> None:
        self._vault = vault
        self._log = log
        self._wallets = wallets
        self._clock = clock

    async def verified_at(self, address: Ss58) -> float | None:
        """Unix seconds; None where the words were never checked."""
        return await self._log.verified_at(address)

    async def note_verified(self, address: Ss58) -> None:
        """After the words were re-entered while the key was made."""
        await self._log.note(address, self._clock())

    async def check_words(self, ref: KeyRef, words: Secret) -> bool:
        """Whether the words make the key's address; notes it where they do.

        Raises AppError: BAD_INPUT for words that are no mnemonic (facts
        ``problem`` and ``positions`` of the wrong words, counted from 1),
        NOT_FOUND where nothing says the key's address, STORAGE.
        """
        listing = await self._wallets.refresh()
        same = await self._vault.check_words(ref, words)
        record = listing.find(ref)
        if same and record is not None and record.address is not None:
            await self._log.note(record.address, self._clock())
        return same

    async def export_keyfile(self, ref: KeyRef, target: Path) -> None:
        """Copy the encrypted keyfile, mode 0600; never over a file that is there.

        Raises AppError(BAD_INPUT, ``reason``): ``plaintext`` for a key in
        plaintext, ``key-exists``, ``among-wallets`` for a place below the
        folder of wallets; NOT_FOUND, STORAGE.
        """
        await self._vault.export_keyfile(ref, target)

    async def export_polkadot_js(
        self, ref: KeyRef, password: Secret | None, passphrase: Secret, target: Path
    ) -> None:
        """Write the key as polkadot-js JSON (scrypt) under a passphrase of its own.

        Raises AppError as unlocking does and as ``export_keyfile``.
        """
        await self._vault.export_polkadot_js(ref, password, passphrase, target)
