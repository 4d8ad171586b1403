"""The OS keyring: which backends are used at all, how it fails, and its one thread."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Final, Protocol, TypeVar, cast

from core.domain.wallets import KeyringState

T = TypeVar("T")

SERVICE: Final = "taonaut"
KEYRING_SECONDS: Final = 5.0

# Backends that keep secrets with the operating system, and what people call
# them. Everything else, such as the plaintext files of keyrings.alt, is refused.
_REAL: Final = {
    "keyring.backends.macOS": "macOS Keychain",
    "keyring.backends.Windows": "Windows Credential Manager",
    "keyring.backends.SecretService": "Secret Service",
    "keyring.backends.libsecret": "libsecret",
    "keyring.backends.kwallet": "KWallet",
}
_NONE: Final = ("keyring.backends.fail", "keyring.backends.null")


class Backend(Protocol):
    """keyring.backend.KeyringBackend, as far as it is used. Every call blocks."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class UnusableKeyringError(Exception):
    """A keyring that cannot be used. ``detail`` is technical, ``backend`` may be empty."""

    def __init__(self, state: KeyringState, backend: str = "", detail: str = "") -> None:
        super().__init__(detail or state)
        self.state = state
        self.backend = backend
        self.detail = detail


def open_backend() -> tuple[Backend, str]:
    """The real backend of this system and its name. Blocking. Raises UnusableKeyringError.

    It is addressed itself, never through keyring's chain, which would go on to
    a file in plaintext.
    """
    import keyring  # noqa: PLC0415 - 200 ms that only the keyring's thread should spend

    chosen: object = keyring.get_keyring()
    chain = cast("Sequence[object]", getattr(chosen, "backends", None) or (chosen,))
    modules = [type(member).__module__ for member in chain]
    for member, module in zip(chain, modules, strict=True):
        if module in _REAL:
            return cast("Backend", member), _REAL[module]
    if not all(module in _NONE for module in modules):
        raise UnusableKeyringError(KeyringState.REFUSED, modules[0])
    if modules == ["keyring.backends.fail"] and (late := _late_backend()) is not None:
        return late
    raise UnusableKeyringError(KeyringState.NO_SERVICE)


@contextmanager
def told_apart(backend: Backend, name: str) -> Generator[None]:
    """Turn what a backend raises into an UnusableKeyringError."""
    from keyring import errors  # noqa: PLC0415

    try:
        yield
    except errors.NoKeyringError as error:
        raise _unusable(KeyringState.NO_SERVICE, name, error) from error
    except errors.KeyringLocked as error:
        raise _unusable(KeyringState.LOCKED, name, error) from error
    except Exception as error:  # every backend has errors of its own, and D-Bus more
        if not _is_there(backend):
            raise _unusable(KeyringState.NO_SERVICE, name, error) from error
        is_init = isinstance(error, errors.InitError)
        state = KeyringState.UNFINISHED if is_init else KeyringState.FAULTY
        raise _unusable(state, name, error) from error


class KeyringThread:
    """Runs one call at a time in a daemon thread, and waits for none longer than the deadline.

    A call that hangs in the keyring's service keeps neither the app from
    closing nor the next call from its own deadline.
    """

    def __init__(self, seconds: float = KEYRING_SECONDS) -> None:
        self._seconds = seconds
        self._turn = asyncio.Lock()
        self._last: asyncio.Future[object] | None = None

    async def run(self, work: Callable[[], T]) -> T:
        """What ``work`` gives. Raises UnusableKeyringError, SILENT after the deadline."""
        try:
            async with asyncio.timeout(self._seconds), self._turn:
                if self._last is not None:
                    await asyncio.wait([self._last])
                self._last = _in_daemon_thread(work)
                return cast("T", await asyncio.shield(self._last))
        except TimeoutError:
            detail = f"no answer within {self._seconds:g} s"
            raise UnusableKeyringError(KeyringState.SILENT, detail=detail) from None


def _in_daemon_thread(work: Callable[[], object]) -> asyncio.Future[object]:
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[object] = loop.create_future()
    # Nobody may wait for it any more, and asyncio complains of errors that nobody saw.
    answer.add_done_callback(lambda done: done.cancelled() or done.exception())

    def deliver(result: object, error: BaseException | None) -> None:
        if answer.done():
            return
        if error is None:
            answer.set_result(result)
        else:
            answer.set_exception(error)

    def run() -> None:
        result, failure = None, None
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - raised again where it is waited for
            failure = error
        try:
            loop.call_soon_threadsafe(deliver, result, failure)
        except RuntimeError:  # the loop has ended: nobody waits any more
            return

    threading.Thread(target=run, name="keyring", daemon=True).start()
    return answer


def _late_backend() -> tuple[Backend, str] | None:
    """A service that was started after keyring had looked, which it does once a process."""
    from keyring.backend import KeyringBackend  # noqa: PLC0415

    for module, name in _REAL.items():
        for kind in vars(import_module(module)).values():
            is_own = isinstance(kind, type) and kind.__module__ == module
            if is_own and issubclass(kind, KeyringBackend) and kind.viable:
                return cast("Backend", kind()), name
    return None


def _is_there(backend: Backend) -> bool:
    """Whether its service still is: keyring keeps a backend whose service has ended."""
    return bool(getattr(type(backend), "viable", True))


def _unusable(state: KeyringState, name: str, error: Exception) -> UnusableKeyringError:
    return UnusableKeyringError(state, name, f"{type(error).__name__}: {error}"[:300])
