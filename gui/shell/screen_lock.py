"""When the desktop locks its screen, or the machine goes to sleep."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from gui.shell.screen_source import ScreenSource, source_of


class ScreenLock(QObject):
    """Tells ``locked``, by whichever way this platform has. Without any it stays silent."""

    locked = Signal()

    def __init__(
        self, parent: QObject, make: Callable[[QObject], ScreenSource] = source_of
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._window: QObject | None = None
        self._source: ScreenSource | None = None

    @property
    def works(self) -> bool:
        """Whether this session tells of its screen at all."""
        return self._source is not None and self._source.works

    @property
    def is_deaf(self) -> bool:
        """Whether it was begun, and this session tells nothing of its screen."""
        return self._source is not None and not self._source.works

    def begin(self) -> None:
        if self._source is not None:
            return
        self._source = source = self._make(self)
        source.begin(self.locked.emit)
        if self._window is not None:
            source.watch(self._window)
        self.destroyed.connect(source.end)

    def watch(self, window: QObject) -> None:
        """The native window, which some platforms need. It may come before ``begin``."""
        self._window = window
        if self._source is not None:
            self._source.watch(window)
