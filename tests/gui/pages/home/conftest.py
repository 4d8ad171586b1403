from __future__ import annotations

from typing import Any

import pytest

from gui.pages.home import HomePage
from tests.builders import TAO, account, address, position, subnet, subnet_list
from tests.fakes import key_records
from tests.fakes.application import FakeApplication
from tests.fakes.network import FakeNetwork
from tests.fakes.subnets import FakeSubnets
from tests.gui.home_page import ANN


@pytest.fixture
def app() -> FakeApplication:
    """Two wallets: one with free TAO and stake on two subnets, one that only watches."""
    listed = subnet_list((subnet(14, "Lumen Text", symbol="ξ"), subnet(3, "Harbor", symbol="γ")))
    made = FakeApplication(subnets=FakeSubnets(listed), network=FakeNetwork())
    mine = key_records.wallet("my-cold", key_records.hotkey("miner-1", seed=11), seed=1)
    made.wallets.become(mine, key_records.watched("treasury", seed=2))
    held = (position(14, hotkey=address(11)), position(0, alpha=400 * TAO, price=TAO))
    made.accounts.owned[ANN] = account(*held, owner=ANN, free=104 * TAO)
    return made


@pytest.fixture
async def open_page(qtbot: Any, theme: Any) -> Any:
    pages: list[HomePage] = []

    def build(app: FakeApplication, width: int = 1080, height: int = 720) -> HomePage:
        page = HomePage(app, theme)
        qtbot.addWidget(page)
        page.feed.refresher._rest = 0.0  # a test does not wait for rests
        page.resize(width, height)
        page.show()
        page.enter("home")
        pages.append(page)
        return page

    yield build
    for page in pages:
        page.leave()
        page.tasks.close()
        page.feed.tasks.close()
