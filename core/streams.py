"""Values that many listeners follow: each gets the newest, none holds up the sender."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import Generic, Self, TypeVar
from weakref import WeakSet

T = TypeVar("T")

# A listener that falls this far behind loses its oldest values, never the newest.
BACKLOG = 64


class Stream(AsyncIterator[T], Generic[T]):
    """One listener's view of a ``Broadcast``.

    It is an object, not an async generator: leaving a loop over it early needs
    no clean-up, and dropping it ends the subscription.
    """

    def __init__(self, first: tuple[T, ...]) -> None:
        self._values: deque[T] = deque(first, maxlen=BACKLOG)
        self._changed = asyncio.Event()
        self._ended = False
        self._error: Exception | None = None

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        while not self._values:
            if self._error is not None:
                raise self._error
            if self._ended:
                raise StopAsyncIteration
            self._changed.clear()
            await self._changed.wait()
        return self._values.popleft()

    def put(self, value: T) -> None:
        self._values.append(value)
        self._changed.set()

    def end(self, error: Exception | None) -> None:
        self._ended = True
        self._error = error
        self._changed.set()


class Broadcast(Generic[T]):
    """Hands every published value to every stream. For one event loop, not for threads."""

    def __init__(self) -> None:
        self._streams: WeakSet[Stream[T]] = WeakSet()
        self._ended = False
        self._error: Exception | None = None

    def listen(self, *first: T) -> Stream[T]:
        """A stream that yields ``first`` at once, then what is published from now on."""
        stream: Stream[T] = Stream(first)
        if self._ended:
            stream.end(self._error)
        else:
            self._streams.add(stream)
        return stream

    def publish(self, value: T) -> None:
        for stream in tuple(self._streams):
            stream.put(value)

    def end(self, error: Exception | None = None) -> None:
        """End every stream, now and later, with ``error`` or quietly. The first end counts."""
        if self._ended:
            return
        self._ended = True
        self._error = error
        for stream in tuple(self._streams):
            stream.end(error)
