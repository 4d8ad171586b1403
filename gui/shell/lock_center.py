"""Locks the keys when nobody is there any more, and tells the window why they locked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from core.application import Application
from core.domain.keys import KeyRef, UnlockedKey
from gui.shell.lock_words import LockReason
from gui.shell.presence import Presence
from gui.tasks import TaskScope

_MINUTE: Final = 60.0
_SLACK: Final = 3.0  # the agent's timer and the throttled presence differ by so much


class LockCenter(QObject):
    """Follows what is unlocked. The agent counts idleness; this tells it that one is there.

    ``covered`` says why what was open has to be hidden, and which keys it were;
    ``drafts_lost`` that keys being made were forgotten while none was open.
    """

    changed = Signal()
    covered = Signal(object, object)  # LockReason, tuple of KeyRef
    uncovered = Signal()
    drafts_lost = Signal()

    def __init__(self, parent: QObject, tasks: TaskScope, clock: Callable[[], float]) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._app: Application | None = None
        self._asked: LockReason | None = None
        self._was_away = False
        self.keys: tuple[UnlockedKey, ...] = ()
        self.presence = Presence(self, clock)
        self.presence.noticed.connect(self._on_noticed)

    def attach(self, app: Application) -> None:
        """From now on there are keys to lock."""
        self._app = app
        self._tasks.start("follow the keys", self._follow(app))

    @property
    def minutes(self) -> int:
        """How long keys stay open without a sign of the person."""
        return self._app.preferences.settings.lock_minutes if self._app else 0

    @property
    def seconds_left(self) -> float:
        return max(0.0, self.minutes * _MINUTE - self.presence.seconds_away)

    def lock(self, reason: LockReason = LockReason.ASKED) -> None:
        """Lock every key and forget every key that is being made."""
        if self._app is not None:
            self._asked = reason if self.keys else None
            if not self.keys:
                self.drafts_lost.emit()
            self._tasks.start("lock the keys", self._app.locks.lock())

    def look(self, *, at_work: bool = False) -> None:
        """Without an open key nothing else counts idleness: what is being made goes by this.

        Not while it is ``at_work``: many keys take longer to write than nobody is there.
        Nor while one is decrypted or written, whoever asked for it.
        """
        at_work = at_work or (self._app is not None and self._app.locks.is_busy)
        away = self._was_away_for(self.minutes * _MINUTE) and not at_work
        if away and not self._was_away and not self.keys:
            self.lock(LockReason.IDLE)
        self._was_away = away

    def on_screen_locked(self) -> None:
        if self._app is not None and self._app.preferences.settings.lock_with_screen:
            self.lock(LockReason.SCREEN)

    def on_minimised(self) -> None:
        if self._app is not None and self._app.preferences.settings.lock_minimised:
            self.lock(LockReason.MINIMISED)

    async def _follow(self, app: Application) -> None:
        async for keys in app.locks.changes():
            before, self.keys = self.keys, keys
            if before and not keys:
                self._on_locked(tuple(key.stored.ref for key in before))
            elif len(keys) > len(before):
                self.presence.note()
                self.uncovered.emit()
            self.changed.emit()

    def _on_locked(self, held: tuple[KeyRef, ...]) -> None:
        """Keys also go when a decrypting is cancelled, or the last one is put away."""
        idle = self._was_away_for(self.minutes * _MINUTE - _SLACK)
        reason = self._asked or (LockReason.IDLE if idle else None)
        self._asked = None
        if reason is not None:
            self.covered.emit(reason, held)

    def _was_away_for(self, seconds: float) -> bool:
        return self.presence.longest_away >= seconds

    def _on_noticed(self) -> None:
        if self._app is not None:
            self._app.locks.touch()
