"""Who is away loses what was being made, whether or not a key was open."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from core.domain.keys import KeyRef
from gui.shell.lock_center import LockCenter
from gui.shell.lock_words import LockReason
from gui.tasks import TaskScope
from tests.builders import NOW
from tests.fakes.application import FakeApplication
from tests.fakes.waiting import until


class Bench:
    def __init__(self) -> None:
        self.now = NOW
        self.lost = 0
        self.owner = QObject()
        self.tasks = TaskScope(self.owner, on_error=lambda error: None)
        self.app = FakeApplication()
        self.center = LockCenter(self.owner, self.tasks, lambda: self.now)
        self.center.drafts_lost.connect(self._on_lost)
        self.center.attach(self.app)
        self.center.presence.note()

    def _on_lost(self) -> None:
        self.lost += 1


@pytest.fixture
async def bench(qapp):
    made = Bench()
    await until(lambda: made.app.locks._changes.readers == 1)
    yield made
    made.tasks.close()


async def test_without_an_open_key_what_is_being_made_goes_after_the_same_time(bench):
    bench.now += 599
    bench.center.look()
    assert bench.lost == 0
    bench.now += 1
    bench.center.look()
    bench.center.look()
    assert bench.lost == 1


async def test_whoever_comes_back_and_goes_again_loses_it_again(bench):
    for _ in range(2):
        bench.now += 600
        bench.center.look()
        bench.center.presence.note()
        bench.center.look()
    assert bench.lost == 2


async def test_an_unlocking_that_goes_on_is_not_given_up(bench):
    bench.app.locks.gate = asyncio.Event()
    unlocking = asyncio.ensure_future(bench.app.locks.unlock(KeyRef("my-cold"), None))
    await until(lambda: bench.app.locks.is_busy)
    bench.now += 600
    bench.center.look()
    assert bench.lost == 0
    bench.app.locks.gate.set()
    await unlocking
    await until(lambda: bench.center.keys)
    bench.center.look()
    assert bench.lost == 0


async def test_what_is_still_written_is_not_given_up(bench):
    bench.now += 600
    bench.center.look(at_work=True)
    assert bench.lost == 0
    bench.center.look()
    assert bench.lost == 1


def move_the_mouse(center: LockCenter) -> None:
    watched = QObject(center)
    center.presence.watch(watched)
    QCoreApplication.sendEvent(watched, QEvent(QEvent.Type.MouseMove))


async def test_who_wakes_a_machine_that_slept_finds_nothing_of_what_was_being_made(bench):
    bench.now += 8 * 3600
    move_the_mouse(bench.center)
    bench.center.look()
    assert bench.lost == 1


async def test_keys_that_lock_at_the_sign_that_ends_an_absence_are_covered_as_idle(bench):
    why: list[LockReason] = []
    bench.center.covered.connect(lambda reason, _keys: why.append(reason))
    await bench.app.locks.unlock(KeyRef("my-cold"), None)
    await until(lambda: bench.center.keys)
    bench.now += 8 * 3600
    move_the_mouse(bench.center)
    await bench.app.locks.lock()  # as the agent does
    await until(lambda: not bench.center.keys)
    assert why == [LockReason.IDLE]
