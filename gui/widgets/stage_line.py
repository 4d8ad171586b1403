"""How far a transaction is: four marks, the lines between them, and when each was reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme

_ICON: Final = 16
_HEIGHT: Final = 56
_GAP: Final = 8.0
_NAMES_AT: Final = 20.0
_TIMES_AT: Final = 38.0
_LINE: Final = 18.0


class Mark(StrEnum):
    """How one stage stands; the words are what a screen reader says."""

    DONE = "done"
    NOW = "under way"
    AHEAD = "to come"
    FAILED = "failed"
    OPEN = "not known"


_LOOKS: Final = {
    Mark.DONE: ("circle-check", "positive", "text"),
    Mark.NOW: ("circle-dot", "accent", "text"),
    Mark.AHEAD: ("circle", "disabled", "muted"),
    Mark.FAILED: ("circle-x", "negative", "text"),
    Mark.OPEN: ("help-circle", "warning", "text"),
}


@dataclass(frozen=True, slots=True)
class StageMark:
    """One stage; ``time`` is shown below its name, empty where it is not known."""

    name: str
    mark: Mark
    time: str = ""


class StageLine(QWidget):
    """The first stage stands at the left edge, the last at the right, as their words do."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._marks: tuple[StageMark, ...] = ()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def marks(self) -> tuple[StageMark, ...]:
        return self._marks

    def show_marks(self, marks: Sequence[StageMark]) -> None:
        self._marks = tuple(marks)
        told = "; ".join(f"{m.name} {m.mark.value} {m.time}".strip() for m in marks)
        self.setAccessibleName(f"Stages: {told}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(288, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(len(self._marks)):
            self._paint_stage(painter, number)
        painter.end()

    def _centre(self, number: int) -> float:
        last = max(1, len(self._marks) - 1)
        return _ICON / 2 + (self.width() - _ICON) * number / last

    def _paint_stage(self, painter: QPainter, number: int) -> None:
        stage = self._marks[number]
        icon, tone, ink = _LOOKS[stage.mark]
        centre = self._centre(number)
        painter.drawPixmap(QPointF(centre - _ICON / 2, 0), self._theme.pixmap(icon, tone, _ICON))
        if number + 1 < len(self._marks):
            reached = self._marks[number + 1].mark in (Mark.DONE, Mark.FAILED)
            painter.setPen(QPen(self._theme.color("positive" if reached else "line"), 1))
            middle = _ICON / 2 - 0.5
            start, end = centre + _ICON / 2 + _GAP, self._centre(number + 1) - _ICON / 2 - _GAP
            painter.drawLine(QPointF(start, middle), QPointF(end, middle))
        self._write(painter, number, _NAMES_AT, FontRole.SMALL_MEDIUM, stage.name, ink)
        self._write(painter, number, _TIMES_AT, FontRole.MONO, stage.time, "muted")

    def _write(
        self, painter: QPainter, number: int, top: float, role: FontRole, text: str, ink: str
    ) -> None:
        painter.setFont(font(role))
        painter.setPen(self._theme.color(ink))
        wide = self.width() / max(1, len(self._marks) - 1)
        first, last = number == 0, number == len(self._marks) - 1
        left = 0.0 if first else self._centre(number) - wide / 2
        left = self.width() - wide if last else left
        side = Qt.AlignmentFlag.AlignHCenter
        side = Qt.AlignmentFlag.AlignLeft if first else side
        side = Qt.AlignmentFlag.AlignRight if last else side
        room = QRectF(left, top, wide, _LINE)
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), text)
