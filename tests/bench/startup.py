"""How long the window takes to its first paint, and to rows on a running practice node.

``python tests/bench/startup.py [RUNS]`` prints medians in seconds after the
process was started, with their spread. A first run fills the caches and does
not count. Offscreen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.fakes.practice import running_node

_CHILD = """
import sys, time
from PySide6.QtCore import QEvent, QTimer
import gui.app
from gui.main_window import MainWindow

def tell(what):
    print(what, time.time(), flush=True)

class Timed(MainWindow):
    painted = False
    def event(self, event):
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and not self.painted:
            self.painted = True
            tell("paint")
            self.look = QTimer(self, interval=2)
            self.look.timeout.connect(self.see)
            self.look.start()
        return done
    def see(self):
        page = self.router.page
        if page is not None and page.model.rowCount() and not page.model.stale:
            page.table.viewport().repaint()
            tell("rows")
            self.look.stop()
            QTimer.singleShot(0, self.close)

gui.app.MainWindow = Timed
from gui.__main__ import main
sys.exit(main())
"""


def one_start(url: str, data_dir: str) -> tuple[float, float]:
    """Seconds from the process's start to the first paint and to fresh rows."""
    arguments = [sys.executable, "-c", _CHILD, "--network", url, "--data-dir", data_dir]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    begin = time.time()
    told = subprocess.run(
        arguments, env=environment, capture_output=True, text=True, check=True, timeout=60
    ).stdout
    moments = dict(line.split() for line in told.splitlines() if line.startswith(("paint", "rows")))
    return float(moments["paint"]) - begin, float(moments["rows"]) - begin


async def measure(runs: int) -> None:
    async with running_node(subnets=129, neurons=256, block_time=2) as node:
        with tempfile.TemporaryDirectory() as folder:
            starts = [
                await asyncio.to_thread(one_start, node.url, folder) for _ in range(runs + 1)
            ][1:]
    for name, values in zip(("first paint", "rows"), zip(*starts, strict=True), strict=True):
        middle = statistics.median(values)
        print(f"{name:<12} median {middle:.3f} s, {min(values):.3f} to {max(values):.3f}")


if __name__ == "__main__":
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 7))
