"""The form of a transfer: what it tells while it is typed, and where it leads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from core.domain.connection import Phase
from core.domain.intents import AllBut, TransferTao
from core.domain.money import TaoRao
from core.domain.settings import Settings
from core.domain.transactions import Notice, NoticeKind
from gui.dialogs.contacts import ContactsDialog
from gui.routes import SEND, wallet_route
from tests.builders import TAO, connection
from tests.fakes.network import FakeNetwork
from tests.fakes.preferences import FakePreferences
from tests.fakes.reviews import ALICE, BOB, review
from tests.fakes.send_page import (
    HOTKEY,
    NEW,
    RESERVE,
    WATCHED,
    amount_note,
    app_with,
    to_note,
    typed,
)
from tests.fakes.waiting import until
from tests.gui.accessible import unnamed_controls


async def test_it_says_who_sends_and_what_is_free_at_which_block(opened):
    page = await opened()
    await until(lambda: page.estimator.review is not None)
    wallet = page.panel.wallet
    assert wallet.name.text() == "my-cold"
    assert wallet.free.text().replace("\u00a0", " ") == "104.318 τ free"
    assert wallet.block.text() == "block 101\u2009204"
    assert unnamed_controls(page) == []


async def test_an_empty_form_asks_the_chain_with_what_can_never_be_signed(opened):
    page = await opened()
    await until(lambda: bool(page.app.transfers.reviewed))
    assert page.app.transfers.reviewed[0] == TransferTao(ALICE, AllBut(TaoRao(RESERVE)))
    assert not page.frame.foot.primary.isEnabled()


async def test_what_can_be_sent_leaves_fee_and_reserve(opened):
    page = await opened()
    await until(lambda: "can be sent" in amount_note(page))
    assert amount_note(page) == "104.2178335 τ can be sent"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        (BOB, "treasury, in your address book"),
        (BOB[:30], "Too short"),
        (BOB[:-1] + "1", "Mistyped"),
        ("0x" + "1" * 64, "hex"),
        ("lO0", "no 0, O, I or l"),
        (ALICE, "the account that sends"),
        (HOTKEY, "your hotkey miner-3"),
        (NEW, "Not in your address book"),
        ("12D3KooW", "Too short"),
        ("5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM", "Nobody has the key"),
        ("15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5", "another network"),
    ],
)
async def test_an_address_is_judged_as_it_is_typed(opened, text, words):
    page = await opened()
    page.panel.amount.setText("1")
    page.panel.address.setText(text)
    assert words in to_note(page)
    ready = text in (BOB, NEW)
    assert (page.panel.form.intent is not None and not page.panel.is_refused) is ready
    assert page.frame.foot.primary.isEnabled() is ready


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,5", "Write a point"),
        ("1 000", "without spaces"),
        ("-1", "without a sign"),
        ("1e3", "without an exponent"),
        (".5", "one point"),
        ("1.0000000001", "Nine decimals"),
        ("abc", "no amount"),
        ("99999999999", "ever be"),
    ],
)
async def test_an_amount_is_judged_as_it_is_typed(opened, text, words):
    page = await opened()
    page.panel.address.setText(BOB)
    page.panel.amount.setText(text)
    assert words in amount_note(page)
    assert not page.frame.foot.primary.isEnabled()


async def test_too_much_is_told_with_what_can_be_sent(opened):
    page = await opened()
    page.panel.address.setText(BOB)
    page.panel.amount.setText("104.217833501")
    await until(lambda: amount_note(page).startswith("Too much: 104.2178335 τ can be sent"))
    assert not page.frame.foot.primary.isEnabled()


async def test_all_but_the_reserve_is_reckoned_and_shown(opened):
    page = await opened()
    page.panel.address.setText(BOB)
    page.panel.all.click()
    await until(lambda: page.panel.amount.text() == "104.2178335")
    assert not page.panel.amount.isEnabled()
    assert page.panel.form.intent == TransferTao(BOB, AllBut(TaoRao(RESERVE)))
    assert "reserve of 0.100 τ" in page.panel._all_words.text()
    page.panel.all.click()
    assert page.panel.amount.text() == ""
    assert page.panel.amount.isEnabled()


async def test_a_reserve_that_was_set_meanwhile_counts_and_what_was_typed_stays(opened):
    page = await typed(await opened())
    page.leave()
    await page.app.preferences.save(Settings(fee_reserve=TAO))
    page.enter(wallet_route("my-cold", SEND))
    assert page.panel.form.reserve == TAO
    assert "reserve of 1.000 τ" in page.panel._all_words.text()
    assert (page.panel.amount.text(), page.panel.address.text()) == ("12.5", BOB)
    await until(lambda: amount_note(page) == "103.3178335 τ can be sent")


async def test_the_account_is_kept_alive_unless_that_is_switched_off(opened):
    page = await typed(await opened())
    assert page.panel.form.intent.keep_alive
    page.panel.alive.click()
    assert not page.panel.form.intent.keep_alive


async def test_an_address_that_looks_like_a_known_one_is_compared(opened):
    page = await opened()
    page.panel.show_names(_Twinned(page.estimator.names, NEW))
    page.panel.address.setText(NEW)
    assert page.panel.comparison.twin.startswith("It looks like treasury")


async def test_a_likeness_to_an_address_paid_before_is_compared_too(opened):
    app = app_with()
    like = Notice(NoticeKind.LOOK_ALIKE, {"address": HOTKEY})
    app.transfers.next_review = review(warnings=(like,))
    page = await opened(app)
    page.panel.address.setText(NEW)
    page.panel.amount.setText("1")
    await until(lambda: "paid before" in page.panel.comparison.twin)


class _Twinned:
    """Names to which an address has a twin: real ones take ages to find."""

    def __init__(self, names, twin):
        self._names, self._twin = names, twin

    def twins(self, text):
        return [self._names.find(BOB)] if text == self._twin else []

    def __getattr__(self, name):
        return getattr(self._names, name)


async def test_what_the_chain_knows_to_be_wrong_is_told_below_the_form(opened):
    app = app_with()
    app.transfers.next_review = review(blockers=(Notice(NoticeKind.HOTKEY, {"owner": ALICE}),))
    page = await opened(app)
    page.panel.address.setText(NEW)
    page.panel.amount.setText("1")
    await until(page.panel.banner.isVisible)
    assert page.panel.banner._title.text() == "That is a hotkey."


async def test_the_known_are_offered_but_not_the_sender(opened):
    page = await opened()
    assert page.panel.address.offered == ["ledger", "treasury"]


async def test_a_new_contact_is_offered_at_once(opened):
    page = await opened()
    await page.app.contacts.put(NEW, "exchange")
    await until(lambda: "exchange" in page.panel.address.offered)


async def test_the_address_book_fills_in_whom_was_chosen(opened):
    page = await opened()
    page.panel.book_requested.emit()
    await until(lambda: page.window().findChild(ContactsDialog) is not None)
    dialog = page.window().findChild(ContactsDialog)
    await until(lambda: bool(dialog.list.shown))
    dialog.list.choose(BOB)
    dialog.primary.click()
    await until(lambda: page.panel.address.text() == BOB)


async def test_the_book_opens_without_a_mouse(opened, qtbot):
    page = await opened()
    page.window().activateWindow()
    await until(page.window().isActiveWindow)
    page.panel.address.setFocus()
    for _ in range(20):
        focused = page.window().focusWidget()
        if isinstance(focused, QToolButton) and focused.text() == "Address book":
            break
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Space)
    await until(lambda: page.window().findChild(ContactsDialog) is not None)


async def test_a_wallet_that_only_watches_cannot_send(opened):
    page = await opened(wallet="ledger")
    assert page.empty.isVisible()
    assert page.empty._title.text() == "ledger only watches"


async def test_a_wallet_that_is_gone_is_told(opened, qtbot):
    page = await opened()
    page.app.wallets.become(WATCHED)
    await until(page.empty.isVisible)
    page.empty._button.click()
    assert page.routes == ["wallets"]


async def test_cancel_leads_back_to_the_wallet(opened):
    page = await opened()
    page.frame.cancelled.emit()
    assert page.routes == [wallet_route("my-cold")]


async def test_without_a_connection_nothing_is_asked(opened):
    page = await opened(app_with(network=FakeNetwork(connection(Phase.OFFLINE))))
    page.panel.address.setText(BOB)
    page.panel.amount.setText("1")
    page.estimator.urge()
    await until(lambda: not page.estimator._refresher._asked.is_set())
    assert page.app.transfers.reviewed == []


async def test_hidden_amounts_are_hidden_here_too(opened):
    app = app_with()
    app.preferences = FakePreferences(Settings(fee_reserve=RESERVE, hide_amounts=True))
    page = await opened(app)
    await until(lambda: "can be sent" in amount_note(page))
    assert "104" not in page.panel.wallet.free.text()
    assert "104" not in amount_note(page)
    left = {"left": str(7 * TAO), "reserve": str(9 * TAO), "missing": str(2 * TAO)}
    app.transfers.next_review = review(blockers=(Notice(NoticeKind.BELOW_RESERVE, left),))
    page.panel.address.setText(BOB)
    page.panel.amount.setText("1")
    await until(page.panel.banner.isVisible)
    assert page.panel.banner._body.text().startswith("••••• τ would be left free.")
