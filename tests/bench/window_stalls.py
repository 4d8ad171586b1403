"""How long the real window stands still while it works: prints figures, asserts none.

    PYTHONPATH=. python tests/bench/window_stalls.py [--where]

The window is on no screen; the practice node runs as its own process, as in
the app, with 129 subnets of 256 neurons. A line "doing nothing" tells how much
of the rest is the machine's own noise. ``--where`` prints what the window's
thread was doing whenever it stood still for more than 16 ms.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync

from core.application import Application, open_application
from core.domain.ids import ROOT, NetUid
from core.domain.networks import PRACTICE
from core.domain.settings import Appearance, Launch, Settings
from gui.app import make_window, page_makers, take_leave
from gui.main_window import MainWindow
from gui.pages.subnet import SubnetPage
from gui.pages.subnets import SubnetsPage
from tests.bench.stalls import TICK, Figures, Ticker
from tests.fakes.waiting import until

FRAME: Final = 0.016
WATCHED: Final = 20.0  # seconds of block updates
FIRST, SECOND = NetUid(14), NetUid(20)


class Witness(threading.Thread):
    """Looks at the window's thread whenever that has not ticked for a frame."""

    def __init__(self, ticker: Ticker) -> None:
        super().__init__(daemon=True)
        self._ticker = ticker
        self._watched = threading.get_ident()

    def run(self) -> None:
        seen = 0.0
        while True:
            time.sleep(0.003)
            late = time.perf_counter() - self._ticker.last
            if late < TICK + FRAME:
                continue
            walk = traceback.walk_stack(sys._current_frames()[self._watched])
            frames = traceback.StackSummary.extract(walk, limit=9, lookup_lines=False)
            ours = [f"{Path(f.filename).stem}.{f.name}:{f.lineno}" for f in reversed(frames)]
            again = " +" if self._ticker.last == seen else "late"
            seen = self._ticker.last
            sys.stderr.write(f"{again} {late * 1000:5.0f} ms  {' > '.join(ours)}\n")


async def rest() -> None:
    """Long enough for repaints and what follows them."""
    await asyncio.sleep(1.0)


async def start(window: MainWindow, app: Application) -> None:
    window.attach(app, page_makers(app, window.theme))
    window.go("subnets")
    await until(lambda: subnets_page(window).model.total > 0, "rows", 60)
    await rest()


def subnets_page(window: MainWindow) -> SubnetsPage:
    page = window.router.page
    assert isinstance(page, SubnetsPage)
    return page


async def swept(window: MainWindow) -> None:
    def done() -> bool:
        rows = subnets_page(window).model.everything()
        return all(row.validators is not None for row in rows if row.subnet.netuid != ROOT)

    await until(done, "the sweep", 120)
    await rest()


async def opening(window: MainWindow, netuid: NetUid) -> None:
    """Until the neurons and both charts are painted."""
    window.go(f"subnets/{netuid}/metagraph")
    page = window.router.page
    assert isinstance(page, SubnetPage)

    def there() -> bool:
        return page.view.model.total > 0 and page.view.plots.scatter is not None

    await until(there, "the metagraph", 60)
    await rest()


async def theme_switch(window: MainWindow) -> None:
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        window.theme.apply(appearance)
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

    await measure("doing nothing", lambda: asyncio.sleep(2))
    launch = Launch(folder, folder, PRACTICE)
    async with open_application(launch, Settings(practice_block_time=2.0)) as app:
        await measure("start to rows", lambda: start(window, app))
        await measure("prices and sweep", lambda: swept(window))
        await measure("first metagraph", lambda: opening(window, FIRST))
        await measure("second metagraph", lambda: opening(window, SECOND))
        await measure("neurons, block by block", lambda: asyncio.sleep(WATCHED))
        await measure("theme switch, neurons", lambda: theme_switch(window))
        window.go("subnets")
        await measure("subnets, block by block", lambda: asyncio.sleep(WATCHED))
        await measure("theme switch, subnets", lambda: theme_switch(window))
        ticking.cancel()
        await take_leave(window, app)


def run(figures: Figures, *, where: bool) -> None:
    """One round in this process: Qt's application exists once."""
    qt, window = make_window(Settings())
    window.show()
    qt.processEvents()
    with (
        tempfile.TemporaryDirectory() as folder,
        asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qt)) as runner,
    ):
        runner.run(one_round(window, Path(folder), figures, where=where))


def main() -> None:
    figures = Figures()
    run(figures, where="--where" in sys.argv)
    figures.show()


if __name__ == "__main__":
    main()
