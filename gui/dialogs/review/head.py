"""The frame of a review dialog: its title with the network, and the remark in its foot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.domain.networks import Network
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.network_badge import NetworkBadge


class ReviewHead(QWidget):
    """What would be done, in a sentence, and on which network."""

    def __init__(self, theme: Theme, network: Network) -> None:
        super().__init__()
        self.title = TextLabel(role=FontRole.HEADING, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.L)
        row.addWidget(self.title, 1)
        row.addWidget(NetworkBadge(theme, network), 0, Qt.AlignmentFlag.AlignTop)


class Steady(QObject):
    """Keeps a key that is held down from the page before from pressing ``button``."""

    def __init__(self, button: QPushButton) -> None:
        super().__init__(button)
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.isAutoRepeat():
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
