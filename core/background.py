"""Tasks and children that belong to a service: none is forgotten, none outlives its owner."""

from __future__ import annotations

import asyncio
import logging
from asyncio.subprocess import Process
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")

log = logging.getLogger(__name__)


async def spawn(*command: str, **options: Any) -> Process:
    """``asyncio.create_subprocess_exec`` that leaves no child behind when it is cancelled.

    asyncio forgets a child whose pipes are still being connected at that
    moment, and it would run on. Here it is killed and waited for.
    """
    making = asyncio.ensure_future(asyncio.create_subprocess_exec(*command, **options))
    try:
        return await asyncio.shield(making)
    except asyncio.CancelledError:
        with suppress(OSError):  # it could not be started, or has ended by itself
            process = await making
            process.kill()
            await process.wait()
        raise


class Background:
    """Keeps the tasks of one owner until they end; closing cancels and awaits the rest."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    async def close(self) -> None:
        tasks = tuple(self._tasks)
        for task in tasks:
            # One that is already being cancelled is cleaning up: let it.
            if not task.cancelling():
                task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("%s ended with an error", task.get_name(), exc_info=error)


class Unbroken:
    """Work that goes on to its end, whoever stops waiting for it."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """What ``work`` gives, or raises. Cancelling the caller does not reach it."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return await asyncio.shield(task)

    async def close(self, seconds: float) -> None:
        """Wait so long for what is under way, then give it up."""
        tasks = tuple(self._tasks)
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
