"""The menu under the network chip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from core.domain.networks import KNOWN, Network
from gui.formats import caption
from gui.network_look import look_of
from gui.theme.theme import Theme


class NetworkMenu(QMenu):
    """Every known network and the node by address; the current one is ticked."""

    network_chosen = Signal(object)  # Network
    settings_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("Switch network")

    def open_at(self, place: QPoint, current: Network | None, own: Network | None) -> None:
        """Fill it anew and show it; ``own`` is the saved node by address, if any."""
        self.clear()
        for network in (*KNOWN, *([own] if own else [])):
            look = look_of(network)
            chosen = network == current
            note = f"{look.name}\t{look.note}"  # Qt sets what follows a tab to the right
            action = self.addAction(self._dot(look.dot, ticked=chosen), caption(note))
            action.setEnabled(not chosen)
            action.triggered.connect(self._choice(network))
        self.addSeparator()
        more = self.addAction(self._theme.icon("settings", "muted"), "Network settings")
        more.triggered.connect(self.settings_requested)
        self.popup(place)

    def _choice(self, network: Network) -> Callable[[], None]:
        return lambda: self.network_chosen.emit(network)

    def _dot(self, color: str, *, ticked: bool) -> QIcon:
        pixmap = QPixmap(self._theme.pixmap("check", "accent", 16)) if ticked else _blank(16)
        if not ticked:
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(color))
            painter.drawEllipse(4, 4, 8, 8)
            painter.end()
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Disabled)
        return icon


def _blank(size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
