"""How long the loop stands still while the app works: prints figures, asserts none.

    PYTHONPATH=. python tests/bench/loop_stalls.py [rounds] [--qt]

A ticker sleeps 5 ms at a time; what it oversleeps is a stall. The practice
node runs as its own process, as in the app, and is warmed up first. With
``--qt`` the loop is the one of the window (qasync).
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from core.application import Application, open_application
from core.domain.ids import NetUid
from core.domain.networks import PRACTICE
from core.domain.settings import Launch, Settings

TICK = 0.005


class Ticker:
    def __init__(self) -> None:
        self.stalls: list[float] = []
        self.last = time.perf_counter()

    async def run(self) -> None:
        self.last = time.perf_counter()
        while True:
            await asyncio.sleep(TICK)
            now = time.perf_counter()
            self.stalls.append((now - self.last - TICK) * 1000)
            self.last = now

    def take(self) -> list[float]:
        taken, self.stalls = self.stalls, []
        return taken


class Figures:
    """Wall times and stalls by what was done, over all rounds."""

    def __init__(self) -> None:
        self.walls: dict[str, list[float]] = {}
        self.stalls: dict[str, list[float]] = {}

    async def measure(
        self, name: str, ticker: Ticker, work: Callable[[], Awaitable[object]]
    ) -> None:
        ticker.take()
        begin = time.perf_counter()
        await work()
        self.walls.setdefault(name, []).append((time.perf_counter() - begin) * 1000)
        await asyncio.sleep(TICK)
        self.stalls.setdefault(name, []).extend(ticker.take())

    def show(self) -> None:
        sys.stdout.write(
            f"{'':24}{'wall, median':>14}{'ticks':>8}{'p50':>8}{'p99':>8}{'max':>8}   (ms)\n"
        )
        for name, stalls in self.stalls.items():
            self._line(name, statistics.median(self.walls[name]), stalls)
        together = [stall for stalls in self.stalls.values() for stall in stalls]
        self._line("together", sum(map(sum, self.walls.values())), together)

    @staticmethod
    def _line(name: str, wall: float, stalls: list[float]) -> None:
        ordered = sorted(stalls)
        p50, p99 = (ordered[int(len(ordered) * part)] for part in (0.5, 0.99))
        figures = f"{p50:8.1f}{p99:8.1f}{ordered[-1]:8.1f}"
        sys.stdout.write(f"{name:24}{wall:14.0f}{len(ordered):8}{figures}\n")


@asynccontextmanager
async def application(folder: Path) -> AsyncIterator[Application]:
    launch = Launch(folder, folder, PRACTICE)
    async with open_application(launch, Settings(practice_block_time=2.0)) as app:
        yield app


async def sweep(app: Application) -> None:
    async for _ in app.subnets.health():
        pass


async def one_round(folder: Path, figures: Figures) -> None:
    ticker = Ticker()
    ticking = asyncio.ensure_future(ticker.run())
    await asyncio.sleep(TICK)

    async def measure(name: str, work: Callable[[], Awaitable[object]]) -> None:
        await figures.measure(name, ticker, work)

    async with application(folder) as app:
        await measure("start node and connect", app.network.reader)
        await measure("all subnets", app.subnets.refresh)
        for netuid in map(NetUid, range(1, 41)):
            await measure("metagraph of 256", partial(app.metagraphs.read, netuid))
            await measure("the same, from cache", partial(app.metagraphs.cached, netuid))
        await measure("prices of 7 days", partial(app.subnets.price_history, 604_800.0, 28))
        await measure("sweep of 129", partial(sweep, app))
    ticking.cancel()


async def main(rounds: int) -> None:
    figures = Figures()
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            await one_round(Path(folder), figures)
    figures.show()


def run(rounds: int, qt: bool) -> None:
    if not qt:
        asyncio.run(main(rounds))
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import qasync
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
        runner.run(main(rounds))


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    run(numbers[0] if numbers else 3, "--qt" in sys.argv)
