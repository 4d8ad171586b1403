"""Collects Python's garbage in the window's thread only.

Python collects in whichever thread happens to allocate. Cyclic garbage that
holds widgets would be destroyed in a worker's thread then, where Qt may not
stop its timers: the process crashes some time later.
"""

from __future__ import annotations

import gc
import time
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY: Final = 500  # milliseconds
# While the app starts, nearly all that is made is there to stay, and is set
# aside once the chain library and the charts are loaded: walking it is in vain.
_FIRST: Final = 8_000  # milliseconds
_FULL_EVERY: Final = 60.0  # seconds; the whole heap takes tens of milliseconds to walk
_OLDEST: Final = 2


class GarbageTimer(QObject):
    """Takes over from the automatic collector for as long as ``parent`` lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._next_full = time.monotonic() + _FULL_EVERY
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start(_FIRST)

    def collect(self) -> None:
        """Collect the oldest generation that is due, as the automatic collector would.

        The oldest of all is due once a minute at most.
        """
        due = [n for n, limit in enumerate(gc.get_threshold()) if gc.get_count()[n] > limit > 0]
        if not due:
            return
        oldest = due[-1]
        if oldest == _OLDEST:
            if time.monotonic() < self._next_full:
                oldest -= 1
            else:
                self._next_full = time.monotonic() + _FULL_EVERY
        gc.collect(oldest)

    def _on_timeout(self) -> None:
        self._timer.setInterval(_EVERY)
        self.collect()
