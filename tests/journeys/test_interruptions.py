"""What goes wrong on the way: the node dies, the network changes, the user leaves."""

from __future__ import annotations

import asyncio
from pathlib import Path

from core.domain.connection import Phase
from core.domain.networks import PRACTICE, parse_network
from gui.choosing import choose_network
from gui.pages.subnet import SubnetPage
from tests.fakes.practice import running_node
from tests.journeys.conftest import Start, subnets_of

DEAD_END = parse_network("ws://127.0.0.1:9")  # the discard port: nobody listens


async def test_a_killed_node_is_started_again_and_the_rows_become_fresh(start: Start) -> None:
    async with start(PRACTICE) as journey:
        stage = journey.stage
        page = subnets_of(stage)
        await stage.until(lambda: page.model.total == 6 and not page.model.stale, "subnets")
        before = stage.services.network.state.head
        journey.node.kill()
        await stage.until(lambda: page.model.stale, "greyed rows")
        assert page.model.total == 6
        await stage.until(lambda: not page.model.stale, "fresh rows")
        after = stage.services.network.state.head
        assert before is not None
        assert after is not None
        assert after.number >= before.number - 1


async def test_a_dead_endpoint_is_told_with_a_banner_and_practice_is_a_way_out(
    start: Start,
) -> None:
    async with start(DEAD_END) as journey:
        stage = journey.stage
        await stage.until_phase(Phase.OFFLINE)
        await stage.until(stage.window.frame.connection.isVisible, "the banner")
        await choose_network(stage.services, PRACTICE)
        page = subnets_of(stage)
        await stage.until(lambda: page.model.total == 6, "practice subnets")
        await stage.until(lambda: not stage.window.frame.connection.isVisible(), "no banner")


async def test_another_network_shows_nothing_of_the_one_before(
    start: Start, tmp_path: Path
) -> None:
    other_world = {"subnets": 4, "neurons": 16, "seed": 99, "data_dir": tmp_path / "other"}
    async with running_node(**other_world) as other, start(PRACTICE) as journey:
        stage = journey.stage
        page = subnets_of(stage)
        await stage.until(lambda: page.model.total == 6, "six subnets")
        old_owners = {row.subnet.owner_hotkey for row in page.model.everything()}
        await choose_network(stage.services, parse_network(other.url))
        await stage.until(lambda: page.model.total == 4, "the other four subnets")
        owners = {row.subnet.owner_hotkey for row in page.model.everything()}
        # The root network is owned by the same empty account in every world.
        assert len(owners & old_owners) <= 1


async def test_leaving_in_the_middle_of_a_load_ends_everything(start: Start) -> None:
    async with start(PRACTICE) as journey:
        await journey.stage.until_phase(Phase.ONLINE)
        journey.stage.window.go("subnets/1/metagraph")
        page = journey.stage.page(SubnetPage)
        await journey.stage.until(lambda: page.tasks.running("refresh"), "a load")
        node = journey.node
    assert not node.running
    others = asyncio.all_tasks() - {asyncio.current_task()}
    assert not {task.get_name() for task in others if not task.done()}


async def test_leaving_while_the_node_still_starts_leaves_no_process(start: Start) -> None:
    async with start(PRACTICE) as journey:
        await journey.stage.until_phase(Phase.STARTING)
        node = journey.node
    assert not node.running
