"""The first run: practise, use what is there, or make a wallet; on the network it names."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from core.domain.connection import Phase
from core.domain.keys import CryptoType, KeyFormat, KeyName, KeyRef, WalletRecord
from core.domain.networks import FINNEY, LOCAL, PRACTICE, TEST, NetworkKind
from core.domain.settings import Appearance, Launch
from core.errors import AppError, ErrorKind
from gui.pages.welcome import WelcomePage
from gui.routes import CREATE_WALLET, IMPORT_WALLET
from tests.builders import connection
from tests.fakes.application import FakeApplication
from tests.fakes.network import FakeNetwork
from tests.fakes.waiting import until
from tests.fakes.wallets import ADDRESS
from tests.gui.accessible import unnamed_controls

OTHER = 4  # the radio of a node by its address


def wallet(name: str) -> WalletRecord:
    return WalletRecord(KeyName(name, name), ADDRESS, CryptoType.SR25519, KeyFormat.NACL)


class Stage:
    def __init__(self, theme) -> None:
        self.app = FakeApplication(network=FakeNetwork(connection(Phase.IDLE, block=None)))
        self.app.launch = Launch(Path("data"), Path.home() / ".bittensor" / "wallets")
        self.page = WelcomePage(self.app, theme)
        self.page.resize(1280, 800)
        self.routes: list[str] = []
        self.marked: list[object] = []
        self.page.route_requested.connect(self.routes.append)
        self.page.network_marked.connect(self.marked.append)
        self.page.show()
        self.page.enter("welcome")

    @property
    def primary(self) -> list[str]:
        cards = self.page.cards
        return [c.button.text() for c in cards if c.button.property("role") == "primary"]

    async def found(self, *names: str):
        self.app.wallets.become(*(wallet(name) for name in names))
        await until(lambda: self.page._found == len(names))

    async def gone(self) -> str:
        await until(lambda: bool(self.routes))
        (route,) = self.routes
        return route


@pytest.fixture
async def stage(theme):
    made = Stage(theme)
    await until(lambda: made.app.wallets._listings.readers == 1)
    yield made
    delete(made.page)


async def test_practising_is_offered_first(stage):
    assert stage.primary == ["Start practising"]
    assert stage.marked == [PRACTICE]


async def test_practising_makes_a_wallet_with_tao_and_leads_home(stage):
    stage.page.choice.radios[1].click()
    stage.page.practise.button.click()
    assert await stage.gone() == "home"
    assert stage.app.network.switched_to == [PRACTICE]
    assert stage.app.wallets.chosen == KeyRef("practice")
    assert stage.app.accounts.asked_for == [ADDRESS]
    assert stage.marked[-1] == PRACTICE


async def test_while_the_wallet_is_made_one_can_only_cancel(stage):
    begun, gate = asyncio.Event(), asyncio.Event()

    async def derive(*_):
        begun.set()
        await gate.wait()

    stage.app.wallets.create_coldkey = derive
    stage.page.practise.button.click()
    await begun.wait()
    assert stage.page.practise.progress.startswith("Making a wallet")
    assert stage.page.practise.busy.busy
    assert not stage.page.have.isEnabled()
    assert stage.page.practise.button.text() == "Cancel"
    stage.page.practise.button.click()
    await until(stage.page.have.isEnabled)
    assert stage.page.practise.progress == ""
    assert stage.primary == ["Start practising"]
    assert stage.routes == []


async def test_a_network_that_does_not_start_is_told_and_can_be_tried_again(stage):
    stage.app.accounts.error = AppError(ErrorKind.PRACTICE, "ended")
    stage.page.practise.button.click()
    await until(stage.page.banner.isVisible)
    assert "practice network is not running" in stage.page.banner.accessibleName()
    assert stage.page.practise.button.text() == "Start practising"
    stage.app.accounts.error = None
    stage.page.banner.retry_requested.emit()
    assert await stage.gone() == "home"
    assert stage.page.banner.isHidden()


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), "None found in ~/.bittensor/wallets."),
        (("a", "b"), "Two found in ~/.bittensor/wallets."),
        (tuple(f"w{n}" for n in range(12)), "12 found in ~/.bittensor/wallets."),
    ],
)
async def test_it_says_how_many_wallets_are_there(stage, names, words):
    await stage.found(*names)
    assert stage.page.have._lead.text() == words


async def test_wallets_that_are_there_are_used(stage):
    await stage.found("my-cold")
    stage.page.choice.radios[1].click()
    assert stage.primary == ["Use my wallets"]
    stage.page.have.button.click()
    assert await stage.gone() == "wallets"
    assert stage.app.network.switched_to == [FINNEY]


async def test_without_any_wallet_one_can_be_imported(stage):
    await stage.found()
    stage.page.have.button.click()
    assert await stage.gone() == IMPORT_WALLET


async def test_a_wallet_can_be_created_on_the_marked_network(stage):
    await stage.found()
    stage.page.choice.radios[2].click()
    assert stage.primary == ["Create a wallet"]
    stage.page.fresh.button.click()
    assert await stage.gone() == CREATE_WALLET
    assert stage.app.network.switched_to == [TEST]


@pytest.mark.parametrize(("radio", "network"), [(0, PRACTICE), (1, FINNEY), (2, TEST), (3, LOCAL)])
async def test_one_can_look_around_without_a_wallet(stage, radio, network):
    stage.page.choice.radios[radio].click()
    assert stage.marked[-1] == network
    stage.page.look_around.click()
    assert await stage.gone() == "subnets"
    assert stage.app.network.switched_to == [network]
    assert stage.app.preferences.settings.network == network.name


async def test_a_node_by_its_address_can_be_used(stage, qtbot):
    stage.page.choice.radios[OTHER].click()
    assert stage.marked[-1] is None
    field = stage.page.choice.address
    field.selectAll()
    qtbot.keyClicks(field, "wss://node.example:443")
    stage.page.look_around.click()
    assert await stage.gone() == "subnets"
    (network,) = stage.app.network.switched_to
    assert network.kind is NetworkKind.CUSTOM
    assert stage.app.preferences.settings.custom_endpoint == "wss://node.example:443"


@pytest.mark.parametrize("text", ["", "node.example", "http://a", "ws://", "file:///etc/passwd"])
async def test_what_is_no_address_is_refused_in_place(stage, qtbot, text):
    stage.page.choice.radios[OTHER].click()
    stage.page.choice.address.setText(text)
    stage.page.look_around.click()
    assert "Not an address" in stage.page.choice.error.text()
    assert stage.app.network.switched_to == []
    qtbot.keyClicks(stage.page.choice.address, "w")
    assert stage.page.choice.error.text() == ""


async def test_the_local_nodes_own_address_is_the_local_network(stage):
    stage.page.choice.radios[OTHER].click()
    stage.page.look_around.click()
    await stage.gone()
    assert stage.app.network.switched_to == [LOCAL]


async def test_a_full_disk_is_told_and_the_page_stays(stage):
    stage.app.preferences.error = AppError(ErrorKind.STORAGE, "disk full", {"path": "/data"})
    stage.page.look_around.click()
    await until(stage.page.banner.isVisible)
    assert stage.routes == []
    stage.app.preferences.error = None
    stage.page.banner.retry_requested.emit()
    assert await stage.gone() == "subnets"


async def test_the_appearance_changes_at_once_and_is_kept(stage, theme):
    menu = stage.page.appearance.menu()
    next(a for a in menu.actions() if a.text() == "Light").trigger()
    await until(lambda: stage.app.preferences.settings.appearance is Appearance.LIGHT)
    assert not theme.dark
    assert stage.page.appearance.text() == "Appearance: light"


async def test_everything_can_be_reached_by_tab(stage, qtbot):
    stage.page.activateWindow()
    await until(stage.page.isActiveWindow)
    stage.page.choice.radios[OTHER].click()
    seen = set()
    for _ in range(20):
        seen.add(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    buttons = {card.button for card in stage.page.cards}
    controls = {stage.page.choice.address, stage.page.appearance, stage.page.look_around}
    assert buttons | controls <= seen
    assert seen & set(stage.page.choice.radios)


async def test_every_control_has_a_name(stage):
    assert unnamed_controls(stage.page) == []
