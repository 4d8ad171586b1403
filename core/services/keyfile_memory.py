"""What each encrypted keyfile was when it was last right, from one start to the next."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable

from core.background import Background
from core.domain.keys import KeyRef, StoredKey, UnlockedKey
from core.errors import AppError
from core.ports.records import KeyfileLog
from core.services.unlocking import newly_unlocked
from core.services.wallets import WalletService

log = logging.getLogger(__name__)


class KeyfileMemory:
    """Tells a file that was damaged while the app was away from a wrong password.

    Only this app's own writing, or unlocking the key, tells that what lies
    there is right; nothing is learned from a listing. ``unlocked`` follows the
    keys that are unlocked.
    """

    def __init__(
        self,
        kept: KeyfileLog,
        wallets: WalletService,
        unlocked: Callable[[], AsyncIterator[tuple[UnlockedKey, ...]]],
    ) -> None:
        self._log = kept
        self._wallets = wallets
        self._unlocked = unlocked
        self._known: dict[KeyRef, str] = {}
        self._background = Background()

    def begin(self) -> None:
        self._background.start("follow the keys' changes", self._follow_changes())
        self._background.start("remember keyfiles", self._follow_unlocked())

    async def close(self) -> None:
        await self._background.close()

    def remembered(self, ref: KeyRef) -> str:
        """The SHA-256 of the file's bytes, in hex; empty where none is known."""
        return self._known.get(ref, "")

    async def _follow_unlocked(self) -> None:
        try:
            self._known = {**await self._log.all(), **self._known}
        except AppError as error:
            log.warning("could not read what keyfiles were: %r", error)
        async for key in newly_unlocked(self._unlocked()):
            await self._take_up(key.stored.ref, key.stored)

    async def _follow_changes(self) -> None:
        async for change in self._wallets.changes():
            await self._take_up(change.ref, change.stored)

    async def _take_up(self, ref: KeyRef, stored: StoredKey | None) -> None:
        """A key in plaintext has no password that could be wrong."""
        is_sealed = stored is not None and stored.format.is_encrypted
        sha256 = stored.fingerprint.sha256 if stored is not None and is_sealed else ""
        if sha256 == self.remembered(ref):
            return
        try:
            await (self._log.note(ref, sha256) if sha256 else self._log.remove(ref))
        except AppError as error:  # it holds for this session
            log.warning("could not note what a keyfile is: %r", error)
        self._known[ref] = sha256
