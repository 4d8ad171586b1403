"""Asking the system's keyring whether it would answer, for the doctor and the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from core.domain.wallets import KeyringState
from core.storage.keyring_access import (
    KEYRING_SECONDS,
    SERVICE,
    KeyringThread,
    UnusableKeyringError,
    open_backend,
    told_apart,
)

_NOTHING: Final = "doctor"  # an entry that is never written


@dataclass(frozen=True, slots=True)
class KeyringFacts:
    """``backend`` is its name for people, or what was refused; ``detail`` is technical."""

    state: KeyringState
    backend: str = ""
    detail: str = ""


async def probe_keyring(
    look: Callable[[], KeyringFacts] | None = None, seconds: float = KEYRING_SECONDS
) -> KeyringFacts:
    """Look in a thread; a keyring that does not answer in time is SILENT."""
    try:
        return await KeyringThread(seconds).run(look or look_at_keyring)
    except UnusableKeyringError as fault:
        return KeyringFacts(fault.state, fault.backend, fault.detail)


def look_at_keyring() -> KeyringFacts:
    """Read an entry that does not exist. Blocking, for seconds if the service is slow."""
    try:
        backend, name = open_backend()
        with told_apart(backend, name):
            backend.get_password(SERVICE, _NOTHING)
    except UnusableKeyringError as fault:
        return KeyringFacts(fault.state, fault.backend, fault.detail)
    return KeyringFacts(KeyringState.READY, name)
