"""``taonaut tour``: the real window, driven through its main job, a picture a step.

It works on a practice network and with wallets of its own, in a folder that is
gone afterwards, and reads or writes nothing else of the user's.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import qasync
from PySide6.QtWidgets import QApplication

from core.application import open_application
from core.command import has_display
from core.domain.settings import Appearance, Launch, Settings
from core.ports.chain import PracticeNode
from gui.app import make_window, page_makers, take_leave
from gui.main_window import MainWindow
from gui.tour.stage import Plug, Stage
from gui.tour.steps import STEPS, Act

_SIZE: Final = (1280, 800)


@dataclass(frozen=True, slots=True)
class Record:
    """How one step went. ``picture`` is a file name beside ``tour.json``."""

    step: str
    ok: bool
    seconds: float
    picture: str
    error: str = ""


def run(launch: Launch, out: Path, appearance: Appearance) -> int:
    """Take every step; 0 if all went well, 1 if one did not.

    Writes ``<step>-<theme>.png`` a step and ``tour.json`` into ``out``, also
    for steps that fail. 2 where ``out`` cannot be written.
    """
    if not has_display(os.environ, sys.platform):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        out.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="taonaut-tour-") as folder:
            private = Launch(data_dir=Path(folder), wallet_path=Path(folder) / "wallets")
            records = _travel(private, out, appearance)
        told = json.dumps([asdict(record) for record in records], indent=2)
        (out / "tour.json").write_text(told + "\n")
    except OSError as error:
        sys.stderr.write(f"taonaut: no pictures can be kept in {out}: {error.strerror}\n")
        return 2
    for record in records:
        verdict = "ok" if record.ok else f"FAILED: {record.error}"
        sys.stdout.write(f"{record.step:<18} {record.seconds:6.2f} s  {verdict}\n")
    return 0 if all(record.ok for record in records) else 1


def _travel(launch: Launch, out: Path, appearance: Appearance) -> Sequence[Record]:
    settings = Settings(appearance=appearance)
    app, window = make_window(settings)
    window.resize(*_SIZE)
    window.show()
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
        return runner.run(_visit(app, window, launch, settings, out))


async def _visit(
    app: QApplication, window: MainWindow, launch: Launch, settings: Settings, out: Path
) -> Sequence[Record]:
    plugs: list[Plug] = []

    def with_plug(node: PracticeNode) -> PracticeNode:
        plugs.append(Plug(node))
        return plugs[0]

    async with open_application(launch, settings, with_plug) as services:
        window.attach(services, page_makers(services, window.theme, window.strip.show_network))
        stage = Stage(app, window, services, plugs[0])
        records = [await _take(stage, step, act, out) for step, act in STEPS]
        await take_leave(window, services)
    return records


async def _take(stage: Stage, step: str, act: Act, out: Path) -> Record:
    """One step, pictured whether it succeeds or not."""
    begin = time.monotonic()
    error = ""
    try:
        await act(stage)
    except Exception as failure:  # noqa: BLE001 - whatever it is, it is what the step reports
        error = f"{type(failure).__name__}: {failure}"
    seconds = round(time.monotonic() - begin, 3)
    await stage.settle()
    picture = f"{step}-{stage.theme_name}.png"
    if not stage.window.grab().save(str(out / picture)):
        error = error or f"{picture} could not be written"
    return Record(step, not error, seconds, picture, error)
