"""Asking the system's keyring whether it would answer, and telling its failures apart."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

KEYRING_SECONDS: Final = 5.0
_SERVICE: Final = "taonaut"

# Backends that keep secrets with the operating system. Everything else, such
# as the plaintext files of keyrings.alt, is refused.
_REAL: Final = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)


class KeyringState(StrEnum):
    READY = "ready"
    MISSING = "missing"  # no backend, or no session bus to reach one
    REFUSED = "refused"  # a backend that does not protect what it keeps
    LOCKED = "locked"
    NOT_STARTED = "not started"  # the bus is there, the service is not or has no collection
    SILENT = "silent"  # no answer within the deadline
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class KeyringFacts:
    state: KeyringState
    backend: str = ""
    detail: str = ""


async def probe_keyring(
    look: Callable[[], KeyringFacts] | None = None, seconds: float = KEYRING_SECONDS
) -> KeyringFacts:
    """Look in a thread; a keyring that does not answer in time is SILENT.

    The thread is a daemon: one that hangs in the keyring's service must not
    keep the process from ending.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[KeyringFacts] = loop.create_future()

    def deliver(facts: KeyringFacts) -> None:
        if not answer.done():
            answer.set_result(facts)

    def work() -> None:
        facts = (look or look_at_keyring)()
        try:
            loop.call_soon_threadsafe(deliver, facts)
        except RuntimeError:  # the loop has ended: nobody waits any more
            return

    threading.Thread(target=work, name="keyring probe", daemon=True).start()
    try:
        async with asyncio.timeout(seconds):
            return await answer
    except TimeoutError:
        return KeyringFacts(KeyringState.SILENT, detail=f"no answer within {seconds:g} s")


def look_at_keyring() -> KeyringFacts:
    """Read an entry that does not exist. Blocking, for seconds if the service is slow."""
    import keyring  # noqa: PLC0415 - 200 ms that only this thread should spend

    module = _chosen_module(keyring.get_keyring())
    backend = module.rpartition(".")[2]
    if module in ("keyring.backends.fail", "keyring.backends.null"):
        return KeyringFacts(KeyringState.MISSING, backend)
    if module not in _REAL:
        return KeyringFacts(KeyringState.REFUSED, module)
    return _read_nothing(backend)


def _read_nothing(backend: str) -> KeyringFacts:
    import keyring  # noqa: PLC0415
    from keyring import errors  # noqa: PLC0415

    try:
        keyring.get_password(_SERVICE, "doctor")
    except errors.NoKeyringError as error:
        return _failed(KeyringState.MISSING, backend, error)
    except errors.KeyringLocked as error:
        return _failed(KeyringState.LOCKED, backend, error)
    except errors.InitError as error:
        return _failed(KeyringState.NOT_STARTED, backend, error)
    except (errors.KeyringError, RuntimeError, OSError) as error:
        return _failed(KeyringState.FAULTY, backend, error)
    return KeyringFacts(KeyringState.READY, backend)


def _failed(state: KeyringState, backend: str, error: Exception) -> KeyringFacts:
    return KeyringFacts(state, backend, f"{type(error).__name__}: {error}"[:300])


def _chosen_module(backend: object) -> str:
    """The module of the backend that would answer: a chainer asks its first one."""
    members: Sequence[object] = getattr(backend, "backends", None) or (backend,)
    return type(members[0]).__module__
