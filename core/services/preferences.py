"""The saved settings, and changing them."""

from __future__ import annotations

from core.domain.settings import Settings


class PreferenceService:
    @property
    def settings(self) -> Settings:
        raise NotImplementedError

    async def save(self, settings: Settings) -> None:
        """Keep them, atomically. Raises AppError(STORAGE)."""
        raise NotImplementedError
