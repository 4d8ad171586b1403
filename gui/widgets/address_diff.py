"""Two addresses in fours, one above the other, every character that differs in colour."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.formats import in_fours
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme

_LINE: Final = 20
_LABEL_GAP: Final = 12
_LABEL_MOST: Final = 86


class AddressDiff(QWidget):
    """``labels`` name the upper and the lower address."""

    def __init__(self, theme: Theme, labels: tuple[str, str]) -> None:
        super().__init__()
        self._theme = theme
        self._labels = labels
        self._rows = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def differing(self) -> int:
        """How many characters differ."""
        upper, lower = self._rows
        return sum(_differs(upper, lower, at) for at in range(max(len(upper), len(lower))))

    def compare(self, upper: str, lower: str) -> None:
        self._rows = (in_fours(upper, 13), in_fours(lower, 13))
        self.setAccessibleName(
            f"{self._labels[0]} {upper}, {self._labels[1]} {lower}: "
            f"{self.differing} characters differ"
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        longest = max(len(row) for row in self._rows)
        width = self._indent() + longest * self._advance()
        return QSize(round(width) + 1, 2 * _LINE)

    def _indent(self) -> float:
        metrics = QFontMetricsF(font(FontRole.SMALL))
        return max(metrics.horizontalAdvance(label) for label in self.shown_labels) + _LABEL_GAP

    @property
    def shown_labels(self) -> tuple[str, str]:
        """A long name is shortened, so that it never pushes an address out of sight."""
        metrics, right = QFontMetricsF(font(FontRole.SMALL)), Qt.TextElideMode.ElideRight
        upper, lower = self._labels
        return (
            metrics.elidedText(upper, right, _LABEL_MOST),
            metrics.elidedText(lower, right, _LABEL_MOST),
        )

    def _advance(self) -> float:
        return QFontMetricsF(font(FontRole.MONO)).horizontalAdvance("0")

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        indent, advance = self._indent(), self._advance()
        for number, (label, row) in enumerate(zip(self.shown_labels, self._rows, strict=True)):
            base = number * _LINE + 14
            painter.setFont(font(FontRole.SMALL))
            painter.setPen(self._theme.color("muted"))
            painter.drawText(QPointF(0, base), label)
            painter.setFont(font(FontRole.MONO))
            for at, char in enumerate(row):
                tone = "negative" if _differs(*self._rows, at) else "text"
                painter.setPen(self._theme.color(tone))
                painter.drawText(QPointF(indent + at * advance, base), char)
        painter.end()


def _differs(upper: str, lower: str, at: int) -> bool:
    return upper[at : at + 1] != lower[at : at + 1]
