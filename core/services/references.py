"""Hotkeys remembered in the OS keyring, and what it says of their files."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.wallets import HotkeyReference, KeyringState
from core.ports.references import ReferenceStore
from core.services.wallets import WalletService


class ReferenceService:
    """Follows the listing: keeps a reference of each sound hotkey. Without a keyring it waits."""

    def __init__(self, store: ReferenceStore, wallets: WalletService) -> None:
        self._store = store
        self._wallets = wallets

    def begin(self) -> None:
        raise NotImplementedError

    async def close(self) -> None:
        raise NotImplementedError

    async def state(self) -> KeyringState:
        return await self._store.state()

    async def backend(self) -> str:
        return await self._store.backend()

    async def references(self) -> Sequence[HotkeyReference]:
        """Raises AppError(STORAGE) with the fact ``keyring``."""
        return await self._store.references()

    async def lost(self) -> Sequence[HotkeyReference]:
        """Those whose file is gone or names another key by now."""
        raise NotImplementedError

    async def forget_all(self) -> None:
        raise NotImplementedError
