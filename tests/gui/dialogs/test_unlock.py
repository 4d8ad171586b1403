"""Unlocking asks only where it must, tells why it failed, and leaves no password behind."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from core.domain.keys import (
    CryptoType,
    HotkeyRecord,
    KeyFormat,
    KeyName,
    KeyReason,
    KeyRef,
    WalletRecord,
)
from core.domain.settings import Settings
from core.errors import AppError, ErrorKind
from gui.dialogs.unlock import UnlockDialog, ensure_unlocked
from tests.fakes.application import FakeApplication
from tests.fakes.waiting import until
from tests.fakes.wallets import ADDRESS
from tests.gui.accessible import unnamed_controls

COLD = KeyRef("my-cold")
PLAIN = KeyRef("my-cold", "plain")
SEALED = KeyRef("my-cold", "sealed")
WATCHED = KeyRef("watched")


def name(text):
    return KeyName(text, text)


@pytest.fixture
def app():
    made = FakeApplication()
    scheme = CryptoType.SR25519
    hotkeys = (
        HotkeyRecord(name("plain"), ADDRESS, scheme, KeyFormat.JSON),
        HotkeyRecord(name("sealed"), ADDRESS, scheme, KeyFormat.NACL),
    )
    made.wallets.become(
        WalletRecord(name("my-cold"), ADDRESS, scheme, KeyFormat.NACL, hotkeys=hotkeys),
        WalletRecord(name("watched"), ADDRESS, scheme),
    )
    return made


@pytest.fixture
async def asked(app, theme, window):
    """Ask for a key; the dialog and the task of the answer."""
    tasks = []

    async def ask(ref=COLD, purpose=""):
        tasks.append(asyncio.ensure_future(ensure_unlocked(app, theme, window, ref, purpose)))
        await until(lambda: window.findChildren(UnlockDialog))
        return window.findChildren(UnlockDialog)[-1], tasks[-1]

    yield ask
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def enter(dialog, password):
    dialog.form.field.setText(password)
    dialog.unlock.click()


async def test_the_right_password_opens_the_key(app, asked):
    dialog, task = await asked()
    enter(dialog, "password")
    assert await task is True
    assert app.locks.is_unlocked(COLD)


async def test_a_wrong_password_keeps_the_dialog_open(app, asked):
    dialog, task = await asked()
    enter(dialog, "nope")
    await until(lambda: dialog.message != "")
    assert dialog.message == "That password does not open this coldkey."
    assert dialog.form.field.is_empty
    enter(dialog, "password")
    assert await task is True


async def test_a_hotkey_is_called_a_hotkey(app, asked):
    dialog, _ = await asked(SEALED)
    enter(dialog, "nope")
    await until(lambda: dialog.message != "")
    assert dialog.message == "That password does not open this hotkey."


@pytest.mark.parametrize("reason", [KeyReason.UNSOUND, KeyReason.CHANGED])
async def test_a_bad_file_is_not_called_a_wrong_password(app, asked, reason):
    dialog, _ = await asked()
    app.locks.error = AppError(ErrorKind.DAMAGED, "broken", {"reason": reason})
    enter(dialog, "password")
    await until(lambda: dialog.message != "")
    assert "password does not open this" not in dialog.message
    assert dialog.form.field.property("invalid") == "false"


async def test_the_password_is_wiped_whatever_comes_of_it(app, asked):
    dialog, task = await asked()
    enter(dialog, "nope")
    await until(lambda: dialog.message != "")
    enter(dialog, "password")
    await task
    assert [len(secret) for secret in app.locks.given] == [0, 0]


async def test_cancelling_ends_the_decrypting(app, asked):
    await app.locks.unlock(SEALED, None)
    app.locks.gate = asyncio.Event()
    dialog, task = await asked()
    enter(dialog, "password")
    await until(lambda: dialog.form.is_busy and not dialog.form.field.isEnabled())
    assert "Cancel locks the other keys too" in dialog.form.note.text()
    dialog.cancel.click()
    assert await task is False
    await until(lambda: app.locks.unlocked == ())
    assert [len(secret) for secret in app.locks.given[1:]] == [0]


async def test_a_slow_decrypting_shows_that_it_works(app, asked):
    app.locks.gate = asyncio.Event()
    dialog, task = await asked()
    enter(dialog, "password")
    await until(lambda: dialog.form.busy.busy)
    assert not dialog.unlock.isEnabled()
    assert dialog.window().focusWidget() is dialog.cancel
    app.locks.gate.set()
    assert await task is True


async def test_giving_up_leaves_the_key_locked(app, asked):
    dialog, task = await asked()
    dialog.form.field.setText("typed")
    dialog.reject()
    assert dialog.form.field.is_empty
    assert await task is False
    assert app.locks.unlocked == ()


async def test_an_empty_password_is_not_tried(app, asked):
    dialog, _ = await asked()
    dialog.form.field.returnPressed.emit()
    assert dialog.message == "Enter its password first."
    assert app.locks.given == []


async def test_an_open_key_is_not_asked_for_again(app, theme, window):
    await app.locks.unlock(COLD, None)
    assert await ensure_unlocked(app, theme, window, COLD) is True


async def test_with_the_setting_an_open_key_is_asked_for_each_time(app, asked):
    app.preferences.settings = Settings(password_each_time=True)
    await app.locks.unlock(COLD, None)
    dialog, task = await asked()
    enter(dialog, "password")
    assert await task is True


@pytest.mark.parametrize("each_time", [False, True])
async def test_a_key_in_plaintext_opens_by_itself(app, theme, window, each_time):
    app.preferences.settings = Settings(password_each_time=each_time)
    assert await ensure_unlocked(app, theme, window, PLAIN) is True
    assert app.locks.given == [None]


async def test_a_watched_wallet_is_refused_by_the_agent(app, theme, window):
    app.locks.error = AppError(ErrorKind.NOT_FOUND, "only a public key")
    with pytest.raises(AppError):
        await ensure_unlocked(app, theme, window, WATCHED)


async def test_practice_wallets_tell_their_password(app, asked):
    settings = replace(app.preferences.settings, practice_wallets=(ADDRESS,))
    app.preferences.settings = settings
    dialog, _ = await asked()
    assert "practice wallets is practice" in dialog.message


async def test_one_can_type_at_once(asked):
    dialog, _ = await asked()
    assert QApplication.focusWidget() is dialog.form.field


async def test_caps_lock_is_told_while_typing(asked, qtbot):
    dialog, _ = await asked()
    qtbot.keyClicks(dialog.form.field, "A")
    assert dialog.message == "Caps Lock is on."
    qtbot.keyClicks(dialog.form.field, "a")
    assert dialog.message == ""


async def test_the_dialog_says_what_it_is_for_and_names_its_controls(asked):
    dialog, _ = await asked(purpose="send 1 τ")
    assert dialog.accessibleName() == "Unlock my-cold"
    assert unnamed_controls(dialog) == []
