"""The thin bar that says that something is under way."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from gui.theme.theme import Theme

_STEP_MS = 40
_LATE_MS = 200  # faster work shows no sign of being busy: a flash is worse than nothing
_PART = 0.25


class BusyBar(QWidget):
    """2 px high; it takes its room even when idle, so that nothing jumps.

    ``TaskScope`` calls ``show_busy`` only for work longer than 200 ms.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._at = 0.0
        self._is_busy = False
        self._timer = QTimer(self, interval=_STEP_MS)
        self._timer.timeout.connect(self._step)
        self._late = QTimer(self, interval=_LATE_MS, singleShot=True)
        self._late.timeout.connect(lambda: self.show_busy(True))
        self.setFixedHeight(2)
        self.setAccessibleName("Loading")

    @property
    def busy(self) -> bool:
        return self._is_busy

    def show_busy(self, busy: bool) -> None:
        self._is_busy = busy
        self._move()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._move()

    def hideEvent(self, event: QHideEvent) -> None:
        """A page that is left in the middle of its work wakes nobody 25 times a second."""
        super().hideEvent(event)
        self._move()

    def _move(self) -> None:
        if self._is_busy and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()

    @contextmanager
    def during(self) -> Generator[None]:
        """Show itself while the block lasts, if that is longer than 200 ms."""
        self._late.start()
        try:
            yield
        finally:
            self._late.stop()
            self.show_busy(False)

    def _step(self) -> None:
        self._at = (self._at + 0.03) % (1 + _PART)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self.busy:
            painter = QPainter(self)
            left = (self._at - _PART) * self.width()
            area = QRectF(left, 0, _PART * self.width(), self.height())
            painter.fillRect(area, self._theme.color("accent"))
            painter.end()
