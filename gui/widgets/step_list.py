"""The steps of a wizard at its left: which are done, where one is, what comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme

WIDTH: Final = 132
_STEP: Final = 36
_GAP: Final = 12
_RADIUS: Final = 11
_TEXT_AT: Final = 34

Index = QModelIndex | QPersistentModelIndex


class _Steps(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.names: Sequence[str] = ()
        self.current = 0

    def become(self, names: Sequence[str], current: int) -> None:
        self.beginResetModel()
        self.names, self.current = tuple(names), current
        self.endResetModel()

    def state(self, row: int) -> str:
        if row == self.current:
            return "current"
        return "done" if row < self.current else "to do"

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        name = self.names[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{name}, {self.state(index.row())}"
        return name if role == Qt.ItemDataRole.DisplayRole else None


class _Step(QStyledItemDelegate):
    def __init__(self, theme: Theme, steps: _Steps, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps = steps

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(WIDTH, _STEP + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRectF(option.rect)
        centre = QPointF(area.left() + _RADIUS, area.top() + _STEP / 2)
        state = self._steps.state(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_circle(painter, centre, state, index.row() + 1)
        if index.row() + 1 < self._steps.rowCount():
            painter.setPen(QPen(self._theme.color("line"), 1))
            x, top = int(centre.x()) + 0.5, centre.y() + _RADIUS + 7
            painter.drawLine(QPointF(x, top), QPointF(x, top + _GAP))
        painter.setFont(font(FontRole.BODY_MEDIUM if state == "current" else FontRole.BODY))
        painter.setPen(self._theme.color("text" if state == "current" else "muted"))
        words = QRectF(area.left() + _TEXT_AT, area.top(), area.width() - _TEXT_AT, _STEP)
        name = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, int(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def _paint_circle(self, painter: QPainter, centre: QPointF, state: str, number: int) -> None:
        color = self._theme.color
        if state == "to do":
            painter.setPen(QPen(color("control"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, _RADIUS - 0.5, _RADIUS - 0.5)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent" if state == "current" else "accent_soft"))
            painter.drawEllipse(centre, _RADIUS, _RADIUS)
        if state == "done":
            tick = self._theme.pixmap("check", "accent", 14)
            painter.drawPixmap(QPointF(centre.x() - 7, centre.y() - 7), tick)
            return
        painter.setFont(font(FontRole.SMALL_MEDIUM))
        painter.setPen(color("on_accent" if state == "current" else "muted"))
        box = QRectF(centre.x() - _RADIUS, centre.y() - _RADIUS, 2 * _RADIUS, 2 * _RADIUS)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))


class StepList(QListView):
    """Shows and tells where one is; not a way to jump."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._steps = _Steps(self)
        self.setModel(self._steps)
        self.setItemDelegate(_Step(theme, self._steps, self))
        self.setAccessibleName("Steps")
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self.viewport().update)

    @property
    def current(self) -> int:
        return self._steps.current

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._steps.names)

    def show_steps(self, names: Sequence[str], current: int) -> None:
        """``current`` counts from 0; equal to the number of names, all are done."""
        if (tuple(names), current) != (self.names, self.current):
            self._steps.become(names, current)
