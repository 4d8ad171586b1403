"""The recovery drill in its page."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from shiboken6 import delete

from core.domain.ids import Ss58
from core.domain.keys import KeyReason
from core.errors import AppError, ErrorKind
from gui.dialogs.confirm import ConfirmDialog
from gui.widgets.guarded import GuardedSight
from gui.widgets.word_field import WordMark
from gui.wizards.backup_check.page import BackupCheckPage
from tests.fakes.vault import hotkey, wallet
from tests.fakes.waiting import until
from tests.fakes.wallets import ADDRESS, WORDS, FakeWallets
from tests.fakes.wizards import WizardStage
from tests.gui.accessible import unnamed_controls

ROUTE = "wallets/main/+check"
OTHER = Ss58("5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty")


class Stage(WizardStage):
    def __init__(self, theme, *wallets, route: str = ROUTE) -> None:
        super().__init__(theme, BackupCheckPage, route, FakeWallets(*wallets))

    def enter(self, words: str = WORDS) -> None:
        for field, word in zip(self.page.entering.form.fields, words.split(), strict=False):
            self.type(field, word)

    async def known(self) -> None:
        await until(lambda: self.page.flow is not None and self.page._note != "")

    @property
    def problem(self) -> str:
        return self.page.entering.problem.text()


@pytest.fixture
async def stage(theme):
    made = Stage(theme, wallet("main", address=ADDRESS))
    await made.known()
    yield made
    delete(made.window)


async def test_the_right_words_are_right(stage):
    stage.enter()
    await stage.on_to("Result")
    assert "right" in stage.page.result.verdict.text
    assert stage.page.result.facts.fact("Wallet") == ADDRESS
    assert stage.page.entering.form.filled == 0
    stage.on()
    assert stage.routes == ["wallets/main"]


async def test_a_seed_or_key_is_kept_out_of_screenshots_while_it_is_entered(stage):
    assert stage.page.entering.hex.findChild(GuardedSight) is not None


async def test_words_of_another_wallet_here_are_told_by_its_name(theme):
    stage = Stage(theme, wallet("main", address=OTHER), wallet("older", address=ADDRESS))
    await stage.known()
    stage.app.backups.words = "others"
    stage.enter()
    await stage.on_to("Result")
    assert "backup of your wallet older" in stage.page.result.verdict.text
    assert stage.page.result.facts.fact("The backup's") == ADDRESS
    assert stage.page.result.facts.fact("This wallet") == OTHER
    delete(stage.window)


async def test_words_of_another_wallet_are_told_and_one_can_try_again(stage):
    stage.app.wallets.become(wallet("main", address=OTHER))
    stage.app.backups.words = "others"
    stage.enter()
    await stage.on_to("Result")
    assert "backup of another wallet" in stage.page.result.verdict.text
    assert stage.primary == "Try again"
    await stage.on_to("Enter backup")
    assert not stage.is_ready


async def test_every_field_must_be_filled(stage):
    stage.enter(WORDS.rpartition(" ")[0])
    assert not stage.is_ready
    assert stage.page.entering.count.text() == "11 of 12"


async def test_a_wrong_word_is_named_marked_and_gone_to(stage):
    stage.enter(WORDS.replace("thank", "thnak", 1))
    stage.on()
    assert "Word 3" in stage.problem
    assert "thank" in stage.problem
    field = stage.page.entering.form.fields[2]
    assert field.mark is WordMark.WRONG
    stage.type(field, "thank")
    assert stage.problem == ""


async def test_words_that_do_not_belong_together_are_told(stage):
    stage.enter(WORDS.replace("yellow", "thank"))
    stage.on()
    assert "do not belong together" in stage.problem
    assert stage.step == "Enter backup"


async def test_two_words_in_one_field_are_told(stage):
    stage.enter()
    stage.type(stage.page.entering.form.fields[0], "legal legal")
    stage.on()
    assert "One word in each field" in stage.problem


async def test_more_words_are_asked_for_when_chosen(stage):
    stage.page.entering.form.segments.findChildren(QPushButton)[4].click()
    visible = [field for field in stage.page.entering.form.fields if field.isVisible()]
    assert len(visible) == 24
    stage.enter()
    assert not stage.is_ready


@pytest.mark.parametrize("kind", [1, 2])
async def test_a_seed_or_private_key_is_checked_too(stage, kind):
    stage.page.entering.kinds.findChildren(QPushButton)[kind].click()
    stage.type(stage.page.entering.hex, "11 " * 32)
    await stage.on_to("Result")
    assert "right" in stage.page.result.verdict.text
    assert ADDRESS in stage.app.backups.dates
    assert stage.page.entering.hex.is_empty


@pytest.mark.parametrize(("kind", "digits"), [(1, "1f" * 31), (2, "zz" * 32)])
async def test_digits_that_cannot_be_a_key_stay_where_they_can_be_corrected(stage, kind, digits):
    entering = stage.page.entering
    entering.kinds.findChildren(QPushButton)[kind].click()
    stage.type(entering.hex, digits)
    stage.on()
    assert "digits" in entering._hex.note.text()
    assert entering.hex.text() == digits
    assert stage.step == "Enter backup"


async def test_what_is_no_seed_is_told_below_the_field(stage):
    entering = stage.page.entering
    entering.kinds.findChildren(QPushButton)[1].click()
    stage.type(entering.hex, "00" * 32)
    stage.app.wallets.error = AppError(ErrorKind.BAD_INPUT, "no", {"reason": KeyReason.SEED})
    stage.on()
    await until(lambda: "not all of them zero" in entering._hex.note.text())
    assert stage.step == "Enter backup"
    assert entering.hex.hasFocus()


async def test_a_failure_is_told_above_the_card(stage):
    stage.app.backups.error = AppError(ErrorKind.STORAGE, "disk")
    stage.enter()
    stage.on()
    await until(stage.frame.banner.isVisible)
    assert stage.step == "Enter backup"
    await until(lambda: stage.is_ready)


async def test_when_it_was_last_checked_is_told(theme):
    stage = Stage(theme, wallet("main", address=ADDRESS))
    await stage.known()
    assert stage.frame.foot.note.text() == "This backup was never checked."
    stage.app.backups.dates[ADDRESS] = 1_780_000_000.0
    stage.page.leave()
    stage.page.enter(ROUTE)
    await until(lambda: "2026" in stage.frame.foot.note.text())
    delete(stage.window)


@pytest.mark.parametrize("listed", [(), (wallet("main", hotkey(), address=None, form=None),)])
async def test_a_wallet_without_a_coldkey_has_nothing_to_check(theme, listed):
    stage = Stage(theme, *listed)
    await until(stage.frame.banner.isVisible)
    stage.enter()
    assert not stage.is_ready
    delete(stage.window)


async def test_the_wallet_of_the_route_is_checked(theme):
    wallets = (wallet("main", address=OTHER), wallet("my cold", address=ADDRESS))
    stage = Stage(theme, *wallets, route="wallets/my%20cold/+check")
    await stage.known()
    assert stage.page.flow.address == ADDRESS
    assert stage.page.crumbs() == ("Wallets", "my cold", "Check backup")
    stage.frame.foot.cancel.click()
    assert stage.routes == ["wallets/my%20cold"]
    delete(stage.window)


async def test_entered_words_are_not_lost_to_a_slip_on_esc(stage):
    stage.enter()
    stage.frame.cancelled.emit()
    await until(lambda: bool(stage.window.findChildren(ConfirmDialog)))
    assert stage.routes == []
    stage.window.findChildren(ConfirmDialog)[0].confirm.click()
    await until(lambda: stage.routes == ["wallets/main"])


async def test_an_entered_seed_is_not_lost_to_a_slip_on_esc(stage):
    stage.page.entering.kinds.findChildren(QPushButton)[1].click()
    stage.type(stage.page.entering.hex, "1f" * 20)
    stage.frame.cancelled.emit()
    await until(lambda: bool(stage.window.findChildren(ConfirmDialog)))
    stage.window.findChildren(ConfirmDialog)[0].cancel.click()
    await until(lambda: not stage.window.findChildren(ConfirmDialog))
    assert stage.routes == []
    assert stage.page.entering.hex.text() == "1f" * 20


async def test_leaving_empties_the_fields(stage):
    stage.enter()
    stage.page.leave()
    assert stage.page.entering.form.filled == 0


async def test_a_lock_empties_the_fields(stage):
    stage.enter()
    await until(lambda: stage.app.locks._locked.readers == 1)
    await stage.app.locks.lock()
    await until(lambda: stage.page.entering.form.filled == 0)


async def test_every_control_has_a_name(stage):
    assert unnamed_controls(stage.page) == []
