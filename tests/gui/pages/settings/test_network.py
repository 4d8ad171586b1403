"""Choosing the network, and the practice network's own settings."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import delete

from core.domain.connection import Phase
from core.domain.networks import FINNEY, NetworkKind, parse_network
from gui.dialogs.confirm import ConfirmDialog
from gui.pages.settings.network import NetworkSection
from tests.builders import connection
from tests.fakes.application import FakeApplication
from tests.fakes.network import FakeNetwork
from tests.fakes.waiting import until


class Stage:
    def __init__(self, theme) -> None:
        self.app = FakeApplication(network=FakeNetwork(connection()))
        self.errors: list[Exception] = []
        self.section = NetworkSection(self.app, theme, self.errors.append)
        self.window = QWidget()
        self.window.resize(900, 600)
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.section)
        layout.addWidget(self.section.aside)
        self.window.show()

    async def dialog(self) -> ConfirmDialog:
        await until(lambda: bool(self.window.findChildren(ConfirmDialog)))
        return self.window.findChildren(ConfirmDialog)[0]


@pytest.fixture
async def stage(theme):
    made = Stage(theme)
    made.section.enter("")
    await until(lambda: made.section.choice.currentText() == "practice")
    yield made
    delete(made.window)


async def test_choosing_a_network_switches_and_remembers(stage):
    row = stage.section.choice.findText("finney")
    stage.section.choice.setCurrentIndex(row)
    stage.section.choice.activated.emit(row)
    await until(lambda: stage.app.network.switched_to == [FINNEY])
    assert stage.app.preferences.settings.network == "finney"


async def test_the_choice_follows_a_switch_made_elsewhere(stage):
    stage.app.network.become(connection(network=FINNEY))
    await until(lambda: stage.section.choice.currentText() == "finney")
    stage.app.network.become(connection(network=parse_network("ws://a:1")))
    await until(lambda: stage.section.choice.currentText() == "other node")


async def test_another_node_is_used_by_its_address(stage, qtbot):
    qtbot.keyClicks(stage.section.address, "ws://node.example:9944")
    stage.section.use.click()
    await until(lambda: bool(stage.app.network.switched_to))
    assert stage.app.network.switched_to[0].kind is NetworkKind.CUSTOM


async def test_what_is_no_address_is_said_under_it(stage, qtbot):
    qtbot.keyClicks(stage.section.address, "http://node")
    stage.section.use.click()
    assert stage.section.address.property("invalid") == "true"
    assert stage.app.network.switched_to == []


async def test_the_card_tells_the_connection(stage):
    card = stage.section.aside
    await until(lambda: card.fact("State") == "online")
    assert card.fact("Node") == "127.0.0.1:9944"
    assert not stage.section.retry.isEnabled()
    stage.app.network.become(connection(Phase.OFFLINE, block=None))
    await until(lambda: card.fact("State") == "offline")
    assert card.fact("Block") == "–"
    stage.section.retry.click()
    assert stage.app.network.retries == 1


async def test_a_new_pace_begins_the_practice_network_anew_once_confirmed(stage, qtbot):
    row = stage.section.block_time.findText("0.5 s")
    stage.section.block_time.setCurrentIndex(row)
    stage.section.block_time.activated.emit(row)
    dialog = await stage.dialog()
    qtbot.keyClicks(dialog.field, "reset")
    dialog.confirm.click()
    await until(lambda: stage.app.network.renewed == [0.5])
    assert stage.app.preferences.settings.practice_block_time == 0.5


async def test_thinking_better_of_it_keeps_the_pace(stage):
    row = stage.section.block_time.findText("12 s")
    stage.section.block_time.setCurrentIndex(row)
    stage.section.block_time.activated.emit(row)
    (await stage.dialog()).cancel.click()
    await until(lambda: stage.section.block_time.currentText() == "2 s")
    assert stage.app.network.renewed == []


async def test_the_route_may_ask_for_the_reset(stage):
    stage.section.enter("reset")
    assert not (await stage.dialog()).confirm.isEnabled()


async def test_leaving_stops_following(stage):
    await until(lambda: stage.app.network.watchers == 1)
    stage.section.leave()
    await until(lambda: stage.app.network.watchers == 0)
