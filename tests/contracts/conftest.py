from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def _environment():
    """Connecting points the SDK's caches elsewhere by the environment: undone after each test."""
    before = dict(os.environ)
    yield
    for name in set(os.environ) - set(before):
        del os.environ[name]
    os.environ.update(before)
