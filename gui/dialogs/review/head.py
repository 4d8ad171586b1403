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
    """Keeps keys that were meant for the page before from pressing ``button``.

    One that is held down, and one that follows within half a second.
    """

    def __init__(self, button: QPushButton) -> None:
        super().__init__(button)
        self._shown = QElapsedTimer()
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._shown.start()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            early = self._shown.isValid() and not self._shown.hasExpired(SETTLE_MS)
            if (event.isAutoRepeat() or early) and event.key() in _PRESSING:
                return True
        return super().eventFilter(watched, event)


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
