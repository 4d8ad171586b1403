"""The app as a process: opens, reports, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from pathlib import Path

import pytest
from shiboken6 import delete, isValid

from core.domain.keys import KeyRef
from core.errors import AppError, ErrorKind
from gui.app import Reporter, take_leave
from gui.dialogs.report import ReportDialog
from gui.main_window import MainWindow
from tests.fakes.application import FakeApplication
from tests.fakes.waiting import until
from tests.source_tree import ROOT

PROGRAM = """
import sys
from pathlib import Path
from pathlib import Path
from core.domain.settings import Launch
from gui.app import run

data = Path(sys.argv[1])
sys.exit(run(Launch(data, data / "wallets")))
"""


async def start(data) -> asyncio.subprocess.Process:
    """The app on its first run, with every warning an error and Qt's told."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-X", "dev", "-W", "error", "-c", PROGRAM, str(data)),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


# The platform's apology for having no screen, and asyncio's debug mode telling, in one
# line, that the machine was busy.
_NO_SCREEN = re.compile(r"This plugin does not support")
_SLOW = re.compile(r"Executing <(Task|Handle|TimerHandle) .* took \d+\.\d+ seconds$")


def complaints(stderr: bytes) -> list[str]:
    """What was said about the app itself."""
    lines = stderr.decode().splitlines()
    return [line for line in lines if not (_NO_SCREEN.match(line) or _SLOW.match(line))]


def test_only_a_slow_machine_and_a_missing_screen_are_no_complaint():
    slow = "Executing <Task pending name='x' coro=<f() running at a.py:1>> took 0.105 seconds"
    crash = "Task exception was never retrieved"
    told = "\n".join([slow, "This plugin does not support raise()", crash, f"E: {slow}"])
    assert complaints(told.encode()) == [crash, f"E: {slow}"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
async def test_a_signal_closes_it_without_a_complaint(tmp_path, number):
    data = tmp_path / "data"
    process = await start(data)
    await until((data / "taonaut.db").exists, "the open application")
    process.send_signal(number)
    output, errors = await process.communicate()
    assert complaints(errors) == []
    assert (output, process.returncode) == (b"", 0)
    assert (data / "settings.json").exists()


async def test_a_data_folder_that_cannot_be_made_is_no_crash(tmp_path):
    (tmp_path / "file").write_text("in the way")
    process = await start(tmp_path / "file" / "data")
    await asyncio.wait_for(_shown(process), 20)
    process.send_signal(signal.SIGTERM)
    _, errors = await process.communicate()
    assert complaints(errors) == []
    assert process.returncode == 1


async def _shown(process: asyncio.subprocess.Process) -> None:
    """Until the process reads its events: it has caught the signals by then."""
    status = Path(f"/proc/{process.pid}/status")
    while True:
        fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines())
        if int(fields["SigCgt"].strip(), 16) & (1 << (signal.SIGTERM - 1)):
            return
        await asyncio.sleep(0.01)


@pytest.fixture
async def window(theme):
    made = MainWindow(theme)
    made.show()
    yield made
    delete(made)


async def report_in(window) -> str:
    await until(lambda: bool(window.findChildren(ReportDialog)))
    return window.findChildren(ReportDialog)[0].report


async def test_a_failure_in_a_slot_is_shown_as_a_report(window, caplog):
    error = KeyError("netuid")
    Reporter(window)(KeyError, error, None)
    assert "KeyError: 'netuid'" in await report_in(window)
    assert "unforeseen" in caplog.text


async def test_a_failure_of_a_task_is_shown_as_a_report(window, caplog):
    loop = asyncio.get_running_loop()
    context = {"message": "refresh crashed", "exception": ValueError("odd")}
    Reporter(window).on_loop_failure(loop, context)
    assert "refresh crashed" in await report_in(window)


async def test_ctrl_c_in_a_slot_closes_the_window(window):
    Reporter(window)(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not window.isVisible()


@pytest.mark.parametrize("full", [False, True], ids=["room", "full disk"])
async def test_leaving_locks_and_remembers_the_window(theme, full):
    services = FakeApplication()
    await services.locks.unlock(KeyRef("my-cold"), None)
    services.preferences.error = AppError(ErrorKind.STORAGE, "full") if full else None
    window = MainWindow(theme)
    await take_leave(window, services)
    assert services.locks.unlocked == ()
    assert services.preferences.settings.window_geometry
    assert not isValid(window)
