"""Folders of wallets, and encryption that takes milliseconds."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from core.keys import idle, primitives
from tests.fakes.keyfiles import vault


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "wallets"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def cheap_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are written as vaults, which keyfiles really may be, not in the default form."""
    monkeypatch.setattr(primitives, "encrypt", vault)


@pytest.fixture
def sleep_all_night(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The machine sleeps when called: the system's clock says so, the loop's timers do not."""
    if sys.platform != "linux":
        pytest.skip("a clock of Linux")
    monkeypatch.setattr(idle, "LOOK_SECONDS", 0.001)
    read = time.clock_gettime
    return lambda: monkeypatch.setattr(time, "clock_gettime", lambda which: read(which) + 8 * 3600)
