"""Which keys are unlocked, and when they lock again."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Final

from core.domain.ids import Ss58
from core.domain.keys import KeyRef, Secret, UnlockedKey
from core.domain.settings import PRACTICE_PASSWORD, PRACTICE_WALLET
from core.domain.signing import SigningOrder
from core.domain.wiping import overwrite_freed
from core.errors import AppError
from core.ports.keys import KeyAgent, KeySigner, KeyVault, PasswordJudge, SigningContext
from core.services.preferences import PreferenceService
from core.services.wallets import WalletService
from core.streams import Broadcast

log = logging.getLogger(__name__)

_MINUTE: Final = 60.0
_PRACTICE: Final = re.compile(rf"{PRACTICE_WALLET}(-\d+)?", re.ASCII)


class LockService:
    """Locking ends the processes of agent, vault and judge, with every key, draft and password.

    With ``password_each_time``, a key that a password opened is locked again
    as soon as it has signed.
    """

    def __init__(
        self,
        agent: KeyAgent,
        vault: KeyVault,
        wallets: WalletService,
        preferences: PreferenceService,
        remembered: Callable[[KeyRef], str] = lambda _: "",
        judge: PasswordJudge | None = None,
    ) -> None:
        self._agent = agent
        self._vault = vault
        self._wallets = wallets
        self._preferences = preferences
        self._remembered = remembered
        self._judge = judge
        self._locked: Broadcast[None] = Broadcast()
        self.apply_settings()

    @property
    def unlocked(self) -> tuple[UnlockedKey, ...]:
        return self._agent.unlocked

    @property
    def is_busy(self) -> bool:
        """Whether a key is being decrypted, used or written: locking would break it off."""
        return self._agent.is_busy or self._vault.is_busy

    def is_unlocked(self, ref: KeyRef) -> bool:
        return any(key.stored.ref == ref for key in self.unlocked)

    def changes(self) -> AsyncIterator[tuple[UnlockedKey, ...]]:
        """What is unlocked, now and after each change."""
        return self._agent.changes()

    def locked(self) -> AsyncIterator[None]:
        """Each time everything is locked, unlocked keys or not: drafts are gone then, too."""
        return self._locked.listen()

    async def unlock(self, ref: KeyRef, password: Secret | None) -> UnlockedKey:
        """As ``KeyAgent.unlock``, with what is known of the file.

        So one that was damaged, since the newest listing or since it last was
        right, is not taken for a wrong password. A wallet to
        practise with that opens by the password everyone knows is marked as one.
        """
        listing = self._wallets.listing
        record = None if listing is None else listing.find(ref)
        expected = record.fingerprint if record else None
        if expected is not None and (sha256 := self._remembered(ref)):
            expected = replace(expected, sha256=sha256)
        is_known = password == Secret(PRACTICE_PASSWORD.encode())
        key = await self._agent.unlock(ref, password, expected)
        if is_known and _PRACTICE.fullmatch(ref.wallet) and not ref.hotkey:
            await self._mark_for_practice(key.stored.address)
        return key

    async def _mark_for_practice(self, address: Ss58) -> None:
        """Such a wallet is marked when it is made; the mark may be lost with the settings."""
        settings = self._preferences.settings
        if address in settings.practice_wallets:
            return
        marked = replace(settings, practice_wallets=(*settings.practice_wallets, str(address)))
        try:
            await self._preferences.save(marked)
        except AppError as error:  # it holds for this session, and the next unlocking tries again
            log.warning("could not keep the mark of a practice wallet: %r", error)

    def signer(self, ref: KeyRef) -> KeySigner:
        """Raises AppError(LOCKED)."""
        return _ThenLocked(self._agent.signer(ref), lambda: self.used(ref))

    async def used(self, ref: KeyRef) -> None:
        """A key has signed: lock it, where a password is wanted each time."""
        each_time = self._preferences.settings.password_each_time
        held = (key for key in self.unlocked if key.stored.ref == ref)
        if each_time and any(key.stored.format.is_encrypted for key in held):
            await self._agent.forget(ref)

    async def lock(self) -> None:
        """Every key and every draft, at once. Raises nothing that leaves one unlocked."""
        try:
            await self._agent.lock()
        finally:
            self._locked.publish(None)
            await self._lock_others()

    async def _lock_others(self) -> None:
        try:
            await self._vault.lock()
        finally:
            if self._judge is not None:
                await self._judge.lock()
            overwrite_freed()

    def touch(self) -> None:
        """The person is there: count idleness from now."""
        self._agent.touch()

    def apply_settings(self) -> None:
        """Take up the idle time of the preferences."""
        self._agent.allow_idle(self._preferences.settings.lock_minutes * _MINUTE)


class _ThenLocked:
    """A ``KeySigner`` that tells when it has signed all there was to sign."""

    def __init__(self, signer: KeySigner, used: Callable[[], Awaitable[None]]) -> None:
        self._signer = signer
        self._used = used
        self._has_signed = False

    @property
    def ss58_address(self) -> str:
        return self._signer.ss58_address

    @property
    def public_key(self) -> bytes:
        return self._signer.public_key

    @property
    def crypto_type(self) -> int:
        return self._signer.crypto_type

    async def sign(self, payload: bytes) -> bytes:
        return await self._signer.sign(payload)

    async def sign_order(self, order: SigningOrder) -> bytes:
        signature = await self._signer.sign_order(order)
        self._has_signed = True
        return signature

    async def metadata_digest(self, context: SigningContext) -> bytes:
        return await self._signer.metadata_digest(context)

    async def finish(self) -> None:
        await self._signer.finish()
        if self._has_signed:
            await self._used()
