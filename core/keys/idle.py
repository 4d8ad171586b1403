"""A timer that fires when nothing was done for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class IdleTimer:
    """Counts from the last ``touch``; calls ``on_idle`` once, and rests until touched again.

    Timers of the loop may wake some milliseconds early, and a machine may
    sleep meanwhile: the monotonic clock decides.
    """

    def __init__(
        self,
        seconds: float,
        on_idle: Callable[[], None],
        clock: Callable[[], float],
    ) -> None:
        self.seconds = seconds
        self._on_idle = on_idle
        self._clock = clock
        self._touched = 0.0
        self._handle: asyncio.TimerHandle | None = None

    def touch(self) -> None:
        self._touched = self._clock()
        if self._handle is None:
            self._wait(self.seconds)

    def stop(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _wait(self, seconds: float) -> None:
        self._handle = asyncio.get_running_loop().call_later(seconds, self._woken)

    def _woken(self) -> None:
        self._handle = None
        rest = self._touched + self.seconds - self._clock()
        if rest > 0:
            self._wait(rest)
        else:
            self._on_idle()
