"""A scroll area whose thin bar lies over its content and takes no width from it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from gui.tables.overlay_scroll_bar import OverlayScrollBar


class OverlayScrollArea(QScrollArea):
    """Scrolls ``inside`` upright only: what it shows stands where it stands without a bar."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        inside.setProperty("room", "scrolled")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        self._bar = OverlayScrollBar(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        area = self.viewport().geometry()
        self._bar.place(area.right() + 1, area.top(), area.bottom())
