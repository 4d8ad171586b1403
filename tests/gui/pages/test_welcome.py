"""The first run: every way in leads to the network it names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from core.domain.connection import Phase
from core.domain.networks import FINNEY, LOCAL, PRACTICE, TEST, NetworkKind
from core.domain.settings import Appearance
from core.errors import AppError, ErrorKind
from gui.pages.welcome import WelcomePage
from tests.builders import connection
from tests.fakes.application import FakeApplication
from tests.fakes.network import FakeNetwork
from tests.fakes.waiting import until
from tests.gui.accessible import unnamed_controls


class Stage:
    def __init__(self, theme) -> None:
        self.app = FakeApplication(network=FakeNetwork(connection(Phase.IDLE, block=None)))
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

    async def opened(self):
        await until(lambda: bool(self.routes))
        assert self.routes == ["subnets"]
        return self.app.network.switched_to


@pytest.fixture
async def stage(theme):
    made = Stage(theme)
    yield made
    delete(made.page)


async def test_practising_is_offered_first(stage):
    assert stage.primary == ["Start practising"]
    assert stage.marked == [PRACTICE]
    stage.page.practise.button.click()
    assert await stage.opened() == [PRACTICE]
    assert stage.app.preferences.settings.network == "practice"


@pytest.mark.parametrize(("radio", "network"), [(1, FINNEY), (2, TEST)])
async def test_a_public_network_makes_exploring_the_offer(stage, radio, network):
    stage.page.radios[radio].click()
    assert stage.primary == [f"Explore {network.name}"]
    assert stage.marked[-1] == network
    stage.page.explore.button.click()
    assert await stage.opened() == [network]


async def test_the_local_node_needs_no_typing(stage):
    stage.page.radios[3].click()
    assert stage.primary == ["Connect"]
    stage.page.own.button.click()
    assert await stage.opened() == [LOCAL]
    assert stage.app.preferences.settings.network == "local"


async def test_typing_an_address_chooses_the_other_node(stage, qtbot):
    stage.page.address.selectAll()
    qtbot.keyClicks(stage.page.address, "wss://node.example:443")
    assert stage.page.radios[4].isChecked()
    assert stage.page.address.text() == "wss://node.example:443"
    qtbot.keyClick(stage.page.address, Qt.Key.Key_Return)
    (network,) = await stage.opened()
    assert network.kind is NetworkKind.CUSTOM
    assert stage.app.preferences.settings.custom_endpoint == "wss://node.example:443"


@pytest.mark.parametrize("text", ["", "node.example", "http://a", "ws://", "file:///etc/passwd"])
async def test_what_is_no_address_is_refused_in_place(stage, qtbot, text):
    stage.page.address.setText(text)
    stage.page.own.button.click()
    assert stage.page.own.error.isVisible()
    assert stage.app.network.switched_to == []
    qtbot.keyClicks(stage.page.address, "w")
    assert not stage.page.own.error.isVisible()


async def test_a_full_disk_is_told_and_the_page_stays(stage):
    async def refuse(settings):
        raise AppError(ErrorKind.STORAGE, "disk full", {"path": "/data"})

    stage.app.preferences.save = refuse
    stage.page.practise.button.click()
    await until(stage.page.banner.isVisible)
    assert stage.routes == []


async def test_the_appearance_changes_at_once_and_is_kept(stage, theme):
    menu = stage.page.appearance.menu()
    next(a for a in menu.actions() if a.text() == "Light").trigger()
    await until(lambda: stage.app.preferences.settings.appearance is Appearance.LIGHT)
    assert not theme.dark
    assert stage.page.appearance.text() == "Appearance: light"


async def test_everything_can_be_reached_by_tab(stage, qtbot):
    stage.page.activateWindow()
    await until(stage.page.isActiveWindow)
    seen = set()
    for _ in range(20):
        seen.add(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    buttons = {card.button for card in stage.page.cards}
    assert buttons | {stage.page.address, stage.page.appearance} <= seen
    assert seen & set(stage.page.radios)


async def test_every_control_has_a_name(stage):
    assert unnamed_controls(stage.page) == []
