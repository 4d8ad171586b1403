"""Collects Python's garbage in the window's thread only.

Python collects in whichever thread happens to allocate. Cyclic garbage that
holds widgets would be destroyed in a worker's thread then, where Qt may not
stop its timers: the process crashes some time later.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY: Final = 500  # milliseconds


class GarbageTimer(QObject):
    """Takes over from the automatic collector for as long as ``parent`` lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, as the automatic collector would."""
        due = [n for n, limit in enumerate(gc.get_threshold()) if gc.get_count()[n] > limit > 0]
        if due:
            gc.collect(due[-1])
