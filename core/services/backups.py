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

        Raises AppError(BAD_INPUT) for words that are no mnemonic (facts as
        ``core.keys.mnemonic`` gives them).
        """
        raise NotImplementedError

    async def export_keyfile(self, ref: KeyRef, target: Path) -> None:
        """Copy the encrypted keyfile, mode 0600; never over a file that is there.

        Raises AppError(BAD_INPUT, reason ``plaintext``) for a key in plaintext.
        """
        raise NotImplementedError

    async def export_polkadot_js(
        self, ref: KeyRef, password: Secret | None, passphrase: Secret, target: Path
    ) -> None:
        """Write the key as polkadot-js JSON (scrypt) under a passphrase of its own."""
        raise NotImplementedError
