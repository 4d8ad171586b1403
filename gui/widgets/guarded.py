"""Keeping the window out of screenshots for as long as a widget with secrets is in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from gui.widgets.screen_guard import Capture, guard, unguard


class GuardedSight(QObject):
    """Guards the window of ``watched`` from its showing to its hiding, where the system can.

    Where several are in sight in one window, the last to go lets go of it.
    """

    def __init__(self, watched: QWidget, capture: Capture | None = None) -> None:
        super().__init__(watched)
        self._watched = watched
        self._capture = capture
        self.is_guarded = False
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._watched and event.type() == QEvent.Type.Show:
            self.is_guarded = guard(self._watched, self._capture)
        elif watched is self._watched and event.type() == QEvent.Type.Hide and self.is_guarded:
            self.is_guarded = False
            others = self._watched.window().findChildren(GuardedSight)
            if not any(sight.is_guarded for sight in others):
                unguard(self._watched, self._capture)
        return super().eventFilter(watched, event)
