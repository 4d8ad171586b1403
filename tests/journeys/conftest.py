"""The real window on the real services and a real practice node with a small world."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import qasync
from PySide6.QtWidgets import QApplication

from core.application import open_application
from core.domain.networks import Network
from core.domain.settings import Appearance, Launch, Settings
from core.ports.chain import PracticeNode
from gui.app import page_makers, take_leave
from gui.main_window import MainWindow
from gui.pages.subnets import SubnetsPage
from gui.theme.fonts import load_fonts
from gui.theme.theme import Theme
from gui.tour.stage import Plug, Stage
from tests.fakes.small_node import SmallNode


def pytest_asyncio_loop_factories(config: object, item: object) -> dict[str, object]:
    return {
        "qt": lambda: qasync.QEventLoop(
            QApplication.instance() or QApplication([]), already_running=False
        )
    }


@dataclass
class Journey:
    """A running app. ``stage`` acts on it; ``node`` is its practice node."""

    stage: Stage
    node: SmallNode
    closed: asyncio.Event = field(default_factory=asyncio.Event)


def subnets_of(stage: Stage) -> SubnetsPage:
    """Go to the list of subnets."""
    stage.window.go("subnets")
    return stage.page(SubnetsPage)


Start = Callable[..., AbstractAsyncContextManager[Journey]]


@pytest.fixture
def start(qapp: QApplication, tmp_path: Path) -> Start:
    """Start the app as ``taonaut`` does; twice in one test is a second start."""
    load_fonts()
    qapp.setQuitOnLastWindowClosed(False)

    @asynccontextmanager
    async def begin(network: Network | None = None) -> AsyncIterator[Journey]:
        launch = Launch(tmp_path / "data", tmp_path / "wallets", network)
        settings = Settings(appearance=Appearance.DARK)
        nodes: list[SmallNode] = []

        def small(_real: PracticeNode) -> PracticeNode:
            nodes.append(SmallNode(tmp_path / "practice"))
            return Plug(nodes[0])

        window = MainWindow(Theme(qapp, settings.appearance))
        window.show()
        async with open_application(launch, settings, small) as services:
            window.attach(services, page_makers(services, window.theme))
            yield Journey(Stage(qapp, window, services, Plug(nodes[0])), nodes[0])
            await take_leave(window, services)

    return begin
