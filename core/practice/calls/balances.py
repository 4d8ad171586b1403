"""balances calls."""

from __future__ import annotations

from typing import Any

CALLS: dict[tuple[str, str], Any] = {}
