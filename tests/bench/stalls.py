"""What the benches share: a ticker that notices stalls, their figures, and the loop they run in.

A ticker sleeps 5 ms at a time; what it oversleeps is a stall.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

TICK = 0.005

Measure = Callable[[str, Callable[[], Awaitable[object]]], Awaitable[None]]


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
async def measuring(figures: Figures) -> AsyncIterator[Measure]:
    """While it is open the loop is ticked; what is measured goes to ``figures``."""
    ticker = Ticker()
    ticking = asyncio.ensure_future(ticker.run())
    await asyncio.sleep(TICK)

    async def measure(name: str, work: Callable[[], Awaitable[object]]) -> None:
        await figures.measure(name, ticker, work)

    try:
        yield measure
    finally:
        ticking.cancel()


async def rounds_of(one: Callable[[Path, Figures], Awaitable[None]], rounds: int) -> None:
    """So many rounds, each in a folder of its own, and then the figures of all."""
    figures = Figures()
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            await one(Path(folder), figures)
    figures.show()


def run(work: Coroutine[Any, Any, None]) -> None:
    """In a loop of asyncio's, or with ``--qt`` in the one of the window (qasync)."""
    if "--qt" not in sys.argv:
        asyncio.run(work)
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import qasync
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
        runner.run(work)


def numbers_asked() -> list[int]:
    """The numbers on the command line."""
    return [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
