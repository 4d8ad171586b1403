"""The 2 px strip over the window in the colour of the network."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.domain.networks import Network
from gui.network_look import look_of
from gui.theme.theme import Theme

HEIGHT = 2


class NetworkStrip(QWidget):
    """Lies over everything else of its window, and lets the clicks through."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._color = "line"
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(0, 0, window.width(), HEIGHT)
        window.installEventFilter(self)
        theme.changed.connect(self.update)

    @property
    def color(self) -> str:
        """The token it is painted in."""
        return self._color

    def show_network(self, network: Network | None) -> None:
        self._color = look_of(network).strip if network else "line"
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(0, 0, watched.width(), HEIGHT)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(self._color))
        painter.end()
