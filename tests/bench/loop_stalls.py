"""How long the loop stands still while the app works: prints figures, asserts none.

    PYTHONPATH=. python tests/bench/loop_stalls.py [rounds] [--qt]

The practice node runs as its own process, as in the app, and is warmed up
first. With ``--qt`` the loop is the one of the window (qasync).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from core.application import Application, open_application
from core.domain.ids import NetUid
from core.domain.networks import PRACTICE
from core.domain.settings import Launch, Settings
from tests.bench.stalls import Figures, measuring, numbers_asked, rounds_of, run


@asynccontextmanager
async def application(folder: Path) -> AsyncIterator[Application]:
    launch = Launch(folder, folder, PRACTICE)
    async with open_application(launch, Settings(practice_block_time=2.0)) as app:
        yield app


async def sweep(app: Application) -> None:
    async for _ in app.subnets.health():
        pass


async def one_round(folder: Path, figures: Figures) -> None:
    async with measuring(figures) as measure, application(folder) as app:
        await measure("start node and connect", app.network.reader)
        await measure("all subnets", app.subnets.refresh)
        for netuid in map(NetUid, range(1, 41)):
            await measure("metagraph of 256", partial(app.metagraphs.read, netuid))
            await measure("the same, from cache", partial(app.metagraphs.cached, netuid))
        await measure("prices of 7 days", partial(app.subnets.price_history, 604_800.0, 28))
        await measure("sweep of 129", partial(sweep, app))


if __name__ == "__main__":
    run(rounds_of(one_round, *(numbers_asked()[:1] or [3])))
