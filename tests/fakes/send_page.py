"""The form of a transfer as a test fills it in, over a wallet and a contact."""

from __future__ import annotations

import time

from core.domain.contacts import Contact
from core.domain.keys import (
    CryptoType,
    HotkeyRecord,
    KeyFormat,
    KeyName,
    KeyRef,
    WalletRecord,
)
from core.domain.settings import Settings
from gui.dialogs.review import ReviewDialog
from tests.builders import TAO
from tests.fakes.accounts import FakeContacts
from tests.fakes.application import FakeApplication
from tests.fakes.preferences import FakePreferences
from tests.fakes.reviews import ALICE, BOB, review, way_to_the_end
from tests.fakes.signers import address
from tests.fakes.waiting import until
from tests.fakes.wallets import FakeWallets

HOTKEY, NEW = address("//Hotkey"), address("//Dave")
MINE = WalletRecord(
    KeyName("my-cold", "my-cold"),
    ALICE,
    CryptoType.SR25519,
    KeyFormat.NACL,
    hotkeys=(HotkeyRecord(KeyName("miner-3", "miner-3"), HOTKEY),),
)
WATCHED = WalletRecord(KeyName("ledger", "ledger"), address("//Eve"))
RESERVE = TAO // 10


def app_with(**fields):
    app = FakeApplication(
        wallets=FakeWallets(MINE, WATCHED),
        contacts=FakeContacts(Contact(BOB, "treasury", 0.0)),
        preferences=FakePreferences(Settings(fee_reserve=RESERVE)),
        **fields,
    )
    now = time.time()
    app.transfers.next_review = review(made_at=now, expires_at=now + 600)
    return app


async def typed(page, to=BOB, amount="12.5"):
    page.panel.address.setText(to)
    page.panel.amount.setText(amount)
    await until(page.frame.foot.primary.isEnabled, "a form that can be reviewed")
    return page


def to_note(page):
    return page.panel.to.note.text()


def amount_note(page):
    return page.panel.how_much.note.text().replace("\u2009", " ")


async def review_of(page):
    page.frame.foot.primary.click()
    await until(lambda: page.window().findChild(ReviewDialog) is not None)
    return page.window().findChild(ReviewDialog)


async def sent(page, receipts=None):
    """Through the review to its last receipt."""
    page.app.transfers.receipts = receipts or way_to_the_end()
    await page.app.locks.unlock(KeyRef("my-cold"), None)
    dialog = await review_of(page)
    dialog.primary.click()
    await until(lambda: dialog.primary.isVisible() and dialog.activity.isVisible())
    return dialog
