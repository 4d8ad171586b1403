"""A stream a test feeds by hand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Stream(Generic[T]):
    """Every reader gets ``first``, if there is one, and all that is sent afterwards."""

    def __init__(self) -> None:
        self._queues: list[asyncio.Queue[T]] = []
        self.first: T | None = None

    @property
    def readers(self) -> int:
        return len(self._queues)

    def send(self, value: T) -> None:
        for queue in self._queues:
            queue.put_nowait(value)

    async def read(self) -> AsyncIterator[T]:
        queue: asyncio.Queue[T] = asyncio.Queue()
        self._queues.append(queue)
        try:
            if self.first is not None:
                yield self.first
            while True:
                yield await queue.get()
        finally:
            self._queues.remove(queue)
