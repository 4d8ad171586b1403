"""Which keys are unlocked, and when they lock again."""

from __future__ import annotations

from collections.abc import AsyncIterator

from core.domain.keys import KeyRef, Secret, UnlockedKey
from core.ports.keys import KeyAgent, KeySigner, KeyVault
from core.services.preferences import PreferenceService
from core.services.wallets import WalletService


class LockService:
    """Locking ends the processes of agent and vault, and with them every key and draft."""

    def __init__(
        self,
        agent: KeyAgent,
        vault: KeyVault,
        wallets: WalletService,
        preferences: PreferenceService,
    ) -> None:
        self._agent = agent
        self._vault = vault
        self._wallets = wallets
        self._preferences = preferences

    @property
    def unlocked(self) -> tuple[UnlockedKey, ...]:
        return self._agent.unlocked

    def is_unlocked(self, ref: KeyRef) -> bool:
        return any(key.stored.ref == ref for key in self.unlocked)

    def changes(self) -> AsyncIterator[tuple[UnlockedKey, ...]]:
        """What is unlocked, now and after each change."""
        return self._agent.changes()

    async def unlock(self, ref: KeyRef, password: Secret | None) -> UnlockedKey:
        """As ``KeyAgent.unlock``, with the fingerprint of the newest listing."""
        raise NotImplementedError

    def signer(self, ref: KeyRef) -> KeySigner:
        """Raises AppError(LOCKED)."""
        return self._agent.signer(ref)

    async def lock(self) -> None:
        raise NotImplementedError

    def touch(self) -> None:
        """The person is there: count idleness from now."""
        self._agent.touch()

    def apply_settings(self) -> None:
        """Take up the idle time of the preferences."""
        raise NotImplementedError
