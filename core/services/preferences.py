"""The saved settings, and changing them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from core.domain.settings import Settings
from core.ports.storage import SettingsStore
from core.streams import Broadcast


class PreferenceService:
    def __init__(self, store: SettingsStore, settings: Settings) -> None:
        self._store = store
        self._settings = settings
        self._saving = asyncio.Lock()
        self._changes: Broadcast[Settings] = Broadcast()

    @property
    def settings(self) -> Settings:
        return self._settings

    def changes(self) -> AsyncIterator[Settings]:
        """The settings at once, then whenever they are saved."""
        return self._changes.listen(self._settings)

    async def save(self, settings: Settings) -> None:
        """Keep them, atomically. Raises AppError(STORAGE).

        They hold for this session at once, even where the disk refuses them.
        """
        self._settings = settings
        self._changes.publish(settings)
        async with self._saving:
            await asyncio.to_thread(self._store.save, settings)
