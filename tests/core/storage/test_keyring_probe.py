"""The keyring's states, told apart."""

from __future__ import annotations

import threading

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError

from core.storage.keyring_probe import (
    KeyringFacts,
    KeyringState,
    look_at_keyring,
    probe_keyring,
)


def _backend(module: str, failure: Exception | None = None) -> KeyringBackend:
    """A backend of that module which answers, or fails, when read."""

    def get_password(self: object, service: str, username: str) -> None:
        if failure is not None:
            raise failure

    body = {"__module__": module, "priority": -1, "get_password": get_password}
    for name in ("set_password", "delete_password"):
        body[name] = lambda *_: pytest.fail("the doctor only reads")
    kind = type("Keyring", (KeyringBackend,), body)
    KeyringBackend._classes.discard(kind)  # pyright: ignore - keeps it from being chosen later
    return kind()


@pytest.fixture
def use(monkeypatch):
    def choose(backend: object) -> None:
        monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
        monkeypatch.setattr(keyring, "get_password", backend.get_password)

    return choose


REAL = "keyring.backends.SecretService"


@pytest.mark.parametrize(
    ("failure", "state"),
    [
        (None, KeyringState.READY),
        (NoKeyringError("no bus"), KeyringState.MISSING),
        (KeyringLocked("locked"), KeyringState.LOCKED),
        (InitError("no collection"), KeyringState.NOT_STARTED),
        (KeyringError("odd"), KeyringState.FAULTY),
        (OSError("broken pipe"), KeyringState.FAULTY),
    ],
)
def test_each_failure_has_its_state(use, failure, state):
    use(_backend(REAL, failure))
    facts = look_at_keyring()
    assert (facts.state, facts.backend) == (state, "SecretService")
    assert bool(facts.detail) == (failure is not None)


@pytest.mark.parametrize("module", ["keyring.backends.fail", "keyring.backends.null"])
def test_no_backend_is_missing(use, module):
    use(_backend(module))
    assert look_at_keyring().state is KeyringState.MISSING


def test_a_backend_that_writes_plain_files_is_refused_unread(use):
    use(_backend("keyrings.alt.file", AssertionError("read")))
    assert look_at_keyring() == KeyringFacts(KeyringState.REFUSED, "keyrings.alt.file")


def test_a_chain_is_judged_by_the_backend_that_answers(use):
    chain = _backend("keyring.backends.chainer")
    chain.backends = [_backend("keyrings.alt.file"), _backend(REAL)]
    use(chain)
    assert look_at_keyring().state is KeyringState.REFUSED
    chain.backends.reverse()
    assert look_at_keyring().state is KeyringState.READY


async def test_a_silent_keyring_is_not_waited_for():
    released = threading.Event()

    def hang() -> KeyringFacts:
        released.wait()
        return KeyringFacts(KeyringState.READY)

    try:
        facts = await probe_keyring(hang, seconds=0.05)
    finally:
        released.set()
    assert facts.state is KeyringState.SILENT


async def test_the_answer_of_the_thread_is_the_answer():
    facts = KeyringFacts(KeyringState.LOCKED, "kwallet")
    assert await probe_keyring(lambda: facts) == facts
