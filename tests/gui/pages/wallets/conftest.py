"""The wallets page over fakes, in a window of its own."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import delete

from core.domain.keys import Finding, KeyFormat, KeyRef
from core.domain.networks import FINNEY
from core.domain.settings import Settings
from gui.pages.wallets import WalletsPage
from tests.builders import TAO, account, address, connection, position
from tests.fakes.application import FakeApplication
from tests.fakes.key_records import empty, hotkey, wallet, watched
from tests.fakes.network import FakeNetwork
from tests.fakes.preferences import FakePreferences
from tests.fakes.waiting import until

PRACTICE_SEED = 300


class Stage:
    """The page as the window shows it; ``routes`` are those it asked for, and goes to."""

    def __init__(self, theme, app: FakeApplication) -> None:
        self.app = app
        self.window = QWidget()
        self.window.resize(1080, 720)
        self.page = WalletsPage(app, theme)
        self.routes: list[str] = []
        self.page.route_requested.connect(self._on_route)
        QVBoxLayout(self.window).addWidget(self.page)
        self.window.show()

    def _on_route(self, route: str) -> None:
        self.routes.append(route)
        if "+" not in route and route.startswith("wallets"):
            self.page.enter(route)

    @property
    def detail(self):
        return self.page.detail

    @property
    def list(self):
        return self.page.list

    async def show(self, name: str = "my-cold") -> None:
        self.page.enter(f"wallets/{name}")
        await until(lambda: self.shown == name, f"{name} on the page")
        await until(lambda: bool(self.detail.facts.facts), "its facts")

    @property
    def shown(self) -> str:
        """The wallet at the right, if there is one."""
        return self.detail.header.name.text() if self.detail.isVisible() else ""

    async def found(self, kind: type):
        """The dialog of a kind, once it is open."""
        await until(lambda: bool(self.window.findChildren(kind)), kind.__name__)
        return self.window.findChildren(kind)[-1]


def rich_app() -> FakeApplication:
    """One wallet of every sort, on finney."""
    practice = address(PRACTICE_SEED)
    app = FakeApplication(
        network=FakeNetwork(connection(network=FINNEY)),
        preferences=FakePreferences(Settings(practice_wallets=(practice,))),
    )
    hotkeys = (
        hotkey("miner-1", seed=1),
        hotkey("miner-2", Finding.OPEN_MODE, seed=2),
        hotkey("miner-3", Finding.PLAINTEXT, seed=3, kind=KeyFormat.JSON),
    )
    app.wallets.become(
        wallet("my-cold", *hotkeys),
        watched("treasury"),
        wallet("old", kind=KeyFormat.ANSIBLE, seed=101, findings=(Finding.LEGACY_FORMAT,)),
        wallet("practice", seed=PRACTICE_SEED),
        wallet("broken", kind=KeyFormat.UNKNOWN, seed=102, findings=(Finding.DAMAGED,)),
        wallet("theirs", foreign=True, seed=103, findings=(Finding.FOREIGN_NAME,)),
        empty("hollow"),
    )
    app.wallets.chosen = app.wallets._choices.first = KeyRef("my-cold", "miner-1")
    own = position(14, hotkey=address(1), alpha=2 * TAO, price=TAO)
    app.accounts.owned = {
        address(100): account(own, owner=address(100), free=604_318_000_000),
        address(200): account(owner=address(200), free=40 * TAO),
    }
    return app


@pytest.fixture
def app() -> FakeApplication:
    return rich_app()


@pytest.fixture
async def stage(theme, app):
    made = Stage(theme, app)
    yield made
    made.page.tasks.close()
    delete(made.window)
