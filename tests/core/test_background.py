from __future__ import annotations

import asyncio
import logging
import sys
from pathlib import Path

import pytest

from core.background import Background, Unbroken, spawn
from tests.fakes.waiting import until


async def test_closing_cancels_and_awaits_what_still_runs():
    ended: list[str] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended.append("cleaned up")

    tasks = Background()
    tasks.start("work", work())
    await asyncio.sleep(0)
    await tasks.close()
    assert ended == ["cleaned up"]


async def test_closing_does_not_cancel_again_what_is_cleaning_up():
    cleaned = asyncio.Event()
    ended: list[str] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await cleaned.wait()
            ended.append("whole clean-up")

    tasks = Background()
    task = tasks.start("work", work())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    closing = asyncio.ensure_future(tasks.close())
    await asyncio.sleep(0)
    cleaned.set()
    await closing
    assert ended == ["whole clean-up"]


async def test_a_task_that_fails_is_logged_by_name(caplog):
    async def work() -> None:
        raise ZeroDivisionError("odd")

    tasks = Background()
    with caplog.at_level(logging.ERROR):
        tasks.start("sums", work())
        await until(lambda: bool(caplog.records))
    assert "sums ended with an error" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def _running(marker: str) -> list[str]:
    """The command lines of living processes that contain ``marker``."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(path.read_text())
        except OSError:  # it ended while we looked
            continue
    return [line for line in lines if marker in line]


@pytest.mark.parametrize("turns", range(8))
async def test_a_child_whose_making_is_cancelled_is_gone(turns: int, tmp_path: Path) -> None:
    sleeper = "import time; time.sleep(600)"
    making = asyncio.ensure_future(
        spawn(sys.executable, "-c", sleeper, str(tmp_path), stdout=asyncio.subprocess.PIPE)
    )
    for _ in range(turns):
        await asyncio.sleep(0)
    making.cancel()
    try:
        process = await making
    except asyncio.CancelledError:
        assert _running(str(tmp_path)) == []
    else:  # it was there before the cancellation
        process.kill()
        await process.communicate()


async def test_unbroken_work_goes_on_when_nobody_waits_for_it_any_more():
    may_end, ended = asyncio.Event(), []

    async def work() -> None:
        await may_end.wait()
        ended.append("done")

    unbroken = Unbroken()
    waiting = asyncio.ensure_future(unbroken.run(work()))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    may_end.set()
    await unbroken.close(30.0)
    assert ended == ["done"]


async def test_unbroken_work_is_given_up_when_its_owner_cannot_wait_longer():
    ended: list[str] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("given up")

    unbroken = Unbroken()
    waiting = asyncio.ensure_future(unbroken.run(work()))
    await asyncio.sleep(0)
    await unbroken.close(0)
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert ended == ["given up"]


async def test_unbroken_work_gives_and_raises_what_it_is():
    async def give() -> int:
        return 5

    async def fail() -> int:
        raise ZeroDivisionError("odd")

    unbroken = Unbroken()
    assert await unbroken.run(give()) == 5
    with pytest.raises(ZeroDivisionError):
        await unbroken.run(fail())
