"""How long the window stands still on the home page: prints figures, asserts none.

    PYTHONPATH=. python tests/bench/home_stalls.py [--where]

Fifty wallets that only watch, of people with stake on the practice network of
129 subnets. ``--where`` as in ``window_stalls``.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

import qasync

from core.application import Application, open_application
from core.domain.ids import NetUid
from core.domain.networks import PRACTICE
from core.domain.settings import Launch, Settings
from gui.app import make_window, page_makers, take_leave
from gui.main_window import MainWindow
from gui.pages.home import HomePage
from tests.bench.stalls import TICK, Figures, Ticker
from tests.bench.window_stalls import Witness
from tests.fakes.waiting import until

WALLETS: Final = 50
WATCHED: Final = 20.0  # seconds of block updates


async def watch_people(app: Application) -> None:
    reader = await app.network.reader()
    people: dict[str, None] = {}
    for netuid in (1, 2, 3):
        for neuron in (await reader.metagraph(NetUid(netuid))).neurons:
            people.setdefault(neuron.coldkey)
    for number, address in enumerate(list(people)[:WALLETS]):
        await app.wallets.watch(f"w{number}", address)


def home(window: MainWindow) -> HomePage:
    page = window.router.page
    assert isinstance(page, HomePage)
    return page


async def opened(window: MainWindow, app: Application) -> None:
    window.attach(app, page_makers(app, window.theme))
    window.go("home")
    await until(lambda: home(window).feed.fresh, "fresh figures", 60)


async def looked_back(window: MainWindow) -> None:
    around = home(window).feed.around
    await until(lambda: around.looked_back and bool(around.prices), "the past", 120)
    await asyncio.sleep(1.0)


async def hidden(window: MainWindow) -> None:
    for _ in range(2):
        home(window).total.eye.click()
        await asyncio.sleep(0.3)


async def one_round(window: MainWindow, folder: Path, figures: Figures, *, where: bool) -> None:
    ticker = Ticker()
    ticking = asyncio.ensure_future(ticker.run())
    await asyncio.sleep(TICK)
    if where:
        Witness(ticker).start()

    async def measure(name: str, work: Callable[[], Awaitable[object]]) -> None:
        if where:
            sys.stderr.write(f"-- {name}\n")
        await figures.measure(name, ticker, work)

    settings = Settings(network="practice", practice_block_time=2.0)
    async with open_application(Launch(folder, folder / "wallets", PRACTICE), settings) as app:
        await watch_people(app)
        await measure("doing nothing", lambda: asyncio.sleep(2))
        await measure("start to figures", lambda: opened(window, app))
        await measure("yesterday and course", lambda: looked_back(window))
        await measure("block by block", lambda: asyncio.sleep(WATCHED))
        await measure("hide and show", lambda: hidden(window))
        ticking.cancel()
        await take_leave(window, app)


def main() -> None:
    figures = Figures()
    app, window = make_window(Settings())
    window.resize(1280, 800)
    window.show()
    app.processEvents()
    with (
        tempfile.TemporaryDirectory() as folder,
        asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner,
    ):
        runner.run(one_round(window, Path(folder), figures, where="--where" in sys.argv))
    figures.show()


if __name__ == "__main__":
    main()
