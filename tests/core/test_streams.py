from __future__ import annotations

import asyncio
import gc

import pytest

from core.streams import BACKLOG, Broadcast


async def test_a_listener_gets_what_is_given_first_and_then_what_is_published():
    sender: Broadcast[int] = Broadcast()
    stream = sender.listen(1)
    sender.publish(2)
    assert [await anext(stream), await anext(stream)] == [1, 2]


async def test_a_listener_waits_for_the_next_value():
    sender: Broadcast[int] = Broadcast()
    waiting = asyncio.ensure_future(anext(sender.listen()))
    await asyncio.sleep(0)
    assert not waiting.done()
    sender.publish(7)
    assert await waiting == 7


async def test_a_listener_that_falls_behind_loses_the_oldest_and_keeps_the_newest():
    sender: Broadcast[int] = Broadcast()
    stream = sender.listen()
    for value in range(BACKLOG + 10):
        sender.publish(value)
    sender.end()
    assert [value async for value in stream] == list(range(10, BACKLOG + 10))


async def test_values_sent_before_the_end_are_still_read():
    sender: Broadcast[int] = Broadcast()
    stream = sender.listen()
    sender.publish(1)
    sender.end()
    assert [value async for value in stream] == [1]


async def test_an_end_with_an_error_raises_it_in_every_listener_now_and_later():
    sender: Broadcast[int] = Broadcast()
    early = sender.listen()
    sender.end(ValueError("over"))
    for stream in (early, sender.listen()):
        with pytest.raises(ValueError, match="over"):
            await anext(stream)


async def test_the_first_end_counts():
    sender: Broadcast[int] = Broadcast()
    sender.end()
    sender.end(ValueError("late"))
    assert [value async for value in sender.listen()] == []


async def test_a_cancelled_wait_loses_no_value():
    sender: Broadcast[int] = Broadcast()
    stream = sender.listen()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.001):
            await anext(stream)
    sender.publish(5)
    assert await anext(stream) == 5


async def test_a_listener_that_is_dropped_is_forgotten():
    sender: Broadcast[int] = Broadcast()
    stream = sender.listen()
    del stream
    gc.collect()
    assert len(sender._streams) == 0
