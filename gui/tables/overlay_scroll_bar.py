"""A thin scroll bar that lies over a table instead of taking a column's width."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

_WIDTH: Final = 10


class OverlayScrollBar(QScrollBar):
    """Follows the vertical scroll bar of ``area``, which is never shown itself."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._real = area.verticalScrollBar()
        self._real.rangeChanged.connect(self._take_range)
        self._real.valueChanged.connect(self.setValue)
        self.valueChanged.connect(self._real.setValue)
        self._take_range()

    def place(self, right: int, top: int, bottom: int) -> None:
        """Stand at the right edge between two heights of the area."""
        self.setGeometry(right - _WIDTH, top + 2, _WIDTH, max(0, bottom - top - 4))
        self._take_range()
        self.raise_()

    def _take_range(self) -> None:
        self.setRange(self._real.minimum(), self._real.maximum())
        self.setPageStep(self._real.pageStep())
        self.setSingleStep(self._real.singleStep())
        self.setValue(self._real.value())
        self.setVisible(self._real.maximum() > self._real.minimum())
