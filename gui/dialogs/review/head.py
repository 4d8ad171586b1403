"""The frame of a review dialog: its title with the network, and the remark in its foot."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.domain.networks import Network
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.network_badge import NetworkBadge

SETTLE_MS = 500
_CLICKS: Final = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
_PRESSING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ReviewHead(QWidget):
    """What would be done, in a sentence, and on which network."""

    def __init__(self, theme: Theme, network: Network) -> None:
        super().__init__()
        self.badge = NetworkBadge(theme, network)
        self.title = TextLabel(role=FontRole.HEADING, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.L)
        row.addWidget(self.title, 1)
        row.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)


class Steady(QObject):
    """Keeps keys and clicks that were meant for what was there before from pressing ``button``.

    A key that is held down, and whatever follows within half a second: the
    second half of a double click, for one.
    """

    def __init__(self, button: QPushButton) -> None:
        super().__init__(button)
        self._shown = QElapsedTimer()
        button.installEventFilter(self)

    def begin(self) -> None:
        """Something new is shown, which nobody can have read."""
        self._shown.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self.begin()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if (event.isAutoRepeat() or self._is_early) and event.key() in _PRESSING:
                return True
        elif event.type() in _CLICKS and self._is_early:
            return True
        return super().eventFilter(watched, event)

    @property
    def _is_early(self) -> bool:
        return self._shown.isValid() and self._shown.elapsed() < SETTLE_MS


class Decoded(QWidget):
    """Where the figures come from."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        row.addWidget(IconLabel(theme, "file-certificate", "muted", 16))
        words = "Figures are decoded from the bytes to be signed"
        row.addWidget(TextLabel(words, FontRole.SMALL, "muted"), 1)
