"""Creating a wallet in the wizard, from its name to what is stored where."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from shiboken6 import delete

from core.domain.keys import CryptoType, FromDraft, KeyReason
from core.errors import AppError, ErrorKind
from gui.dialogs.confirm import ConfirmDialog
from gui.widgets.word_field import WordMark
from gui.wizards.create_wallet.page import CreateWalletPage
from tests.fakes.vault import wallet
from tests.fakes.waiting import until
from tests.fakes.wallets import ADDRESS, WORDS, FakeWallets
from tests.fakes.wizards import WizardStage
from tests.gui.accessible import unnamed_controls

LIST = WORDS.split()
STRONG = "correct horse battery"


class Stage(WizardStage):
    def __init__(self, theme) -> None:
        super().__init__(
            theme, CreateWalletPage, "wallets/+create", FakeWallets(wallet("main"), wallet("old"))
        )

    async def to_words(self, name: str = "field-notes") -> None:
        self.type(self.page.name.name.field, name)
        await self.on_to("Words")

    async def to_check(self) -> None:
        await self.to_words()
        self.look()
        await self.on_to("Check words")

    def look(self) -> None:
        self.page.words.grid.button.hold(held=True)
        self.page.words.grid.button.hold(held=False)

    def answer(self) -> None:
        for position, field in self.page.check.fields.items():
            self.type(field, LIST[position - 1])

    async def to_password(self) -> None:
        await self.to_check()
        self.answer()
        await self.on_to("Password")

    def choose(self, text: str = STRONG) -> None:
        self.type(self.page.password.fields.password, text)
        self.type(self.page.password.fields.repeat, text)

    @property
    def name_note(self) -> str:
        return self.page.name.name.note


@pytest.fixture
async def stage(theme):
    made = Stage(theme)
    yield made
    delete(made.window)


async def test_a_wallet_is_made_from_its_name_to_its_address(stage):
    await stage.to_password()
    stage.choose()
    await stage.on_to("Done")
    assert stage.asked("create_coldkey") == [
        ("create_coldkey", "field-notes", FromDraft(1), STRONG)
    ]
    assert ADDRESS in stage.app.backups.dates
    assert stage.page.done.facts.fact("Address") == ADDRESS
    assert stage.page.done.facts.fact("Folder").endswith("field-notes")
    assert "decrypting" in stage.page.done.verdict.text


async def test_nothing_is_asked_of_the_disk_before_the_password(stage):
    await stage.to_password()
    assert {done[0] for done in stage.app.wallets.done} == {"draft"}
    assert stage.frame.foot.note.text() == "Nothing is on disk yet."


async def test_a_taken_name_is_refused_in_place(stage):
    stage.type(stage.page.name.name.field, "MAIN")
    stage.on()
    assert stage.step == "Name"
    assert "MAIN" in stage.name_note
    assert "old" in stage.page.name.name.others
    stage.type(stage.page.name.name.field, "mine")
    assert "MAIN" not in stage.name_note


async def test_no_name_no_way_on(stage):
    assert not stage.is_ready
    stage.key(Qt.Key.Key_Return)
    assert stage.step == "Name"


async def test_count_and_scheme_are_as_chosen(stage):
    page = stage.page
    page.name.counts.findChildren(QPushButton)[4].click()
    page.name.advanced.click()
    page.name.schemes.findChildren(QPushButton)[1].click()
    await stage.to_words()
    assert stage.app.wallets.done == [("draft", 24, CryptoType.ED25519)]


async def test_the_words_must_be_looked_at_first(stage):
    await stage.to_words()
    assert not stage.is_ready
    stage.look()
    assert stage.is_ready


async def test_going_back_for_another_name_keeps_the_words(stage):
    await stage.to_words()
    stage.look()
    stage.frame.foot.back.click()
    assert stage.step == "Name"
    await stage.to_words("other")
    assert len(stage.asked("draft")) == 1
    assert stage.is_ready
    assert stage.frame.subtitle.text() == "other"


async def test_a_wrong_word_is_marked_and_explained(stage):
    await stage.to_check()
    position, field = next(iter(stage.page.check.fields.items()))
    stage.type(field, "velvet")
    assert field.mark is WordMark.WRONG
    note = stage.page.check._labels[position].note.text()
    assert note == f"Not word {position}. Look at your notes."
    assert not stage.is_ready


async def test_a_word_that_is_being_typed_is_not_called_wrong(stage):
    await stage.to_check()
    field = next(iter(stage.page.check.fields.values()))
    stage.type(field, "ha")
    assert field.mark is WordMark.NONE
    field.finished.emit()
    assert field.mark is WordMark.WRONG


async def test_right_words_are_counted(stage):
    await stage.to_check()
    assert stage.page.check.count.text() == "0 of 4 right"
    position, field = next(iter(stage.page.check.fields.items()))
    stage.type(field, LIST[position - 1].upper())
    assert field.mark is WordMark.RIGHT
    assert stage.page.check.count.text() == "1 of 4 right"


async def test_enter_goes_on_to_the_next_word_that_is_missing(stage):
    await stage.to_check()
    (first, one), (_, other) = list(stage.page.check.fields.items())[:2]
    stage.window.activateWindow()
    await until(stage.window.isActiveWindow)
    one.setFocus()
    stage.type(one, LIST[first - 1])
    one.hide_words()
    one.returnPressed.emit()
    assert other.hasFocus()


async def test_showing_the_words_again_empties_the_answers(stage):
    await stage.to_check()
    stage.answer()
    stage.frame.foot.back.click()
    assert stage.step == "Words"
    assert stage.page.check.fields == {}


async def test_a_weak_password_needs_a_second_yes(stage):
    await stage.to_password()
    stage.choose("short")
    stage.on()
    await until(lambda: stage.primary == "Use it anyway")
    assert stage.step == "Password"
    await stage.rest()
    await stage.on_to("Done")


async def test_two_different_passwords_make_nothing(stage):
    await stage.to_password()
    stage.choose()
    stage.type(stage.page.password.fields.repeat, "something else")
    stage.on()
    await stage.rest()
    assert stage.asked("create_coldkey") == []
    assert stage.step == "Password"


async def test_a_name_taken_meanwhile_is_told_at_the_name_and_the_words_hold(stage):
    await stage.to_password()
    stage.choose()
    facts = {"reason": KeyReason.NAME_TAKEN, "name": "field-notes"}
    stage.app.wallets.error = AppError(ErrorKind.BAD_INPUT, "taken", facts)
    await stage.on_to("Name")
    assert "field-notes" in stage.name_note
    stage.type(stage.page.name.name.field, "field-notes-2")
    await stage.on_to("Password")
    stage.choose()
    await stage.on_to("Done")
    assert stage.asked("create_coldkey")[-1][1] == "field-notes-2"


async def test_a_full_disk_is_told_above_the_card(stage):
    await stage.to_password()
    stage.choose()
    error = AppError(ErrorKind.STORAGE, "full", {"reason": KeyReason.DISK_FULL})
    stage.app.wallets.error = error
    stage.on()
    await until(stage.frame.banner.isVisible)
    assert stage.step == "Password"


async def test_a_lock_forgets_the_words_and_says_so(stage):
    await stage.to_check()
    stage.answer()
    await until(lambda: stage.app.locks._locked.readers == 1)
    await stage.app.locks.lock()
    await stage.until_step("Name")
    assert stage.frame.banner.isVisible()
    assert stage.page.check.fields == {}
    assert not stage.page.flow.has_words


async def test_a_key_that_was_lost_is_told_when_it_should_be_written(stage):
    await stage.to_password()
    stage.choose()
    stage.app.wallets.error = AppError(ErrorKind.NOT_FOUND, "gone", {"reason": KeyReason.NO_DRAFT})
    await stage.on_to("Name")
    assert stage.frame.banner.isVisible()
    await stage.to_words()
    assert not stage.frame.banner.isVisible()
    assert not stage.is_ready


async def test_leaving_the_page_discards_the_words_and_wipes_the_fields(stage):
    await stage.to_password()
    stage.choose()
    stage.page.leave()
    await until(lambda: bool(stage.asked("discard")))
    assert stage.page.password.fields.password.is_empty
    stage.page.enter("wallets/+create")
    assert stage.step == "Name"
    assert stage.page.name.name.text == ""


async def test_coming_to_the_same_page_again_changes_nothing(stage):
    await stage.to_words()
    stage.page.enter("wallets/+create")
    assert stage.step == "Words"


async def test_esc_leaves_at_once_where_nothing_is_lost(stage):
    stage.frame.cancelled.emit()
    assert stage.routes == ["wallets"]


@pytest.mark.parametrize(("discard", "steps_back"), [(True, 0), (False, 2)])
async def test_words_that_were_seen_are_discarded_after_a_question_only(stage, discard, steps_back):
    await stage.to_check()
    for _ in range(steps_back):
        stage.page.go_back()
    stage.frame.foot.cancel.click()
    await until(lambda: bool(stage.window.findChildren(ConfirmDialog)))
    assert stage.routes == []
    assert not stage.page.tasks.running("ask")  # asking is not being busy
    (dialog,) = stage.window.findChildren(ConfirmDialog)
    assert dialog.cancel.text() == "Keep them"
    (dialog.confirm if discard else dialog.cancel).click()
    await until(lambda: not stage.window.findChildren(ConfirmDialog))
    assert stage.routes == (["wallets"] if discard else [])


async def test_the_name_can_be_changed_once_the_words_were_right(stage):
    await stage.to_password()
    stage.choose()
    assert stage.frame.foot.back.text() == "Change the name"
    stage.frame.foot.back.click()
    assert stage.step == "Name"
    assert stage.page.password.fields.password.is_empty
    stage.type(stage.page.name.name.field, "other-notes")
    await stage.on_to("Password")
    assert len(stage.asked("draft")) == 1
    stage.choose()
    await stage.on_to("Done")
    assert stage.page.done.facts.fact("Folder").endswith("other-notes")


class Slow:
    """Creating takes until the test lets it go."""

    def __init__(self, stage: Stage) -> None:
        self.gate = asyncio.Event()
        self._real = stage.app.wallets.create_coldkey
        stage.app.wallets.create_coldkey = self

    async def __call__(self, *args):
        await self.gate.wait()
        return await self._real(*args)


async def test_cancelling_while_it_is_written_leaves_nothing(stage):
    slow = Slow(stage)
    await stage.to_password()
    stage.choose()
    stage.on()
    await until(lambda: stage.primary == "Creating…")
    assert not stage.is_ready
    stage.frame.foot.cancel.click()
    await until(lambda: stage.routes == ["wallets"])
    slow.gate.set()
    assert stage.asked("create_coldkey") == []
    assert stage.asked("tidy") == [("tidy", "field-notes")]


async def test_cancelling_too_late_shows_the_wallet_that_was_made(stage):
    Slow(stage)
    await stage.to_password()
    stage.choose()
    stage.on()
    await until(lambda: stage.primary == "Creating…")
    stage.app.wallets.become(wallet("main"), wallet("field-notes"))
    stage.frame.foot.cancel.click()
    await stage.until_step("Done")
    assert stage.frame.banner.isVisible()
    assert stage.page.done.facts.fact("Address") == ADDRESS


async def test_leaving_while_it_is_written_tidies_up(stage):
    Slow(stage)
    await stage.to_password()
    stage.choose()
    stage.on()
    await until(lambda: stage.primary == "Creating…")
    stage.page.leave()
    await until(lambda: bool(stage.asked("tidy")))


async def test_the_done_wallet_leads_to_its_page_and_to_its_hotkeys(stage):
    await stage.to_password()
    stage.choose()
    await stage.on_to("Done")
    stage.on()
    stage.page.done.hotkeys_requested.emit()
    stage.page.done.receive_requested.emit()
    route = "wallets/field-notes"
    assert stage.routes == [route, f"{route}/+hotkeys", route]


async def test_a_backup_that_could_not_be_noted_is_told_at_the_end(stage):
    async def refuse(address):
        raise AppError(ErrorKind.STORAGE, "full")

    stage.app.backups.note_verified = refuse
    await stage.to_password()
    stage.choose()
    await stage.on_to("Done")
    assert "could not be noted" in stage.page.done.facts.fact("Backup")


async def test_the_keyboard_alone_is_enough(stage, qtbot):
    stage.window.activateWindow()
    await until(stage.window.isActiveWindow)
    qtbot.keyClicks(stage.page.name.name.field, "field-notes")
    stage.key(Qt.Key.Key_Return)
    await stage.until_step("Words")
    assert stage.page.words.grid.button.hasFocus()
    stage.key(Qt.Key.Key_Space)
    assert stage.page.words.grid.was_shown
    stage.frame.foot.primary.setFocus()
    stage.key(Qt.Key.Key_Return)
    await stage.until_step("Check words")
    for position, field in stage.page.check.fields.items():
        assert field.hasFocus()
        qtbot.keyClicks(field, LIST[position - 1])
        stage.key(Qt.Key.Key_Tab)
    assert stage.frame.foot.cancel.hasFocus()
    stage.key(Qt.Key.Key_Tab)
    stage.key(Qt.Key.Key_Tab)
    stage.key(Qt.Key.Key_Return)
    await stage.until_step("Password")
    assert stage.page.password.fields.password.hasFocus()


@pytest.mark.parametrize("to", ["to_words", "to_check", "to_password"])
async def test_every_control_has_a_name(stage, to):
    await getattr(stage, to)()
    assert unnamed_controls(stage.page) == []
