"""Reading again as often as there is something new, and never twice at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from core.errors import AppError
from gui.tasks import BUSY_AFTER

# After a reading the reader rests: at least so long, and twice what it took.
LEAST_REST: Final = 1.0


class Refresher:
    """Runs ``read`` whenever it was asked for, one at a time.

    Asking while it reads means once more afterwards, however often it was
    asked: the newest block wins. Its AppErrors go to ``on_error`` and do not
    end it. ``on_busy`` hears of readings that last longer than 200 ms, and of
    their end if they are not cancelled.
    ``run`` belongs into a ``TaskScope``.
    """

    def __init__(
        self,
        read: Callable[[], Awaitable[None]],
        on_error: Callable[[AppError], None],
        on_busy: Callable[[bool], None] = lambda busy: None,
        rest: float = LEAST_REST,
    ) -> None:
        self._read = read
        self._on_error = on_error
        self._on_busy = on_busy
        self._rest = rest
        self._asked = asyncio.Event()
        self._urged = asyncio.Event()

    def ask(self) -> None:
        """Something is new."""
        self._asked.set()

    def urge(self) -> None:
        """Somebody is waiting: read now, even while resting."""
        self._asked.set()
        self._urged.set()

    async def run(self) -> None:
        """Read whenever asked, until cancelled."""
        while True:
            await self._asked.wait()
            self._asked.clear()
            self._urged.clear()
            began = time.monotonic()
            slow = asyncio.get_running_loop().call_later(BUSY_AFTER, self._on_busy, True)
            try:
                await self._read()
            except AppError as error:
                self._on_error(error)
            finally:
                slow.cancel()
            # Not when cancelled: whoever was told of it may be deleted by then.
            self._on_busy(False)
            await self._have_a_rest(max(self._rest, 2 * (time.monotonic() - began)))

    async def _have_a_rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._urged.wait()
