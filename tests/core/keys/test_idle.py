"""A timer that counts from the last touch."""

from __future__ import annotations

import asyncio

from core.keys import idle as idle_module
from core.keys.idle import IdleTimer


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


async def _fired(event: asyncio.Event) -> None:
    async with asyncio.timeout(5):
        await event.wait()


async def test_idleness_is_told_once_the_clock_says_so():
    idle, clock = asyncio.Event(), Clock()
    timer = IdleTimer(0.001, idle.set, clock)
    timer.touch()
    clock.now += 1
    await _fired(idle)


async def test_a_loop_that_wakes_too_early_waits_on():
    """The loop's timer wakes many times before the clock has moved far enough."""
    readings = iter([0.0, 0.0, 0.0, 0.0, 1.0])
    idle = asyncio.Event()
    timer = IdleTimer(0.001, idle.set, lambda: next(readings))
    timer.touch()
    await _fired(idle)
    assert list(readings) == []


async def test_a_touch_starts_the_count_anew():
    idle, clock = asyncio.Event(), Clock()
    timer = IdleTimer(0.001, idle.set, clock)
    timer.touch()
    clock.now += 0.0005
    timer.touch()
    clock.now += 0.0007
    woken = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.01, woken.set_result, None)
    await woken
    assert not idle.is_set()
    clock.now += 1
    await _fired(idle)


async def test_a_stopped_timer_tells_nothing_and_starts_again():
    calls: list[None] = []
    clock = Clock()
    timer = IdleTimer(0.001, lambda: calls.append(None), clock)
    timer.touch()
    timer.stop()
    clock.now += 1
    woken = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.01, woken.set_result, None)
    await woken
    assert calls == []
    timer.touch()
    timer.stop()


async def test_less_patience_counts_at_once():
    idle, clock = asyncio.Event(), Clock()
    timer = IdleTimer(900, idle.set, clock)
    timer.touch()
    clock.now += 1
    timer.allow(0.5)
    await _fired(idle)


async def test_more_patience_waits_on():
    idle, clock = asyncio.Event(), Clock()
    timer = IdleTimer(0.5, idle.set, clock)
    timer.touch()
    clock.now += 1
    timer.allow(900)
    woken = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.01, woken.set_result, None)
    await woken
    assert not idle.is_set()
    timer.stop()


async def test_a_machine_that_slept_is_noticed_soon_after_it_wakes(monkeypatch):
    """The loop's timers stood still meanwhile, the clock did not."""
    monkeypatch.setattr(idle_module, "LOOK_SECONDS", 0.001)
    idle, clock = asyncio.Event(), Clock()
    timer = IdleTimer(600, idle.set, clock)
    timer.touch()
    clock.now += 8 * 3600
    await _fired(idle)


async def test_a_sign_of_life_does_not_undo_a_time_that_was_over_before_it():
    """Whoever opens a laptop that slept moves the mouse before the timer looks."""
    calls: list[None] = []
    clock = Clock()
    timer = IdleTimer(600, lambda: calls.append(None), clock)
    timer.touch()
    clock.now += 8 * 3600
    timer.renew()
    assert len(calls) == 1


async def test_a_sign_of_life_in_time_starts_the_count_anew():
    calls: list[None] = []
    clock = Clock()
    timer = IdleTimer(600, lambda: calls.append(None), clock)
    timer.renew()
    for _ in range(3):
        clock.now += 599
        timer.renew()
    timer.stop()
    assert calls == []
