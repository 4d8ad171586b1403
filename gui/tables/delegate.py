"""Paints a table's rows: fill, hairline, chosen mark, current cell, then the cell itself."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from gui.tables.column import Kind
from gui.tables.ink import Ink, inside
from gui.tables.painters import PAINTERS, draw_check
from gui.tables.record_model import Index, RecordTableModel

_MARK: Final = 2


class RowDelegate(QStyledItemDelegate):
    """One delegate for all columns of a table over records.

    The view tells it the hovered row and the first and last visible column,
    whose outer padding is wider.
    """

    def __init__(self, model: RecordTableModel[Any], ink: Ink, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._model = model
        self._ink = ink
        self.hovered_row = -1
        self.first_column = 0
        self.last_column = len(model.columns) - 1
        self.bottom = 1 << 30

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        row, number = index.row(), index.column()
        first, last = number == self.first_column, number == self.last_column
        self._lay_row(painter, rect, row, selected=selected, first=first)
        column = self._model.columns[number]
        content = inside(rect.adjusted(0, 0, 0, -1), first=first, last=last)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if column.kind is Kind.CHECK:
            draw_check(
                painter,
                content,
                self._ink,
                Qt.CheckState.Checked if selected else Qt.CheckState.Unchecked,
            )
        else:
            cell = self._model.cell(row, number)
            PAINTERS[column.kind](painter, content, cell, column, self._ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if state & QStyle.StateFlag.State_HasFocus:
            self._frame(painter, rect)

    def _lay_row(
        self, painter: QPainter, rect: QRectF, row: int, *, selected: bool, first: bool
    ) -> None:
        ink = self._ink
        if selected:
            painter.fillRect(rect, ink.color("selected"))
        elif row == self.hovered_row:
            painter.fillRect(rect, ink.color("hover"))
        if rect.bottom() < self.bottom:
            line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
            painter.fillRect(line, ink.color("hairline"))
        if selected and first:
            mark = QRectF(rect.left(), rect.top(), _MARK, rect.height())
            painter.fillRect(mark, ink.color("accent"))

    def _frame(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(
            QPen(
                self._ink.color("accent"),
                _MARK,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.SquareCap,
                Qt.PenJoinStyle.MiterJoin,
            )
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Shows the tool tip as plain text: chain text must not become markup."""
        text = self._model.data(index, Qt.ItemDataRole.ToolTipRole) if index.isValid() else None
        if text:
            QToolTip.showText(event.globalPos(), f"<span>{escape(str(text))}</span>", view)
        else:
            QToolTip.hideText()
        return True
