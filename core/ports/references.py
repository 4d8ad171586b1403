"""What services need of the OS keyring. ``core.storage`` gives it; so do the fakes in tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from core.domain.keys import KeyRef
from core.domain.wallets import HotkeyReference, KeyringState


class ReferenceStore(Protocol):
    """Hotkey references under the service name ``taonaut``.

    Only real backends are used, and none is waited for that is silent for 5 s.
    Errors are AppError(STORAGE) with the fact ``keyring``, a ``KeyringState``.
    """

    async def state(self) -> KeyringState:
        """Whether references can be kept now. Never raises."""
        ...

    async def backend(self) -> str:
        """The backend's name for people, empty without one. Never raises."""
        ...

    async def references(self) -> Sequence[HotkeyReference]: ...

    async def keep(self, *references: HotkeyReference) -> None:
        """Add them, or replace those of the same hotkeys."""
        ...

    async def remove(self, ref: KeyRef) -> None: ...
