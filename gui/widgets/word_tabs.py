"""A row of words of which one is chosen: tabs for a narrow place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from gui.formats import caption
from gui.theme import tokens


class WordTabs(QWidget):
    """``chosen`` carries the number of the word."""

    chosen = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens.L)
        self._row.addStretch()

    @property
    def current(self) -> int:
        return self._group.checkedId()

    def show_words(self, words: Sequence[str]) -> None:
        """Other tabs; the first is the chosen one."""
        for old in self._group.buttons():
            self._group.removeButton(old)
            old.hide()
            old.deleteLater()
        for number, text in enumerate(words):
            tab = QPushButton(caption(text))
            tab.setCheckable(True)
            tab.setProperty("role", "word")
            tab.setCursor(Qt.CursorShape.PointingHandCursor)
            tab.setChecked(number == 0)
            self._group.addButton(tab, number)
            self._row.insertWidget(number, tab)
