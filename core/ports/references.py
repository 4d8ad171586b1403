"""What services need of the OS keyring. ``core.storage`` gives it; so do the fakes in tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from core.domain.keys import KeyRef
from core.domain.wallets import HotkeyReference, KeyringState


class ReferenceStore(Protocol):
    """Hotkey references under the service name ``taonaut``. Every call ends within 5 s.

    Only real backends are used. Errors are AppError(STORAGE) with the fact
    ``keyring``, a ``KeyringState``.
    """

    async def state(self) -> KeyringState:
        """Whether references can be kept now. Never raises."""
        ...

    async def backend(self) -> str:
        """The backend's name for people, empty without one. Never raises."""
        ...

    async def references(self) -> Sequence[HotkeyReference]: ...

    async def keep(self, reference: HotkeyReference) -> None: ...

    async def remove(self, ref: KeyRef) -> None: ...
