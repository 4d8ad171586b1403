"""Preferences in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator

from core.domain.settings import Settings
from core.errors import AppError
from core.streams import Broadcast


class FakePreferences:
    """``error`` is what saving raises, after the settings hold."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self.saves = 0
        self.error: AppError | None = None
        self._changes: Broadcast[Settings] = Broadcast()

    def changes(self) -> AsyncIterator[Settings]:
        return self._changes.listen(self.settings)

    async def save(self, settings: Settings) -> None:
        self.settings = settings
        self.saves += 1
        self._changes.publish(settings)
        if self.error is not None:
            raise self.error
