"""Adding hotkeys in the wizard: one with its words, or many by a pattern."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QPushButton
from shiboken6 import delete

from core.domain.keys import FromDraft, KeyReason
from core.errors import AppError, ErrorKind
from gui.dialogs.confirm import ConfirmDialog
from gui.wizards.create_hotkeys.page import CreateHotkeysPage
from tests.fakes.vault import hotkey, wallet
from tests.fakes.waiting import until
from tests.fakes.wallets import FakeWallets
from tests.fakes.wizards import WizardStage
from tests.gui.accessible import unnamed_controls

ROUTE = "wallets/main/+hotkeys"
STRONG = "correct horse battery"


class Stage(WizardStage):
    def __init__(self, theme, *wallets, route: str = ROUTE) -> None:
        super().__init__(theme, CreateHotkeysPage, route, FakeWallets(*wallets))

    def many(self, pattern: str, first: int, last: int) -> None:
        names = self.page.names
        names.how_many.findChildren(QPushButton)[1].click()
        self.type(names.pattern, pattern)
        names.begin_at.setValue(first)
        names.end_at.setValue(last)

    async def to_words(self, name: str = "validator") -> None:
        self.type(self.page.names.name, name)
        await self.on_to("Words")

    def encrypt(self, password: str = STRONG) -> None:
        protection = self.page.protect.protection
        protection.ways.findChildren(QPushButton)[1].click()
        self.type(protection.fields.password, password)
        self.type(protection.fields.repeat, password)

    @property
    def tags(self) -> dict[str, str]:
        return {tagged.name: tagged.tag for tagged in self.page.names.preview.shown}

    @property
    def listed(self) -> dict[str, str]:
        return {tagged.name: tagged.tag for tagged in self.page.done.list.shown}


@pytest.fixture
async def stage(theme):
    made = Stage(theme, wallet("main", hotkey("miner-1"), hotkey("miner-5")))
    await until(lambda: not made.page.tasks.running("begin"))
    yield made
    delete(made.window)


async def test_one_hotkey_is_made_in_plaintext(stage):
    await stage.to_words()
    stage.page.words.grid.button.hold(held=True)
    assert stage.page.words.grid.is_showing
    stage.page.words.grid.button.hold(held=False)
    await stage.on_to("Protection")
    await stage.on_to("Done")
    assert stage.asked("create_hotkey") == [
        ("create_hotkey", "main", "validator", FromDraft(1), None)
    ]
    assert "plaintext" in stage.page.done.verdict.text
    stage.on()
    assert stage.routes == ["wallets/main"]


@pytest.mark.parametrize("discard", [True, False])
async def test_words_that_were_seen_are_discarded_after_a_question_only(stage, discard):
    await stage.to_words()
    stage.page.words.grid.button.hold(held=True)
    stage.page.words.grid.button.hold(held=False)
    stage.frame.cancelled.emit()
    await until(lambda: bool(stage.window.findChildren(ConfirmDialog)))
    assert stage.routes == []
    (dialog,) = stage.window.findChildren(ConfirmDialog)
    (dialog.confirm if discard else dialog.cancel).click()
    await until(lambda: not stage.window.findChildren(ConfirmDialog))
    assert stage.routes == (["wallets/main"] if discard else [])


async def test_words_that_nobody_saw_are_left_at_once(stage):
    await stage.to_words()
    stage.frame.cancelled.emit()
    assert stage.routes == ["wallets/main"]


async def test_the_words_of_a_hotkey_may_be_left_unseen(stage):
    await stage.to_words()
    assert stage.is_ready


async def test_a_hotkey_can_be_encrypted(stage):
    await stage.to_words()
    await stage.on_to("Protection")
    stage.encrypt()
    await stage.on_to("Done")
    assert stage.asked("create_hotkey")[0][4] == STRONG
    assert "encrypted" in stage.page.done.verdict.text


async def test_a_weak_password_needs_a_second_yes(stage):
    await stage.to_words()
    await stage.on_to("Protection")
    stage.encrypt("short")
    stage.on()
    await until(lambda: stage.primary == "Use it anyway")
    await stage.rest()
    await stage.on_to("Done")


async def test_a_taken_name_is_refused_in_place(stage):
    stage.type(stage.page.names.name, "MINER-1")
    stage.on()
    assert "MINER-1" in stage.page.names._name.note.text()
    assert stage.step == "Name"


async def test_many_names_are_previewed_with_those_that_are_taken(stage):
    stage.many("miner-{n}", 4, 6)
    assert stage.tags == {"miner-4": "free", "miner-5": "taken", "miner-6": "free"}
    assert "Not every name is free" in stage.page.names._pattern.note.text()
    assert not stage.is_ready
    stage.page.names.begin_at.setValue(6)
    assert stage.is_ready


async def test_the_numbers_begin_behind_those_that_are_there(stage):
    assert stage.page.names.begin_at.value() == 6


@pytest.mark.parametrize(
    ("pattern", "first", "last", "told"),
    [
        ("miner", 1, 2, "where the number goes"),
        ("m{n}", 5, 4, "before the first"),
        ("m{n}", 1, 200, "At most 64"),
    ],
)
async def test_what_is_wrong_with_a_pattern_is_told(stage, pattern, first, last, told):
    stage.many(pattern, first, last)
    assert told in stage.page.names._pattern.note.text()


async def test_many_hotkeys_are_made_one_after_the_other(stage):
    stage.many("v{nn}", 1, 3)
    await stage.on_to("Protection")
    assert stage.primary == "Create 3 hotkeys"
    await stage.on_to("Done")
    assert [done[2] for done in stage.asked("create_hotkey")] == ["v01", "v02", "v03"]
    assert set(stage.listed) == {"v01", "v02", "v03"}


class Gate:
    """Hotkeys from the ``number``th on take until the test lets them go."""

    def __init__(self, stage: Stage, number: int) -> None:
        self.event = asyncio.Event()
        self._left = number - 1
        self._real = stage.app.wallets.create_hotkey
        stage.app.wallets.create_hotkey = self

    async def __call__(self, *args, **kwargs):
        if self._left <= 0:
            await self.event.wait()
        self._left -= 1
        return await self._real(*args, **kwargs)


async def test_progress_is_counted(stage):
    gate = Gate(stage, 2)
    stage.many("v{n}", 1, 3)
    await stage.on_to("Protection")
    await stage.on_to("Create")
    await until(lambda: stage.page.making.count.text() == "1 of 3")
    assert stage.page.making.progress.accessibleName() == "Hotkeys made: 1 of 3"
    gate.event.set()
    await stage.until_step("Done")


async def test_cancelling_keeps_those_that_are_made(stage):
    Gate(stage, 2)
    stage.many("v{n}", 1, 3)
    await stage.on_to("Protection")
    await stage.on_to("Create")
    await until(lambda: stage.page.making.count.text() == "1 of 3")
    stage.frame.foot.cancel.click()
    await stage.until_step("Done")
    assert stage.listed == {"v1": stage.listed["v1"], "v2": "not made", "v3": "not made"}
    assert "1 are made" in stage.page.done.verdict.text
    assert ("tidy", "main") in stage.app.wallets.done


async def test_cancelling_with_none_made_leads_back_to_the_wallet(stage):
    Gate(stage, 1)
    stage.many("v{n}", 1, 3)
    await stage.on_to("Protection")
    await stage.on_to("Create")
    stage.frame.foot.cancel.click()
    await until(lambda: stage.routes == ["wallets/main"])


async def test_a_failure_half_way_is_told_and_the_rest_can_be_made(stage):
    real, count = stage.app.wallets.create_hotkey, []

    async def fail_once(*args, **kwargs):
        count.append(1)
        if len(count) == 2:
            raise AppError(ErrorKind.STORAGE, "full", {"reason": KeyReason.DISK_FULL})
        return await real(*args, **kwargs)

    stage.app.wallets.create_hotkey = fail_once
    stage.many("v{n}", 1, 3)
    await stage.on_to("Protection")
    await stage.on_to("Create")
    await until(stage.frame.banner.isVisible)
    assert stage.primary == "Try again"
    await stage.on_to("Protection")
    assert stage.primary == "Create 2 hotkeys"
    await stage.on_to("Done")
    assert [done[2] for done in stage.asked("create_hotkey")] == ["v1", "v2", "v3"]


async def test_a_lock_loses_the_words_and_says_so(stage):
    await stage.to_words()
    await until(lambda: stage.app.locks._locked.readers == 1)
    await stage.app.locks.lock()
    await stage.until_step("Name")
    assert stage.frame.banner.isVisible()


async def test_leaving_discards_the_words(stage):
    await stage.to_words()
    stage.page.leave()
    await until(lambda: bool(stage.asked("discard")))


async def test_going_back_keeps_the_words(stage):
    await stage.to_words()
    await stage.on_to("Protection")
    stage.frame.foot.back.click()
    assert stage.step == "Words"
    stage.frame.foot.back.click()
    await stage.to_words("other")
    assert len(stage.asked("draft")) == 1


@pytest.mark.parametrize("listed", [(), (wallet("main", is_foreign=True),)])
async def test_a_wallet_that_cannot_have_hotkeys_says_so(theme, listed):
    stage = Stage(theme, *listed)
    await until(stage.frame.banner.isVisible)
    delete(stage.window)


async def test_every_control_has_a_name(stage):
    stage.many("v{n}", 1, 3)
    assert unnamed_controls(stage.page) == []
