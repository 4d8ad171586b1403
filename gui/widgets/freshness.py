"""How many there are, or how old what is shown has become."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.domain.stamps import Stamp
from gui.formats import duration, integer
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.styling import set_tone

_TICK_MS: Final = 1_000


class Freshness(QWidget):
    """Beside a table: a muted count while fresh; age and block in warning when stale."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._count = ""
        self._stamp: Stamp | None = None
        self._icon = IconLabel(theme, "clock-exclamation", "warning", 16)
        self._label = TextLabel(role=FontRole.SMALL, tone="muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._icon)
        layout.addWidget(self._label)
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self._write)
        self._icon.hide()

    @property
    def text(self) -> str:
        return self._label.text()

    def count(self, text: str) -> None:
        """What to say while everything is fresh."""
        self._count = text
        self._write()

    def fresh(self) -> None:
        self._stamp = None
        self._clock.stop()
        self._write()

    def stale(self, stamp: Stamp) -> None:
        """Say how old the figures are, and go on counting."""
        self._stamp = stamp
        self._clock.start()
        self._write()

    def _write(self) -> None:
        stamp = self._stamp
        self._icon.setVisible(stamp is not None)
        set_tone(self._label, "muted" if stamp is None else "warning")
        if stamp is None:
            self._label.setText(self._count)
        else:
            age = duration(time.time() - stamp.read_at)
            self._label.setText(f"{age} old, block {integer(stamp.block)}")
            self._label.setMinimumWidth(self._label.sizeHint().width())
