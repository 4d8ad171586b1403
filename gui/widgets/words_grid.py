"""New recovery words, painted while a button is held and at no other time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.guarded import GuardedSight
from gui.widgets.hold_button import HIDDEN_WORD, HoldToShow

_CELL: Final = 36
_GAP: Final = 8


class _Cells(QWidget):
    """Numbered cells. It is given words only for as long as it shows them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._count = 12
        self._words: Sequence[str] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def words(self) -> Sequence[str]:
        return self._words

    def set_count(self, count: int) -> None:
        self._count = count
        self.updateGeometry()
        self.update()

    def show_words(self, words: Sequence[str]) -> None:
        self._words = words
        self.update()

    @property
    def _columns(self) -> int:
        return 4 if self._count > 21 else 3

    def sizeHint(self) -> QSize:
        rows = -(-self._count // self._columns)
        return QSize(480, rows * (_CELL + _GAP) - _GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() + _GAP) / self._columns - _GAP
        for number in range(self._count):
            row, column = divmod(number, self._columns)
            cell = QRectF(column * (width + _GAP), row * (_CELL + _GAP), width, _CELL)
            self._paint_cell(painter, cell, number)
        painter.end()

    def _paint_cell(self, painter: QPainter, cell: QRectF, number: int) -> None:
        color = self._theme.color
        shown = number < len(self._words)
        painter.setPen(QPen(color("line"), 1))
        painter.setBrush(color("field"))
        box = cell.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
        painter.setFont(font(FontRole.MONO))
        painter.setPen(color("muted"))
        middle = Qt.AlignmentFlag.AlignVCenter
        place = QRectF(cell.left() + 6, cell.top(), 20, cell.height())
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, str(number + 1))
        painter.setPen(color("text" if shown else "disabled"))
        painter.setFont(font(FontRole.MONO_MEDIUM if shown else FontRole.MONO))
        words = cell.adjusted(36, 0, -4, 0)
        painter.drawText(words, middle, self._words[number] if shown else HIDDEN_WORD)


class WordsGrid(QWidget):
    """Asks ``source`` for the words when the button is pressed, and forgets them when it is let go.

    Painted, so that they are in no label, selection or accessible text. To a
    screen reader they are announced once while the button is held, if one runs.
    """

    shown_once = Signal()

    def __init__(self, theme: Theme, source: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._source = source
        self._cells = _Cells(theme)
        show = HoldToShow(theme, "The words are shown and read while it is held.")
        self.button = show.button
        self.button.held.connect(self._on_held)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.M)
        layout.addWidget(self._cells)
        layout.addWidget(show)
        self.was_shown = False
        GuardedSight(self)

    @property
    def is_showing(self) -> bool:
        return bool(self._cells.words)

    def begin(self, count: int) -> None:
        """Other words: they were not shown yet."""
        self.was_shown = False
        self._cells.show_words(())
        self._cells.set_count(count)

    def _on_held(self, held: bool) -> None:
        words = self._source() if held else ()
        self._cells.show_words(words)
        if words:
            self._announce(words)
            self.was_shown = True
            self.shown_once.emit()

    def _announce(self, words: Sequence[str]) -> None:
        if QAccessible.isActive():
            text = ". ".join(f"{number} {word}" for number, word in enumerate(words, 1))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.button, text))
