"""What every test shares."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.fakes.garbage import collected_here

# No test asserts a time, so no example has a deadline; failing examples are reported, not kept.
settings.register_profile("unhurried", deadline=None, database=None)
settings.load_profile("unhurried")

# No test, nor a process that one starts, writes into the keyring of whoever runs it.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"


@pytest.fixture(autouse=True)
def garbage() -> Iterator[None]:
    """Set up first and so ended last: what a test dropped goes in the main thread.

    For tests without Qt too: what an earlier test of a window left behind must
    not go in a thread of theirs.
    """
    with collected_here():
        yield
