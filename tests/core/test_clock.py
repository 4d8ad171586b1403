"""The clock of idleness is the one that goes on in the machine's sleep."""

from __future__ import annotations

import sys
import time

import pytest

from core.clock import awake_or_asleep

SLEEPLESS = {
    "linux": lambda: time.clock_gettime(time.CLOCK_BOOTTIME),
    "darwin": lambda: time.clock_gettime(time.CLOCK_MONOTONIC),
}


def test_it_counts_the_time_a_machine_sleeps():
    assert awake_or_asleep() == pytest.approx(SLEEPLESS.get(sys.platform, time.monotonic)(), abs=1)
