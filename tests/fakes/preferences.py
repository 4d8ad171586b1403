"""Preferences in memory."""

from __future__ import annotations

from core.domain.settings import Settings


class FakePreferences:
    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.saves = 0

    async def save(self, settings: Settings) -> None:
        self.settings = settings
        self.saves += 1
