import asyncio
from contextlib import suppress

import pytest

from core.errors import AppError, ErrorKind
from gui.refresher import Refresher


class Reading:
    """A reading a test opens by hand."""

    def __init__(self):
        self.began = asyncio.Semaphore(0)
        self.gate = asyncio.Semaphore(0)
        self.count = 0
        self.error = None

    async def __call__(self):
        self.count += 1
        self.began.release()
        await self.gate.acquire()
        if self.error:
            raise self.error


@pytest.fixture
async def reading():
    return Reading()


@pytest.fixture
async def refresher(reading):
    errors = []
    made = Refresher(reading, errors.append, rest=0.0)
    made.errors = errors
    task = asyncio.create_task(made.run())
    yield made
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def began(reading):
    async with asyncio.timeout(5):
        await reading.began.acquire()


async def test_nothing_is_read_before_anybody_asks(refresher, reading):
    for _ in range(5):
        await asyncio.sleep(0)
    assert reading.count == 0


async def test_asking_often_while_it_reads_means_once_more(refresher, reading):
    refresher.ask()
    await began(reading)
    for _ in range(10):
        refresher.ask()
    reading.gate.release()
    await began(reading)
    reading.gate.release()
    for _ in range(20):
        await asyncio.sleep(0)
    assert reading.count == 2


async def test_an_urge_cuts_the_rest_short(reading):
    refresher = Refresher(reading, print, rest=3_600.0)
    task = asyncio.create_task(refresher.run())
    refresher.ask()
    await began(reading)
    reading.gate.release()
    refresher.urge()
    await began(reading)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_a_failure_is_told_and_does_not_end_it(refresher, reading):
    reading.error = AppError(ErrorKind.TIMEOUT, "late")
    refresher.ask()
    await began(reading)
    reading.gate.release()
    refresher.ask()
    await began(reading)
    assert refresher.errors == [reading.error]


async def test_a_cancelled_reading_tells_nobody_that_might_be_deleted(reading):
    told = []
    refresher = Refresher(reading, print, told.append)
    task = asyncio.create_task(refresher.run())
    refresher.ask()
    await began(reading)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert told == []
