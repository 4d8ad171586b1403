"""The locked view by itself: what it says and does while it decrypts."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from gui.shell.lock_words import LockReason
from gui.shell.locked_view import LockedView
from tests.fakes.application import FakeApplication
from tests.fakes.vault import wallet
from tests.fakes.waiting import until


@pytest.fixture
async def view(theme):
    app = FakeApplication()
    app.wallets.become(wallet("my-cold"))
    made = LockedView(app, theme)
    made.resize(1080, 720)
    made.show()
    made.activateWindow()
    made.tell(LockReason.ASKED, 10)
    made.enter("home")
    app.locks.gate = asyncio.Event()
    made.gate = app.locks.gate
    yield made
    made.gate.set()
    delete(made)


async def begin(view: LockedView) -> None:
    view.form.field.setText("password")
    view.unlock.click()
    await until(view.stop.isVisible)


async def test_it_says_how_long_it_takes_and_that_it_is_at_work(view):
    assert view.form.note.isVisible()
    assert "3 to 5 s" in view.form.note.text()
    await begin(view)
    assert view.form.note.text() == "Decrypting…"


async def test_esc_gives_up_decrypting(view):
    await begin(view)
    await until(lambda: QApplication.focusWidget() is view.stop)
    escape = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.stop, escape)
    await until(view.unlock.isVisible)
    assert QApplication.focusWidget() is view.form.field
