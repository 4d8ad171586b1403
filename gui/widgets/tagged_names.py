"""A short list of names with a word on each: free or taken, made or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from gui.formats import short_address
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.widgets.labels import TextLabel
from gui.widgets.untrusted import UntrustedLabel

_MOST: Final = 64
_COLUMNS: Final = 2
_LONG_LIST: Final = 6
_LONGEST_WORD: Final = 40  # longer is an address


@dataclass(frozen=True, slots=True)
class TaggedName:
    """``tag`` is a word, or an address, in the colour of ``tone``."""

    name: str
    tag: str
    tone: str


class TaggedNames(QWidget):
    """In two columns where there are many."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._shown: tuple[TaggedName, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.L)
        self._grid.setVerticalSpacing(tokens.XS)
        self._grid.setColumnStretch(2 * _COLUMNS, 1)

    @property
    def shown(self) -> tuple[TaggedName, ...]:
        return self._shown

    def show_names(self, names: Sequence[TaggedName]) -> None:
        if tuple(names) == self._shown:
            return
        self._shown = tuple(names)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        columns = _COLUMNS if len(names) > _LONG_LIST else 1
        for number, tagged in enumerate(names[:_MOST]):
            row, column = divmod(number, columns)
            self._add(row, 2 * column, tagged)

    def _add(self, row: int, column: int, tagged: TaggedName) -> None:
        name = UntrustedLabel(tagged.name, FontRole.MONO)
        name.setMinimumWidth(120)
        is_address = len(tagged.tag) > _LONGEST_WORD
        text = short_address(tagged.tag) if is_address else tagged.tag
        tag = TextLabel(text, FontRole.MONO if is_address else FontRole.SMALL, tagged.tone)
        tag.setMinimumWidth(96)
        self._grid.addWidget(name, row, column, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(tag, row, column + 1, Qt.AlignmentFlag.AlignVCenter)
