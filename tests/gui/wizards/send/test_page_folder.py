"""The wallet that sends is known by its folder, whatever is shown of that."""

from __future__ import annotations

import time
from dataclasses import replace

from core.domain.keys import CryptoType, KeyFormat, KeyName, WalletRecord
from gui.routes import SEND, wallet_route
from gui.wizards.send.page import SendPage
from tests.fakes.application import FakeApplication
from tests.fakes.reviews import review
from tests.fakes.signers import address
from tests.fakes.waiting import until
from tests.fakes.wallets import FakeWallets

ALICE = address("//Alice")


async def test_the_equal_command_is_made_for_the_folder_and_not_for_what_is_shown_of_it(
    theme, qtbot
):
    name = KeyName("my\tcold", "my\\u{9}cold", is_foreign=True)
    wallet = WalletRecord(name, ALICE, CryptoType.SR25519, KeyFormat.NACL)
    copy = WalletRecord(KeyName("copy", "copy"), ALICE)
    app = FakeApplication(wallets=FakeWallets(wallet, copy))
    app.transfers.next_review = review(made_at=time.time(), expires_at=time.time() + 600)
    page = SendPage(app, theme)
    qtbot.addWidget(page)
    page.enter(wallet_route("my\tcold", SEND))
    await until(lambda: app.transfers.folders != [])
    page.tasks.close()
    assert set(app.transfers.folders) == {"my\tcold"}


async def test_not_even_for_a_moment_does_the_form_of_another_wallet_stand(theme, qtbot):
    first = WalletRecord(KeyName("first", "first"), ALICE, CryptoType.SR25519, KeyFormat.NACL)
    second = replace(first, name=KeyName("second", "second"), address=address("//Dave"))
    page = SendPage(FakeApplication(wallets=FakeWallets(first, second)), theme)
    qtbot.addWidget(page)
    page.enter(wallet_route("first", SEND))
    page.panel.amount.setText("12.5")
    page.leave()
    page.enter(wallet_route("second", SEND))
    assert (page.frame.subtitle.text(), page.panel.amount.text()) == ("second", "")
    assert page.panel.form.signer == second.address
    page.tasks.close()
