"""Hotkey references in the OS keyring; only backends that keep secrets for real."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.keys import KeyRef
from core.domain.wallets import HotkeyReference, KeyringState


class KeyringReferences:
    async def state(self) -> KeyringState:
        raise NotImplementedError

    async def backend(self) -> str:
        raise NotImplementedError

    async def references(self) -> Sequence[HotkeyReference]:
        raise NotImplementedError

    async def keep(self, reference: HotkeyReference) -> None:
        raise NotImplementedError

    async def remove(self, ref: KeyRef) -> None:
        raise NotImplementedError
