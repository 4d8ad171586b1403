"""Waiting for something to come true, with a deadline and without fixed sleeps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

T = TypeVar("T")

DEADLINE = 20.0


async def until(claim: Callable[[], bool], what: str = "it", deadline: float = DEADLINE) -> None:
    """Return as soon as ``claim()`` holds. TimeoutError says what never came."""
    try:
        async with asyncio.timeout(deadline):
            while not claim():
                await asyncio.sleep(0.002)
    except TimeoutError:
        raise TimeoutError(f"{what} never came true") from None


async def first(stream: AsyncIterator[T], wanted: Callable[[T], bool]) -> T:
    """The first value of ``stream`` for which ``wanted`` holds."""
    async with asyncio.timeout(DEADLINE):
        async for value in stream:
            if wanted(value):
                return value
    raise AssertionError("the stream ended without it")
