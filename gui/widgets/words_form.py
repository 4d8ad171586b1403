"""All recovery words, one field each, entered again from a note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.choices import SegmentedControl
from gui.widgets.hold_button import HoldToShow
from gui.widgets.labels import TextLabel
from gui.widgets.word_field import Complete, WordField, WordMark

_NUMBER_WIDTH = 18
_GAP = 10


class WordsForm(QWidget):
    """A field a word, with completion and without pasting. ``knows`` tells whether it is a word.

    A word that is left shows dots; all show while the button is held.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        counts: Sequence[int],
        complete: Complete,
        knows: Callable[[str], bool],
    ) -> None:
        super().__init__()
        self._counts = tuple(counts)
        self._knows = knows
        self.segments = SegmentedControl("Number of words", [str(count) for count in counts])
        self.fields = [
            WordField(theme, f"Word {number}", complete, is_veiling=True)
            for number in range(1, max(counts) + 1)
        ]
        self._cells = [_cell(self, number, field) for number, field in enumerate(self.fields, 1)]
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens.L)
        self._grid.setVerticalSpacing(_GAP)
        for number, field in enumerate(self.fields):
            field.textEdited.connect(partial(self._on_edited, number))
            field.finished.connect(partial(self._mark, number))
            field.returnPressed.connect(partial(self._go_on, number))
        show = HoldToShow(theme, "The words are shown while it is held.")
        self.show_words = show.button
        self.show_words.held.connect(self._on_held)
        self.segments.chosen.connect(self._on_count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.M)
        row = QHBoxLayout()
        row.addWidget(self.segments)
        row.addStretch()
        layout.addLayout(row)
        layout.addLayout(self._grid)
        layout.addWidget(show)
        self.count = 0
        self.set_count(self._counts[0])

    def set_count(self, count: int) -> None:
        """Show so many fields; those that go are emptied."""
        self.count = count
        self.segments.choose(self._counts.index(count))
        columns = 4 if count > self._counts[-2] else 3
        for number, cell in enumerate(self._cells):
            self._grid.removeWidget(cell)
            if number < count:
                self._grid.addWidget(cell, *divmod(number, columns))
            else:
                self.fields[number].wipe()
            self.fields[number].hide_words()
            cell.setVisible(number < count)
        self.changed.emit()

    @property
    def filled(self) -> int:
        return sum(bool(field.text().strip()) for field in self._shown)

    @property
    def text(self) -> str:
        """The words in their order."""
        return " ".join(field.text().strip() for field in self._shown)

    @property
    def _shown(self) -> list[WordField]:
        return self.fields[: self.count]

    def blame(self, position: int) -> None:
        """Mark a wrong word, counted from 1, and go there."""
        self.fields[position - 1].show_mark(WordMark.WRONG)
        self.fields[position - 1].setFocus()

    def wipe(self) -> None:
        for field in self.fields:
            field.wipe()

    def _on_held(self, held: bool) -> None:
        for field in self.fields:
            field.hold(held=held)

    def _on_count(self, at: int) -> None:
        self.set_count(self._counts[at])

    def _on_edited(self, number: int, text: str) -> None:
        del number, text
        self.changed.emit()

    def _go_on(self, number: int) -> None:
        """Enter goes to the next word that is missing, from one that is there."""
        missing = [field for field in self._shown[number:] if not field.text().strip()]
        if missing and missing[0] is not self.fields[number]:
            missing[0].setFocus()

    def _mark(self, number: int) -> None:
        field = self.fields[number]
        known = self._knows(field.text())
        field.show_mark(WordMark.NONE if known else WordMark.WRONG)


def _cell(parent: QWidget, number: int, field: WordField) -> QWidget:
    made = QWidget(parent)
    title = TextLabel(str(number), FontRole.MONO, "muted")
    title.setFixedWidth(_NUMBER_WIDTH)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(tokens.XS)
    row.addWidget(title)
    row.addWidget(field, 1)
    return made
