"""The strip of a subnet's parts, with the line below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from gui.widgets.styling import rule


class SubnetTabs(QWidget):
    """``chosen`` carries the key of a part, which is also the end of its route."""

    chosen = Signal(str)

    def __init__(self, parts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._keys = [key for key, _ in parts]
        self._bar = QTabBar()
        self._bar.setAccessibleName("Parts of the subnet")
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        for _, title in parts:
            self._bar.addTab(title)
        self._bar.currentChanged.connect(self._on_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(rule("line"))

    def mark(self, key: str) -> None:
        """Show a part as the chosen one; an unknown key marks the first."""
        self._bar.setCurrentIndex(self._keys.index(key) if key in self._keys else 0)

    def _on_changed(self, number: int) -> None:
        self.chosen.emit(self._keys[number])
