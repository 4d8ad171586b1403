"""Folders of wallets, and encryption that takes milliseconds."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.keys import primitives
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
