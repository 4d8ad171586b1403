"""The header follows the folder and the choice; choosing and unlocking from anywhere."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import delete

from core.domain.keys import CryptoType, KeyFormat, KeyName, KeyRef, WalletRecord
from gui.dialogs.unlock import UnlockDialog
from gui.shell.wallet_button import WalletButton
from gui.shell.wallet_center import WalletCenter
from gui.tasks import TaskScope
from tests.builders import address
from tests.fakes.application import FakeApplication
from tests.fakes.waiting import until
from tests.fakes.wallets import ADDRESS

COLD = WalletRecord(KeyName("my-cold", "my-cold"), ADDRESS, CryptoType.SR25519, KeyFormat.NACL)
WATCHED = WalletRecord(KeyName("watched", "watched"), address(2), CryptoType.SR25519)


class Stage:
    def __init__(self, theme) -> None:
        self.app = FakeApplication()
        self.window = QWidget()
        self.button = WalletButton(theme)
        QVBoxLayout(self.window).addWidget(self.button)
        self.errors: list[Exception] = []
        tasks = TaskScope(self.window, on_error=self.errors.append)
        self.center = WalletCenter(theme, self.window, self.button, tasks)
        self.routes: list[str] = []
        self.center.route_requested.connect(self.routes.append)
        self.window.show()

    async def attach(self, *wallets, chosen=None):
        self.app.wallets.become(*wallets)
        self.app.wallets.chosen = chosen
        self.center.attach(self.app)
        await until(lambda: self.app.wallets._choices.readers == 1)


@pytest.fixture
async def stage(theme):
    made = Stage(theme)
    yield made
    delete(made.window)


async def test_the_chosen_wallet_is_named(stage):
    await stage.attach(COLD, WATCHED, chosen=KeyRef("my-cold"))
    assert stage.button.name == "my-cold"
    stage.center.choose(KeyRef("watched"))
    await until(lambda: stage.button.accessibleName() == "Wallet: watched (watched only)")


async def test_a_wallet_that_is_gone_is_named_no_more(stage):
    await stage.attach(COLD, chosen=KeyRef("my-cold"))
    stage.app.wallets.become()
    await until(lambda: stage.button.name == "")


async def test_unlocking_asks_for_the_chosen_wallets_password(stage):
    await stage.attach(COLD, chosen=KeyRef("my-cold", "miner"))
    stage.center.unlock()
    await until(lambda: stage.window.findChildren(UnlockDialog))
    (dialog,) = stage.window.findChildren(UnlockDialog)
    assert dialog.accessibleName() == "Unlock my-cold"


@pytest.mark.parametrize(
    ("wallets", "chosen", "route"),
    [((), None, "wallets"), ((WATCHED,), KeyRef("watched"), "wallets/watched")],
)
async def test_where_nothing_can_be_unlocked_it_shows_what_there_is(stage, wallets, chosen, route):
    await stage.attach(*wallets, chosen=chosen)
    stage.center.unlock()
    assert stage.routes == [route]


async def test_the_menu_offers_what_is_there_now(stage):
    await stage.attach(COLD, WATCHED, chosen=KeyRef("my-cold"))
    offer = stage.center.offered(stage.app)
    assert [wallet.name.text for wallet in offer.wallets] == ["my-cold", "watched"]
    assert (offer.chosen, offer.unlocked) == (KeyRef("my-cold"), False)
    await stage.app.locks.unlock(KeyRef("my-cold"), None)
    assert stage.center.offered(stage.app).unlocked
    stage.center.offer()
    assert stage.center.menu.isVisible()
    stage.center.menu.close()
