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


# Before any test imports Qt: nobody needs a screen, and no window flits over one.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The platform without a screen complains that it is one; everything else fails a test."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(autouse=True)
def garbage() -> Iterator[None]:
    """Set up first and so ended last: what a test dropped goes in the main thread.

    For tests without Qt too: what an earlier test of a window left behind must
    not go in a thread of theirs.
    """
    with collected_here():
        yield
