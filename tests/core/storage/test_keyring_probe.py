"""What the doctor and the settings are told of the keyring."""

from __future__ import annotations

import threading

import keyring
import pytest
from keyring.errors import KeyringLocked

from core.domain.wallets import KeyringState
from core.storage.keyring_probe import KeyringFacts, look_at_keyring, probe_keyring
from tests.fakes.keyrings import REAL, Entries, backend_of


@pytest.fixture
def use(monkeypatch):
    def choose(module: str, entries: Entries) -> None:
        backend = backend_of(module, entries)
        monkeypatch.setattr(keyring, "get_keyring", lambda: backend)

    return choose


def test_a_keyring_that_answers_is_ready_and_nothing_is_written(use):
    entries = Entries()
    use(REAL, entries)
    assert look_at_keyring() == KeyringFacts(KeyringState.READY, "Secret Service")
    assert (entries.calls, entries.held) == (1, {})


def test_a_keyring_that_fails_is_told_with_its_words(use):
    use(REAL, Entries(KeyringLocked("dismissed")))
    assert look_at_keyring() == KeyringFacts(
        KeyringState.LOCKED, "Secret Service", "KeyringLocked: dismissed"
    )


def test_a_backend_that_writes_plain_files_is_refused_unread(use):
    entries = Entries()
    use("keyrings.alt.file", entries)
    assert look_at_keyring() == KeyringFacts(KeyringState.REFUSED, "keyrings.alt.file")
    assert entries.calls == 0


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
    assert "0.05 s" in facts.detail


async def test_the_answer_of_the_thread_is_the_answer():
    facts = KeyringFacts(KeyringState.LOCKED, "KWallet")
    assert await probe_keyring(lambda: facts) == facts
