"""The clock that idleness is counted by: never going back, going on while the machine sleeps."""

from __future__ import annotations

import sys
import time

if sys.platform == "linux":

    def awake_or_asleep() -> float:
        """Seconds that also pass while the machine sleeps, which ``time.monotonic`` leaves out."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)
elif sys.platform == "darwin":

    def awake_or_asleep() -> float:
        """As on Linux; this clock of macOS goes on in its sleep, ``time.monotonic`` does not."""
        return time.clock_gettime(time.CLOCK_MONOTONIC)
else:
    awake_or_asleep = time.monotonic  # counts the sleep of Windows, too
