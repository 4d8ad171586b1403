"""Hotkey references in a real Secret Service, and each way in which a real one fails."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
import secretstorage
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.backends.chainer import ChainerBackend
from keyring.backends.SecretService import Keyring as Real

from core.domain.keys import CryptoType, KeyRef
from core.domain.wallets import HotkeyReference, KeyringState
from core.errors import AppError
from core.storage.keyring_access import KeyringThread
from core.storage.references import KeyringReferences
from tests.fakes.entries import ALICE
from tests.fakes.keyrings import Entries, backend_of
from tests.fakes.secret_service import SecretService, is_installed, secret_service

pytestmark = [
    pytest.mark.skipif(
        not is_installed() and not os.environ.get("CI"),
        reason="gnome-keyring and dbus are missing: packaging/bootstrap.py test installs them",
    ),
    # keyring leaves its connection to the collector where a call fails.
    pytest.mark.filterwarnings(
        "ignore:Exception ignored in. <socket.socket:pytest.PytestUnraisableExceptionWarning"
    ),
]


@pytest.fixture(scope="module")
def unlocked(tmp_path_factory) -> Iterator[SecretService]:
    with secret_service(tmp_path_factory.mktemp("unlocked")) as service:
        yield service


@pytest.fixture(scope="module")
def locked(tmp_path_factory) -> Iterator[SecretService]:
    """With a keyring that was unlocked once; nobody is there to type its password."""
    with secret_service(tmp_path_factory.mktemp("locked")) as service:
        yield service


@pytest.fixture(scope="module")
def fresh(tmp_path_factory) -> Iterator[SecretService]:
    with secret_service(tmp_path_factory.mktemp("fresh"), password=None) as service:
        yield service


@pytest.fixture(scope="module")
def lonely_bus(tmp_path_factory) -> Iterator[SecretService]:
    with secret_service(tmp_path_factory.mktemp("bus"), with_keyring=False) as service:
        yield service


@pytest.fixture
def use(monkeypatch):
    """Lead this process to a service, as if the app were started in its session."""

    def lead(environ) -> None:
        monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
        for name in ("HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"):
            monkeypatch.delenv(name, raising=False)
            if name in environ:
                monkeypatch.setenv(name, environ[name])

    return lead


@pytest.fixture(autouse=True)
def _ended() -> Iterator[None]:
    """What keyring leaves to the collector goes here, where that is expected, and no later."""
    yield
    for thread in threading.enumerate():
        if thread.name == "keyring":  # its last failure holds the connection
            thread.join(5)
    gc.collect()


def reference(hotkey: str, sha256: str = "ab" * 32) -> HotkeyReference:
    ref = KeyRef("main", hotkey)
    return HotkeyReference(ref, f"wallets/main/{hotkey}", ALICE, CryptoType.SR25519, sha256)


def store(tmp_path: Path, seconds: float = 5.0) -> KeyringReferences:
    """Every test has entries of its own."""
    return KeyringReferences(tmp_path, KeyringThread(seconds))


def chain_of(*members: object) -> ChainerBackend:
    chain = type("Chain", (ChainerBackend,), {"backends": members})
    KeyringBackend._classes.discard(chain)
    return chain()


async def _refused(references: KeyringReferences) -> KeyringState:
    """The state that every call gives."""
    states = {await references.state()}
    for work in (
        references.references(),
        references.keep(reference("a")),
        references.remove(KeyRef("main", "a")),
    ):
        with pytest.raises(AppError) as caught:
            await work
        states.add(KeyringState(caught.value.facts["keyring"]))
    (state,) = states
    return state


async def test_references_are_kept_changed_and_removed(use, unlocked, tmp_path):
    use(unlocked.environ)
    references = store(tmp_path)
    assert await references.state() is KeyringState.READY
    assert await references.backend() == "Secret Service"
    assert await references.references() == []
    for name in ("a", "b"):
        await references.keep(reference(name))
    await references.keep(reference("a", "cd" * 32))
    assert await store(tmp_path).references() == [reference("a", "cd" * 32), reference("b")]
    await references.remove(KeyRef("main", "a"))
    assert await references.references() == [reference("b")]


async def test_many_references_come_back_in_their_order(use, unlocked, tmp_path):
    use(unlocked.environ)
    references = store(tmp_path)
    names = [f"miner-{number}" for number in range(60)]
    await references.keep(*map(reference, names))
    assert [found.ref.hotkey for found in await references.references()] == names


async def test_what_lies_in_the_keyring_is_under_the_apps_name_and_no_secret(
    use, unlocked, tmp_path
):
    use(unlocked.environ)
    await store(tmp_path).keep(reference("a"))
    with secretstorage.dbus_init() as connection:
        collection = secretstorage.get_default_collection(connection)
        texts = [
            item.get_secret().decode() for item in collection.search_items({"service": "taonaut"})
        ]
    assert any("main/a" in text for text in texts)
    for text in texts:
        assert not {"secretPhrase", "secretSeed", "privateKey", "mnemonic"} & set(text.split('"'))


async def test_a_locked_keyring_is_told(use, locked, tmp_path):
    use(locked.environ)
    references = store(tmp_path)
    await references.keep(reference("a"))
    with secretstorage.dbus_init() as connection:
        secretstorage.get_default_collection(connection).lock()
    assert await _refused(references) is KeyringState.LOCKED


async def test_a_service_without_a_keyring_is_told(use, fresh, tmp_path):
    use(fresh.environ)
    assert await _refused(store(tmp_path)) is KeyringState.UNFINISHED


async def test_a_bus_without_a_service_is_told(use, lonely_bus, tmp_path):
    use(lonely_bus.environ)
    assert await _refused(store(tmp_path)) is KeyringState.NO_SERVICE


@pytest.mark.parametrize("address", [{}, {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}])
async def test_no_bus_is_told(use, tmp_path, address):
    use({"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), **address})
    references = store(tmp_path)
    assert await _refused(references) is KeyringState.NO_SERVICE
    assert await references.backend() == ""


async def test_a_service_that_ends_while_the_app_runs_is_told(use, tmp_path, monkeypatch):
    """keyring goes on with the backend that it chose at the start."""
    with secret_service(tmp_path) as service:
        use(service.environ)
        backend = Real()
        monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
        references = store(tmp_path)
        await references.keep(reference("a"))
        assert service.keyring is not None
        service.keyring.kill()
        service.keyring.wait()
        assert await _refused(references) is KeyringState.NO_SERVICE
    assert await _refused(references) is KeyringState.NO_SERVICE


async def test_a_silent_service_is_given_up_and_used_again_once_it_answers(use, unlocked, tmp_path):
    use(unlocked.environ)
    with unlocked.stopped():
        assert await _refused(store(tmp_path, 0.2)) is KeyringState.SILENT
    assert await store(tmp_path).state() is KeyringState.READY


async def test_with_plain_files_beside_it_the_service_alone_is_used(
    use, unlocked, tmp_path, monkeypatch
):
    """What keyring makes of it where keyrings.alt is installed: a chain of both."""
    use(unlocked.environ)
    plain = Entries()
    for order in (1, -1):
        chain = chain_of(*[Real(), backend_of("keyrings.alt.file", plain)][::order])
        monkeypatch.setattr(keyring, "get_keyring", lambda chain=chain: chain)
        references = store(tmp_path)
        await references.keep(reference("a"))
        assert await references.references() == [reference("a")]
        await references.remove(KeyRef("main", "a"))
    assert plain.calls == 0


async def test_plain_files_without_a_service_are_refused(use, lonely_bus, tmp_path, monkeypatch):
    use(lonely_bus.environ)
    plain = Entries()
    chain = chain_of(*[backend_of("keyrings.alt.file", plain)] * 2)
    monkeypatch.setattr(keyring, "get_keyring", lambda: chain)
    assert await _refused(store(tmp_path)) is KeyringState.REFUSED
    assert plain.calls == 0
