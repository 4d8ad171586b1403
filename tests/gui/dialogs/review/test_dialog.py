"""Nothing is signed but what was shown, fresh and agreed to; whatever follows is told."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from core.domain.keys import CryptoType, KeyFormat, KeyName, KeyRef, WalletRecord
from core.domain.transactions import Notice, NoticeKind, Outcome, Risk, Stage
from core.errors import AppError, ErrorKind
from gui.dialogs.overlay import answer
from gui.dialogs.review import ReviewDialog, ReviewRequest, head, review_and_send
from gui.dialogs.unlock import UnlockDialog
from gui.names import Names
from gui.widgets.code import CodeText
from tests.builders import NOW
from tests.fakes.application import FakeApplication
from tests.fakes.reviews import ALICE, BOB, receipt, registration, review, way_to_the_end
from tests.fakes.waiting import until
from tests.fakes.wallets import FakeWallets
from tests.gui.accessible import unnamed_controls

REF = KeyRef("my-cold")
WALLET = WalletRecord(KeyName("my-cold", "my-cold"), ALICE, CryptoType.SR25519, KeyFormat.NACL)
RISKY = review(risk=Risk.HIGH, warnings=(Notice(NoticeKind.NEW_ADDRESS),))
BLOCKED = review(blockers=(Notice(NoticeKind.TO_ITSELF),))


class Bench:
    """A dialog over a window; ``now`` is its clock, ``planned`` what planning anew gives."""

    def __init__(self, theme, window, shown=None):
        self.app = FakeApplication(wallets=FakeWallets(WALLET))
        self.now = NOW + 2
        self.planned = [shown or review()]
        self.window = window
        request = ReviewRequest(self.planned[0], REF, Names(), self._again)
        self.dialog = ReviewDialog(self.app, theme, window, request, lambda: self.now)
        self.answer = asyncio.ensure_future(answer(self.dialog, window))

    async def _again(self):
        fresh = replace(self.planned[0], made_at=self.now, expires_at=self.now + 120)
        self.planned.append(fresh)
        return fresh

    async def unlocked(self):
        await self.app.locks.unlock(REF, None)
        return self

    async def sign(self):
        """Press the button, the key being open."""
        await self.unlocked()
        self.dialog.primary.click()
        return self

    @property
    def primary(self):
        return self.dialog.primary.text()

    @property
    def submitted(self):
        return len(self.app.transfers.submitted)

    def said(self):
        banner = self.dialog.banner
        return "" if banner.isHidden() else f"{banner._title.text()} {banner._body.text()}"

    def told(self):
        banner = self.dialog.progress.banner
        return f"{banner._title.text()} {banner._body.text()}"


@pytest.fixture
async def opened(theme, window):
    benches = []

    async def made(shown=None):
        bench = Bench(theme, window, shown)
        benches.append(bench)
        await until(bench.dialog.isVisible)
        return bench

    yield made
    for bench in benches:
        bench.answer.cancel()
    await asyncio.gather(*(bench.answer for bench in benches), return_exceptions=True)


async def test_it_says_what_would_be_signed(opened):
    bench = await opened()
    assert bench.dialog.title == f"Send 12.500 τ to {BOB[:4]}…{BOB[-4:]}"
    assert bench.primary == "Sign and send"
    assert bench.dialog.primary.isEnabled()
    assert unnamed_controls(bench.dialog) == []


async def test_the_figures_and_the_call_are_what_was_decoded(opened):
    bench = await opened()
    signed = bench.dialog.reading.signed
    assert signed._hint.text() == "0x3f8a…c41e"
    fields = {code.accessibleName(): code.text for code in signed.findChildren(CodeText)}
    assert fields == {"dest": BOB, "value": "12\u00a0500\u00a0000\u00a0000 rao"}


async def test_signing_needs_the_password_first(opened):
    bench = await opened()
    bench.app.transfers.receipts = way_to_the_end()
    bench.dialog.primary.click()
    await until(lambda: bench.window.findChild(UnlockDialog) is not None)
    assert bench.submitted == 0
    unlock = bench.window.findChild(UnlockDialog)
    unlock.form.field.setText("password")
    unlock.unlock.click()
    await until(lambda: bench.dialog.receipt is not None and bench.dialog.receipt.settled)
    assert bench.submitted == 1


async def test_giving_up_the_password_brings_the_review_back(opened):
    bench = await opened()
    bench.dialog.primary.click()
    await until(lambda: bench.window.findChild(UnlockDialog) is not None)
    assert not bench.dialog.primary.isEnabled()
    bench.window.findChild(UnlockDialog).reject()
    await until(bench.dialog.primary.isEnabled)
    assert bench.submitted == 0


async def test_every_stage_is_shown_until_it_is_final(opened):
    bench = await opened()
    bench.app.transfers.receipts = way_to_the_end()
    await bench.sign()
    await until(lambda: bench.primary == "Done")
    line = bench.dialog.progress.line
    assert [mark.mark.value for mark in line.marks] == ["done"] * 4
    assert all(mark.time for mark in line.marks)
    assert "final in block" in bench.told()
    assert bench.dialog.activity.isVisible()
    bench.dialog.primary.click()
    assert await bench.answer is True


async def test_a_review_that_grew_old_is_planned_again_and_not_signed(opened):
    bench = await (await opened()).unlocked()
    bench.now = NOW + 121
    bench.dialog._look()
    assert bench.primary == "Review again"
    bench.dialog.primary.click()
    await until(lambda: len(bench.planned) == 2)
    await until(lambda: bench.primary == "Sign and send")
    assert bench.submitted == 0


async def test_a_clock_set_back_makes_it_stale_too(opened):
    bench = await opened()
    bench.now = NOW - 1
    bench.dialog._look()
    assert bench.primary == "Review again"


async def test_the_time_that_is_left_is_shown(opened):
    bench = await opened()
    assert bench.dialog.reading.valid.text == "for 1 min 58 s."


async def test_a_password_that_took_too_long_signs_nothing(opened):
    bench = await opened()
    bench.dialog.primary.click()
    await until(lambda: bench.window.findChild(UnlockDialog) is not None)
    bench.now = NOW + 500
    unlock = bench.window.findChild(UnlockDialog)
    unlock.form.field.setText("password")
    unlock.unlock.click()
    await until(lambda: bench.primary == "Review again" and bench.dialog.primary.isEnabled())
    assert bench.submitted == 0


async def test_a_blocked_review_cannot_be_signed(opened):
    bench = await (await opened(BLOCKED)).unlocked()
    assert not bench.dialog.primary.isEnabled()
    bench.dialog.primary.click()
    assert bench.submitted == 0


async def test_a_risky_one_waits_for_what_is_typed_and_three_seconds(opened):
    bench = await (await opened(RISKY)).unlocked()
    consent = bench.dialog.room.consent
    assert not bench.dialog.primary.isEnabled()
    consent.field.setText(BOB[-4:])
    assert bench.primary == "Sign and send (3)"
    assert not bench.dialog.primary.isEnabled()
    consent._tick()
    assert bench.primary == "Sign and send (2)"
    consent._tick()
    consent._tick()
    assert bench.primary == "Sign and send"
    assert bench.dialog.primary.isEnabled()


async def test_a_risky_one_planned_again_is_confirmed_again(opened):
    bench = await (await opened(RISKY)).unlocked()
    bench.dialog.room.consent.field.setText(BOB[-4:])
    bench.now = NOW + 121
    bench.dialog._look()
    bench.dialog.primary.click()
    await until(lambda: len(bench.planned) == 2 and bench.primary == "Sign and send")
    assert bench.dialog.room.consent.field.text() == ""
    assert not bench.dialog.primary.isEnabled()


async def test_cancel_leaves_before_anything_is_signed(opened):
    bench = await opened()
    bench.dialog.cancel.click()
    assert await bench.answer is False
    assert bench.submitted == 0


async def test_cancel_ends_the_signing_before_it_is_sent(opened):
    bench = await opened()
    bench.app.transfers.receipts = way_to_the_end()
    bench.app.transfers.gate.clear()
    await bench.sign()
    await until(lambda: bench.submitted == 1)
    assert bench.dialog.cancel.text() == "Cancel"
    bench.dialog.cancel.click()
    assert await bench.answer is False
    await until(lambda: bench.app.transfers.left == 1)
    assert bench.dialog.receipt is None


async def test_once_signed_it_can_only_be_left(opened):
    bench = await opened()
    bench.app.transfers.receipts = way_to_the_end()[:2]
    gate = bench.app.transfers.gate
    gate.set()
    held = asyncio.Event()
    bench.app.transfers.gate = _Until(held, 2)
    await bench.sign()
    await until(lambda: bench.dialog.receipt is not None)
    assert bench.dialog.cancel.text() == "Stop watching"
    bench.dialog.cancel.click()
    await bench.answer
    await until(lambda: bench.app.transfers.left == 1)
    assert bench.dialog.receipt.stage is Stage.SENT


class _Until:
    """A gate that lets so many through and then holds."""

    def __init__(self, held, many):
        self._held, self._many = held, many

    async def wait(self):
        if self._many == 0:
            await self._held.wait()
        self._many -= 1


async def test_an_unknown_outcome_says_that_it_is_not_sent_twice(opened):
    bench = await opened()
    bench.app.transfers.receipts = [*way_to_the_end()[:2], receipt(Stage.SENT, Outcome.UNKNOWN)]
    await bench.sign()
    await until(lambda: bench.primary == "Close")
    assert "it will not be sent twice" in bench.told()
    assert bench.dialog.activity.isVisible()


async def test_a_failure_in_the_block_is_told_with_its_cause(opened):
    failed = receipt(Stage.FINAL, Outcome.FAILED, error="Token.FundsUnavailable")
    bench = await opened()
    bench.app.transfers.receipts = [*way_to_the_end()[:2], failed]
    await bench.sign()
    await until(lambda: bench.primary == "Close")
    assert "the account had too little TAO" in bench.told()


async def test_what_the_node_refuses_can_be_reviewed_again(opened):
    bench = await opened()
    bench.app.transfers.receipts = [receipt(Stage.SIGNED)]
    bench.app.transfers.error = AppError(
        ErrorKind.REJECTED, "no", {"code": "1010", "reason": "Transaction is outdated"}
    )
    await bench.sign()
    await until(lambda: bench.primary == "Review again")
    assert "signed elsewhere" in bench.told()
    bench.dialog.primary.click()
    await until(lambda: bench.primary == "Sign and send")
    assert bench.dialog.receipt is None


async def test_a_connection_that_ends_after_the_signature_is_an_unknown_outcome(opened):
    bench = await opened()
    bench.app.transfers.receipts = [receipt(Stage.SIGNED)]
    bench.app.transfers.error = AppError(ErrorKind.OFFLINE, "gone")
    await bench.sign()
    await until(lambda: bench.primary == "Close")
    assert bench.dialog.receipt == receipt(Stage.SIGNED, Outcome.UNKNOWN)
    assert "it will not be sent twice" in bench.told()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (AppError(ErrorKind.REJECTED, "x", {"reason": "unsettled"}), "still under way"),
        (AppError(ErrorKind.STALE, "x", {"changed": "spec"}), "runtime changed"),
        (AppError(ErrorKind.STORAGE, "x"), "Nothing was sent."),
        (AppError(ErrorKind.OFFLINE, "x"), "Nothing was sent."),
    ],
)
async def test_an_error_before_the_signature_brings_the_review_back(opened, error, words):
    bench = await opened()
    bench.app.transfers.error = error
    await bench.sign()
    await until(lambda: words in bench.said())
    assert bench.dialog.reading is not None
    primary = bench.dialog.primary
    assert (bench.primary, primary.isVisible(), primary.isEnabled()) == ("Review again", True, True)


async def test_a_key_that_locked_meanwhile_is_asked_for_again(opened):
    bench = await opened()
    bench.app.transfers.error = AppError(ErrorKind.LOCKED, "locked", {"wallet": "my-cold"})
    await bench.sign()
    await until(lambda: "is locked" in bench.said())
    assert bench.primary == "Sign and send"


async def test_a_planning_that_fails_is_told_and_can_be_tried_again(opened):
    bench = await opened()
    bench.now = NOW + 121
    bench.dialog._look()

    async def fails():
        raise AppError(ErrorKind.OFFLINE, "gone", {"endpoint": "ws://node"})

    bench.dialog._request = replace(bench.dialog._request, again=fails)
    bench.dialog.primary.click()
    await until(lambda: "ws://node" in bench.said())
    assert bench.primary == "Review again"
    assert bench.dialog.primary.isEnabled()


async def test_keys_meant_for_the_page_before_do_not_sign(opened, qtbot, monkeypatch):
    bench = await (await opened()).unlocked()
    monkeypatch.setattr(head, "SETTLE_MS", 60_000)
    qtbot.keyClick(bench.dialog.primary, Qt.Key.Key_Return)  # too soon
    qtbot.keyClick(bench.dialog.primary, Qt.Key.Key_Space)
    monkeypatch.setattr(head, "SETTLE_MS", 0)
    held = QKeyEvent(
        QEvent.Type.KeyPress,
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.NoModifier,
        "\r",
        autorep=True,
    )
    QApplication.sendEvent(bench.dialog.primary, held)
    assert not bench.dialog.tasks.running("work")
    qtbot.keyClick(bench.dialog.primary, Qt.Key.Key_Return)
    await until(lambda: bench.submitted == 1)


async def test_the_focus_is_where_the_next_step_is(opened):
    plain = await opened()
    await until(lambda: plain.window.focusWidget() is plain.dialog.primary)
    risky = await opened(RISKY)
    await until(lambda: risky.window.focusWidget() is risky.dialog.room.consent.field)
    blocked = await opened(BLOCKED)
    await until(lambda: blocked.window.focusWidget() is blocked.dialog.cancel)


async def test_a_registration_is_reviewed_by_the_same_dialog(opened):
    bench = await opened(review(registration()))
    assert bench.dialog.title.endswith("on subnet 14")


async def test_the_answer_carries_the_last_receipt_and_the_wish_to_see_it(theme, window):
    app = FakeApplication(wallets=FakeWallets(WALLET))
    await app.locks.unlock(REF, None)
    app.transfers.receipts = way_to_the_end()

    async def again():
        return review()

    shown = review(made_at=time.time() - 1, expires_at=time.time() + 100)
    request = ReviewRequest(shown, REF, Names(), again)
    task = asyncio.ensure_future(review_and_send(app, theme, window, request))
    await until(lambda: window.findChild(ReviewDialog) is not None)
    dialog = window.findChild(ReviewDialog)
    dialog.primary.click()
    await until(dialog.activity.isVisible)
    dialog.activity.click()
    result = await task
    assert result.was_sent
    assert result.wants_activity
    assert result.receipt.outcome is Outcome.SUCCEEDED
