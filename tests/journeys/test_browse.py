"""A newcomer's first minutes: practise, browse, open a metagraph."""

from __future__ import annotations

from PySide6.QtCore import Qt

from core.domain.connection import Phase
from core.domain.ids import ROOT
from core.domain.networks import PRACTICE
from gui.pages.subnet import SubnetPage
from gui.pages.subnets import SubnetsPage
from gui.pages.subnets.row import SubnetRow
from gui.pages.welcome import WelcomePage
from tests.journeys.conftest import Start, subnets_of


async def test_a_first_run_leads_from_welcome_to_the_neurons_of_a_subnet(start: Start) -> None:
    async with start() as journey:
        stage = journey.stage
        welcome = stage.window.findChild(WelcomePage)
        stage.press(welcome.look_around)
        await stage.until(
            lambda: isinstance(stage.window.router.page, SubnetsPage), "the list of subnets"
        )
        subnets = stage.page(SubnetsPage)
        await stage.until(lambda: subnets.model.rowCount() == 6, "six subnets")
        row = next(at for at, row in enumerate(subnets.model.records()) if row.subnet.neurons == 24)
        subnets.table.choose(row)
        stage.key(subnets.table, Qt.Key.Key_Return)
        subnet = stage.page(SubnetPage)
        await stage.until(lambda: subnet.view.model.rowCount() == 24, "24 neurons")
        assert stage.window.windowTitle() == "Taonaut · practice TAO, no value"


async def test_a_week_of_prices_and_the_active_validators_follow_the_list(start: Start) -> None:
    async with start(PRACTICE) as journey:
        stage = journey.stage
        page = subnets_of(stage)
        await stage.until(lambda: page.model.total == 6, "six subnets")

        def traded() -> list[SubnetRow]:
            return [row for row in page.model.everything() if row.subnet.netuid != ROOT]

        await stage.until(lambda: all(len(row.prices) > 1 for row in traded()), "prices")
        await stage.until(lambda: any(row.validators for row in traded()), "active validators")


async def test_the_block_in_the_status_bar_moves_on(start: Start) -> None:
    async with start(PRACTICE) as journey:
        stage = journey.stage
        await stage.until_phase(Phase.ONLINE)
        first = journey.stage.services.network.state.head
        assert first is not None

        def moved() -> bool:
            head = stage.services.network.state.head
            return head is not None and head.number >= first.number + 3

        await stage.until(moved, "three more blocks")


async def test_the_second_start_shows_the_kept_list_before_it_is_connected(start: Start) -> None:
    async with start(PRACTICE) as journey:
        page = subnets_of(journey.stage)
        await journey.stage.until(lambda: page.model.total == 6, "six subnets")
    async with start(PRACTICE) as journey:
        page = subnets_of(journey.stage)
        await journey.stage.until(lambda: page.model.total == 6, "six kept subnets")
        assert page.model.stale
        await journey.stage.until(lambda: not page.model.stale, "fresh subnets")
