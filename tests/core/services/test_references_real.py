"""Hotkeys remembered from one start of the app to the next, in a real Secret Service."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import keyring
import pytest
from keyring.backends import fail

from core.application import Application, open_application
from core.domain.keys import KeyReason, KeyRef, Secret
from core.domain.settings import Launch, Settings
from core.domain.wallets import Doubt, KeyringState
from core.errors import AppError, ErrorKind
from core.keys.keyfiles.folders import paths_of
from tests.fakes.keyfiles import (
    OTHER_WORDS,
    PASSWORD,
    WORDS,
    plaintext,
    put_hotkey,
    put_wallet,
    vault,
)
from tests.fakes.secret_service import is_installed, secret_service
from tests.fakes.waiting import first, until

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

Start = Callable[[], AbstractAsyncContextManager[Application]]
MAIN = KeyRef("main")
SEALED, PLAIN, GONE = (KeyRef("main", name) for name in ("sealed", "plain", "gone"))


@pytest.fixture
async def start(tmp_path, monkeypatch) -> AsyncIterator[Start]:
    """Start the app in a session with a keyring, over a wallet with three hotkeys."""
    launch = Launch(tmp_path / "data", tmp_path / "wallets")
    put_wallet(launch.wallet_path)
    for ref in (SEALED, PLAIN, GONE):
        put_hotkey(launch.wallet_path, hotkey=ref.hotkey)
    sealed = paths_of(launch.wallet_path, SEALED).private
    sealed.write_bytes(vault(plaintext(OTHER_WORDS)))

    @asynccontextmanager
    async def started() -> AsyncIterator[Application]:
        async with open_application(launch, Settings()) as app:
            await first(app.wallets.listings(), lambda listing: True)
            yield app

    with secret_service(tmp_path / "home") as service:
        monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
        for name in ("HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS"):
            monkeypatch.setenv(name, service.environ[name])
        yield started


async def _remember(start: Start) -> None:
    async with start() as app:
        assert await app.references.state() is KeyringState.READY
        await until(
            lambda: all(app.references.remembered(ref) for ref in (SEALED, PLAIN, GONE)),
            "remembering",
        )


async def test_what_happened_to_hotkeys_while_the_app_was_away_is_told(start, tmp_path):
    root = tmp_path / "wallets"
    await _remember(start)
    async with start() as app:
        assert await app.references.doubts() == []
    paths_of(root, GONE).private.unlink()
    paths_of(root, PLAIN).private.write_bytes(plaintext(WORDS))
    async with start() as app:
        doubts = {found.reference.ref: found.doubt for found in await app.references.doubts()}
        assert doubts == {GONE: Doubt.GONE, PLAIN: Doubt.OTHER_KEY}
        await app.references.forget(GONE)
    async with start() as app:
        assert [found.ref for found in await app.references.lost()] == [PLAIN]


async def test_a_hotkey_that_was_damaged_while_the_app_was_away_is_no_wrong_password(
    start, tmp_path
):
    await _remember(start)
    sealed = paths_of(tmp_path / "wallets", SEALED).private
    sound = sealed.read_bytes()
    sealed.write_bytes(vault(plaintext(OTHER_WORDS), b"another password"))
    async with start() as app:
        (doubtful,) = await app.references.doubts()
        assert (doubtful.reference.ref, doubtful.doubt) == (SEALED, Doubt.CHANGED)
        with pytest.raises(AppError) as caught:
            await app.locks.unlock(SEALED, Secret(PASSWORD))
        assert caught.value.kind is ErrorKind.DAMAGED
        assert caught.value.facts["reason"] == KeyReason.CHANGED
    sealed.write_bytes(sound)
    async with start() as app:
        with pytest.raises(AppError) as caught:
            await app.locks.unlock(SEALED, Secret(b"no"))
        assert caught.value.kind is ErrorKind.WRONG_PASSWORD


async def test_a_hotkey_that_changed_and_opens_is_remembered_as_it_is_now(start, tmp_path):
    await _remember(start)
    sealed = paths_of(tmp_path / "wallets", SEALED).private
    sealed.write_bytes(vault(plaintext(OTHER_WORDS), b"another password"))
    async with start() as app:
        assert len(await app.references.doubts()) == 1
        before = app.references.remembered(SEALED)
        assert (await app.locks.unlock(SEALED, Secret(b"another password"))).has_changed
        await until(lambda: app.references.remembered(SEALED) != before, "remembering it")
        assert await app.references.doubts() == []
