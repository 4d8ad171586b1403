"""The practice node's process, with the real node and with programs that misbehave."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.chain import practice_process
from core.chain.practice_process import PracticeProcess
from core.errors import AppError, ErrorKind
from tests.fakes.practice import RunningNode
from tests.fakes.waiting import until


@pytest.fixture
def program(monkeypatch, tmp_path) -> Callable[[str], PracticeProcess]:
    """Start this Python text in the place of the node."""

    def make(source: str) -> PracticeProcess:
        file = tmp_path / "node.py"
        file.write_text(source)
        monkeypatch.setattr(practice_process, "_command", lambda: (sys.executable, str(file)))
        return PracticeProcess(tmp_path / "practice", 0.25)

    return make


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


STAYING = "import sys\nprint('ready ws://127.0.0.1:1', flush=True)\nsys.stdin.read()\n"


async def refused(process: PracticeProcess) -> AppError:
    with pytest.raises(AppError) as caught:
        await process.start()
    assert not process.running
    return caught.value


async def test_the_real_node_starts_tells_its_endpoint_and_stops(tmp_path: Path):
    process = PracticeProcess(tmp_path, 0.25)
    try:
        assert (await process.start()).startswith("ws://127.0.0.1:")
        assert process.running
    finally:
        await process.stop()
    assert not process.running


async def test_the_apps_own_node_takes_no_orders_to_misbehave(tmp_path: Path):
    process = PracticeProcess(tmp_path, 0.25)
    try:
        node = RunningNode(await process.start(), None)
        with pytest.raises(RuntimeError, match="Method not found"):
            await node.call("practice_fault", "fee", {"rao": 0})
    finally:
        await process.stop()


async def test_a_kept_network_opens_again_whatever_block_time_is_asked_for(tmp_path: Path):
    for block_time in (0.25, 3.0):
        process = PracticeProcess(tmp_path, block_time)
        await process.start()
        await process.stop()


async def test_starting_what_runs_gives_the_same_endpoint(program):
    process = program(STAYING)
    assert await process.start() == await process.start() == "ws://127.0.0.1:1"
    await process.stop()


async def test_a_node_that_was_killed_is_started_again(program):
    process = program(STAYING)
    await process.start()
    process._process.kill()
    await until(lambda: not process.running)
    await process.start()
    assert process.running
    await process.stop()


async def test_a_node_that_ends_at_once_is_said_with_its_last_words(program):
    error = await refused(program("import sys\nsys.exit('no world today')"))
    assert error.kind is ErrorKind.PRACTICE
    assert "no world today" in error.detail
    assert Path(error.facts["log"]).exists()


async def test_a_node_that_never_gets_ready_is_ended(program, monkeypatch, tmp_path):
    monkeypatch.setattr(practice_process, "STARTING", 1.0)
    source = f"import os, time\nopen({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\n"
    error = await refused(program(source + "time.sleep(600)"))
    assert error.kind is ErrorKind.PRACTICE
    assert not alive(int((tmp_path / "pid").read_text()))


async def test_a_line_without_end_is_nonsense(program):
    error = await refused(program("print('x' * 200_000, flush=True)\ninput()"))
    assert error.kind is ErrorKind.PRACTICE


async def test_a_program_that_is_not_there_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(practice_process, "_command", lambda: (str(tmp_path / "nothing"),))
    assert (await refused(PracticeProcess(tmp_path, 1.0))).kind is ErrorKind.PRACTICE


async def test_a_node_that_ignores_being_asked_is_killed(program, monkeypatch):
    monkeypatch.setattr(practice_process, "STOPPING", 0.2)
    ignoring = "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    ready = "print('ready ws://127.0.0.1:1', flush=True)\ntime.sleep(600)\n"
    process = program(ignoring + ready)
    await process.start()
    pid = process._process.pid
    await process.stop()
    assert not alive(pid)


async def test_a_talkative_node_never_blocks_on_its_output(program, tmp_path):
    done = tmp_path / "done"
    talk = f"print('ready ws://127.0.0.1:1', flush=True)\nprint('x' * 1_000_000, flush=True)\n\
open({str(done)!r}, 'w').close()\n"
    process = program(talk + "import sys\nsys.stdin.read()")
    await process.start()
    await until(done.exists, "the end of the talk")
    await process.stop()


async def test_what_the_node_complains_about_goes_into_its_log(program):
    process = program("import sys\nsys.stderr.write('dear diary\\n')\n" + STAYING)
    await process.start()
    await process.stop()
    assert "dear diary" in process.log_file.read_text()


async def test_a_log_that_has_grown_large_is_begun_anew(program):
    process = program(STAYING)
    process.log_file.parent.mkdir()
    process.log_file.write_bytes(b"x" * (3 << 20))
    await process.start()
    await process.stop()
    assert process.log_file.stat().st_size < 1 << 20


def test_a_frozen_program_starts_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert practice_process._command() == (sys.executable, "practice")


async def test_renewing_forgets_the_kept_network_at_the_next_start_and_only_then(program, tmp_path):
    told = tmp_path / "told"
    note = f"import sys\nopen({str(told)!r}, 'w').write(' '.join(sys.argv))\n"
    process = program(note + STAYING)
    await process.start()
    assert "--fresh" not in told.read_text()
    await process.renew(0.5)
    assert not process.running
    await process.start()
    assert "--fresh --block-time 0.5" in told.read_text()
    await process.stop()
    (tmp_path / "practice" / "world").touch()
    await process.start()
    assert "--fresh" not in told.read_text()
    assert "--block-time" not in told.read_text()
    await process.stop()
