"""A timer that fires when nothing was done for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

LOOK_SECONDS: Final = 15.0


class IdleTimer:
    """Counts from the last ``touch``; calls ``on_idle`` once, and rests until touched again.

    ``clock`` decides, and is looked at every few seconds: the loop's own timers
    may wake some milliseconds early, and stand still while the machine sleeps.
    """

    def __init__(
        self,
        seconds: float,
        on_idle: Callable[[], None],
        clock: Callable[[], float],
    ) -> None:
        self._seconds = seconds
        self._on_idle = on_idle
        self._clock = clock
        self._touched = 0.0
        self._handle: asyncio.TimerHandle | None = None

    def touch(self) -> None:
        self._touched = self._clock()
        if self._handle is None:
            self._wait(self._seconds)

    def renew(self) -> None:
        """A sign of the person: counts as a touch, unless the time was over before it came.

        Whoever wakes a machine that slept touches it before the timer looks.
        """
        if self._handle is not None and self._rest() <= 0:
            self._handle.cancel()
            self._woken()
        else:
            self.touch()

    def allow(self, seconds: float) -> None:
        """Wait so long from the last touch on, whatever was allowed before."""
        self._seconds = seconds
        if self._handle is not None:
            self._handle.cancel()
            self._wait(max(self._rest(), 0.0))

    def stop(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _wait(self, seconds: float) -> None:
        delay = min(seconds, LOOK_SECONDS)
        self._handle = asyncio.get_running_loop().call_later(delay, self._woken)

    def _woken(self) -> None:
        self._handle = None
        rest = self._rest()
        if rest > 0:
            self._wait(rest)
        else:
            self._on_idle()

    def _rest(self) -> float:
        return self._touched + self._seconds - self._clock()
