"""Whether amounts are hidden, as every page that shows some sees it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from core.services.preferences import PreferenceService


class Privacy(QObject):
    """Follows ``Settings.hide_amounts``; each page or bar has one of its own.

    ``follow`` belongs into the owner's ``TaskScope`` while the owner is
    visible; what was changed elsewhere meanwhile is caught up with at once.
    """

    changed = Signal(bool)

    def __init__(self, preferences: PreferenceService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._hidden = preferences.settings.hide_amounts

    @property
    def hidden(self) -> bool:
        return self._hidden

    async def follow(self) -> None:
        """Tell of every change, until cancelled."""
        async for settings in self._preferences.changes():
            self._become(settings.hide_amounts)

    async def turn(self) -> None:
        """Hide what is shown, show what is hidden, here and everywhere. Raises AppError(STORAGE).

        It holds for this session even where it cannot be saved.
        """
        settings = self._preferences.settings
        hidden = not settings.hide_amounts
        self._become(hidden)
        await self._preferences.save(replace(settings, hide_amounts=hidden))

    def _become(self, hidden: bool) -> None:
        if hidden != self._hidden:
            self._hidden = hidden
            self.changed.emit(hidden)
