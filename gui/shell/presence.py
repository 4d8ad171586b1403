"""Whether the person is there: keys and clicks that reach the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal

_SIGNS: Final = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    )
)
_APART: Final = 1.0  # seconds between two tellings


class Presence(QObject):
    """Tells ``noticed`` at most once a second.

    It listens to the native window, through which every key and click comes: a
    filter of the whole application would see each timer and each painting too.
    ``clock`` goes on while the machine sleeps, and nobody can set it back.
    """

    noticed = Signal()

    def __init__(self, parent: QObject, clock: Callable[[], float]) -> None:
        super().__init__(parent)
        self._clock = clock
        self._noticed_at = clock() - _APART
        self._absence = 0.0

    @property
    def seconds_away(self) -> float:
        """Since the last sign, to the second."""
        return self._clock() - self._noticed_at

    @property
    def longest_away(self) -> float:
        """The same, or the time before the last sign: it may have come after a machine's sleep."""
        return max(self._absence, self.seconds_away)

    def watch(self, window: QObject) -> None:
        window.installEventFilter(self)

    def note(self) -> None:
        """A sign from elsewhere: a password that was right, for one."""
        self._come_back(0.0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS and self.seconds_away >= _APART:
            self._come_back(self.seconds_away)
        return super().eventFilter(watched, event)

    def _come_back(self, absence: float) -> None:
        self._absence, self._noticed_at = absence, self._clock()
        self.noticed.emit()
