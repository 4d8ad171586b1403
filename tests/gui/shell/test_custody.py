"""The keys lock when nobody is there, and the window hides what was open."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import delete, isValid

from core.domain.keys import CryptoType, HotkeyRecord, KeyFormat, KeyName, KeyRef, WalletRecord
from core.domain.settings import Settings
from gui.dialogs.confirm import ConfirmDialog
from gui.dialogs.overlay import answer
from gui.dialogs.report import ReportDialog
from gui.dialogs.unlock import UnlockDialog
from gui.main_window import MainWindow
from gui.shell import custody
from gui.shell.lock_words import LockReason
from gui.shell.locked_view import LockedView
from gui.widgets.page import Page
from tests.builders import NOW, address, connection
from tests.fakes.application import FakeApplication
from tests.fakes.network import FakeNetwork
from tests.fakes.waiting import until
from tests.fakes.wallets import ADDRESS
from tests.gui.accessible import unnamed_controls

COLD, MINER = KeyRef("my-cold"), KeyRef("my-cold", "miner")
KEYS = ("welcome", "home", "wallets", "create-wallet", "send", "subnets", "activity", "settings")


class Clock:
    now = NOW

    def __call__(self) -> float:
        return self.now


class Noted(Page):
    def __init__(self, key: str, log: list[str]) -> None:
        super().__init__()
        self.key, self.log = key, log
        log.append(f"make {key}")

    def enter(self, route):
        self.log.append(f"enter {route}")

    def leave(self):
        self.log.append(f"leave {self.key}")


def wallet(name: str, **fields) -> WalletRecord:
    record = WalletRecord(KeyName(name, name), ADDRESS, CryptoType.SR25519, KeyFormat.NACL)
    return replace(record, **fields)


class Stage:
    def __init__(self, theme) -> None:
        self.log: list[str] = []
        self.clock = Clock()
        self.app = FakeApplication(network=FakeNetwork(connection()))
        miner = HotkeyRecord(
            KeyName("miner", "miner"), address(3), CryptoType.SR25519, KeyFormat.NACL
        )
        self.app.wallets.become(
            wallet("my-cold", hotkeys=(miner,)),
            wallet("second", address=address(7)),
            wallet("watched", format=None),
        )
        self.app.wallets.chosen = COLD
        self.window = MainWindow(theme, presence_clock=self.clock)
        self.window.show()
        self.window.attach(self.app, {key: lambda key=key: Noted(key, self.log) for key in KEYS})

    @property
    def status(self) -> str:
        return self.window.frame.status.lock.text()

    @property
    def view(self) -> LockedView | None:
        page = self.window.router.page
        return page if isinstance(page, LockedView) else None

    async def unlock(self, ref=COLD):
        before = len(self.app.locks.unlocked)
        await self.app.locks.unlock(ref, None)
        await until(lambda: len(self.window.custody.locks.keys) == before + 1)

    async def lock(self):
        self.window.custody.lock()
        await until(lambda: self.window.custody.locks.keys == ())

    async def locked_view(self) -> LockedView:
        await until(lambda: self.view is not None, "the locked view")
        assert self.view is not None
        return self.view


@pytest.fixture
async def stage(theme):
    made = Stage(theme)
    await until(lambda: made.app.locks._changes.readers == 1)
    yield made
    if isValid(made.window):
        delete(made.window)


async def test_the_status_bar_says_what_is_open(stage):
    assert stage.status == "locked"
    await stage.unlock()
    assert stage.status == "unlocked · locks in 10 min"
    await stage.unlock(MINER)
    assert stage.status == "2 keys unlocked · locks in 10 min"
    stage.clock.now += 8.5 * 60
    stage.window.custody.tick()
    assert stage.status == "2 keys unlocked · locks in 1 min"


async def test_a_dialog_with_a_typed_password_closes_when_nobody_is_there(stage, theme):
    dialog = UnlockDialog(stage.app, theme, COLD)
    asked = asyncio.ensure_future(answer(dialog, stage.window))
    await until(dialog.isVisible)
    dialog.form.field.setText("half a pass")
    stage.clock.now += 601
    stage.window.custody.tick()
    assert dialog.form.field.is_empty
    assert await asked is False


async def test_before_anything_was_open_nothing_is_covered(stage):
    await stage.app.locks.lock()
    stage.window.custody.lock()
    stage.window.custody.locks.on_screen_locked()
    await asyncio.sleep(0)
    assert stage.view is None


async def test_locking_by_hand_covers_the_wallets(stage):
    await stage.unlock()
    await stage.lock()
    view = await stage.locked_view()
    assert view.why == "As you asked."
    assert stage.app.locks.unlocked == ()
    assert not stage.window.frame.header.wallet.isVisible()
    assert not stage.window.frame.sidebar.list.currentIndex().isValid()
    for route in ("wallets", "activity", "wallets/my-cold/+send"):
        stage.window.go(route)
        assert stage.view is view


async def test_what_was_shown_is_dropped_and_made_anew(stage):
    stage.window.go("wallets")
    await stage.unlock()
    await stage.lock()
    view = await stage.locked_view()
    assert stage.log[-1] == "leave wallets"
    view.form.field.setText("password")
    view.unlock.click()
    await until(lambda: stage.view is None)
    assert stage.log[-2:] == ["make wallets", "enter wallets"]
    assert stage.window.frame.header.wallet.isVisible()


async def test_other_pages_stay_as_they_are(stage):
    await stage.unlock()
    stage.window.go("subnets")
    await stage.lock()
    await until(lambda: stage.window.custody.curtain.is_drawn)
    assert stage.view is None
    assert "leave subnets" not in stage.log


async def test_one_can_browse_without_keys(stage):
    await stage.unlock()
    await stage.lock()
    (await stage.locked_view()).browse.click()
    assert stage.window.router.route == "subnets"
    stage.window.go("home")
    assert stage.view is None
    assert stage.status == "locked"


async def test_an_idle_agent_is_told_apart_from_a_cancelled_unlocking(stage):
    await stage.unlock()
    await stage.app.locks.lock()  # as when a decrypting is cancelled
    await until(lambda: stage.window.custody.locks.keys == ())
    assert stage.view is None
    await stage.unlock()
    stage.clock.now += 600
    await stage.app.locks.lock()  # as the agent's own timer does
    assert (await stage.locked_view()).why == "After 10 minutes without activity."


async def test_ctrl_l_locks(stage, qtbot):
    await stage.unlock()
    stage.window.activateWindow()
    await until(stage.window.isActiveWindow)
    qtbot.keyClick(stage.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    await stage.locked_view()


@pytest.mark.parametrize("on", [True, False])
async def test_the_screens_lock_locks_where_it_is_wanted(stage, on):
    stage.app.preferences.settings = Settings(lock_with_screen=on)
    await stage.unlock()
    stage.window.custody.screen.locked.emit()
    await until(lambda: (stage.view is not None) is on)
    assert bool(stage.app.locks.unlocked) is not on


async def test_the_screen_is_heard_once_the_window_is_calm(theme, monkeypatch):
    monkeypatch.setattr(custody, "_CALM", 0)
    stage = Stage(theme)
    begun: list[bool] = []
    monkeypatch.setattr(stage.window.custody.screen, "begin", lambda: begun.append(True))
    try:
        await until(lambda: begun == [True])
    finally:
        delete(stage.window)


@pytest.mark.parametrize("on", [True, False])
async def test_minimising_locks_where_it_is_wanted(stage, on):
    stage.app.preferences.settings = Settings(lock_minimised=on)
    await stage.unlock()
    stage.window.setWindowState(Qt.WindowState.WindowMinimized)
    await until(lambda: (stage.view is not None) is on)
    assert bool(stage.app.locks.unlocked) is not on


async def test_dialogs_about_wallets_close_and_reports_stay(stage, theme):
    await stage.unlock()
    question = ConfirmDialog(theme, "Put away?", "It is moved.", confirm="Put away")
    report = ReportDialog(theme, "Doctor", "All well.", "…")
    asked = asyncio.ensure_future(answer(question, stage.window))
    read = asyncio.ensure_future(answer(report, stage.window))
    await until(report.isVisible)
    await stage.lock()
    assert await asked is False
    assert not read.done()
    report.accept()
    await read


async def test_a_key_that_is_being_made_is_left_when_the_screen_locks(stage):
    stage.window.go("wallets/+create")
    stage.window.custody.screen.locked.emit()
    await until(lambda: stage.window.router.route == "wallets")
    assert "leave create-wallet" in stage.log


async def test_sending_is_not_left_where_nothing_was_open(stage):
    stage.window.go("wallets/my-cold/+send")
    stage.window.custody.screen.locked.emit()
    await asyncio.sleep(0)
    assert stage.window.router.route == "wallets/my-cold/+send"


async def test_who_is_there_is_told_to_the_agent(stage):
    stage.window.custody.locks.presence.note()
    assert stage.app.locks.touches >= 1


async def test_the_view_offers_what_was_open_and_every_wallet_with_a_key(stage):
    await stage.unlock(MINER)
    await stage.lock()
    view = await stage.locked_view()
    names = [view.wallet.itemText(row) for row in range(view.wallet.count())]
    assert names == ["my-cold", "second", "my-cold / miner"]
    assert view.wallet.currentText() == "my-cold / miner"
    assert unnamed_controls(view) == []


async def test_one_can_type_the_password_at_once(stage):
    stage.window.activateWindow()
    await until(stage.window.isActiveWindow)
    await stage.unlock()
    await stage.lock()
    view = await stage.locked_view()
    assert QApplication.focusWidget() is view.form.field


async def test_a_dialog_that_closes_does_not_take_the_focus_from_the_password(stage, theme):
    stage.window.activateWindow()
    await until(stage.window.isActiveWindow)
    await stage.unlock()
    stage.window.frame.sidebar.list.setFocus()
    question = ConfirmDialog(theme, "Put away?", "It is moved.", confirm="Put away")
    asked = asyncio.ensure_future(answer(question, stage.window))
    await until(question.isVisible)
    await stage.lock()
    view = await stage.locked_view()
    await asked
    assert QApplication.focusWidget() is view.form.field


async def test_a_key_without_a_password_is_opened_by_the_button_alone(stage):
    plain = wallet("my-cold", format=KeyFormat.JSON)
    stage.app.wallets.become(plain)
    await stage.unlock()
    await stage.lock()
    view = await stage.locked_view()
    assert not view.form.field.isEnabled()
    assert "no password" in view.form.message
    view.unlock.click()
    await until(lambda: stage.view is None)


async def test_a_wrong_password_leaves_the_view_closed(stage):
    await stage.unlock()
    await stage.lock()
    view = await stage.locked_view()
    view.form.field.setText("nope")
    view.unlock.click()
    await until(lambda: view.form.message != "")
    assert view.form.message == "That password does not open this coldkey."
    assert stage.view is view


async def test_another_wallet_can_be_unlocked_in_the_view(stage):
    await stage.unlock()
    await stage.lock()
    view = await stage.locked_view()
    view.wallet.setCurrentIndex(1)
    view.wallet.activated.emit(1)
    view.form.field.setText("password")
    view.unlock.click()
    await until(lambda: stage.view is None)
    assert stage.app.locks.is_unlocked(KeyRef("second"))


async def test_decrypting_in_the_view_can_be_cancelled(stage):
    await stage.unlock()
    await stage.lock()
    view = await stage.locked_view()
    stage.app.locks.gate = asyncio.Event()
    view.form.field.setText("password")
    view.unlock.click()
    await until(view.stop.isVisible)
    view.stop.click()
    await until(view.unlock.isVisible)
    assert stage.app.locks.unlocked == ()
    assert stage.view is view


async def test_the_status_bars_lock_locks_and_unlocks(stage):
    lock = stage.window.frame.status.lock
    lock.click()
    await until(lambda: stage.window.findChildren(UnlockDialog))
    dialog = stage.window.findChildren(UnlockDialog)[0]
    dialog.form.field.setText("password")
    dialog.unlock.click()
    await until(lambda: stage.status.startswith("unlocked"))
    lock.click()
    await stage.locked_view()


async def test_while_covered_the_palette_names_no_wallet(stage):
    await stage.unlock()
    await stage.lock()
    await stage.locked_view()
    stage.window.open_palette()
    titles = stage.window.commands.palette.titles
    assert not any("my-cold" in title or "second" in title for title in titles)


async def test_what_names_wallets_closes_with_the_lock(stage):
    await stage.unlock()
    stage.window.open_palette()
    stage.window.custody.wallets.offer()
    await stage.lock()
    await stage.locked_view()
    assert not stage.window.commands.palette.is_open
    assert not stage.window.custody.wallets.menu.isVisible()


async def test_a_reason_is_told_for_every_way_to_lock(stage):
    for reason in LockReason:
        await stage.unlock()
        stage.window.custody.locks.lock(reason)
        await stage.locked_view()
        await until(lambda: stage.app.locks.unlocked == ())
