"""The journal's table: days across all columns, icons before the actions, chips at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

from core.domain.activity import Entry
from gui.pages.activity.columns import ACTION, STATE
from gui.pages.activity.model import JournalModel
from gui.tables.column import Cell, Tone
from gui.tables.delegate import RowDelegate
from gui.tables.ink import Ink, draw_left, elided, inside, text_width
from gui.tables.record_model import Index
from gui.tables.table_view import TableView
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme

ROW: Final = 32
_ICON: Final = 16
_ICON_GAP: Final = 8
_CHIP: Final = 20
_CHIP_PADDING: Final = 8


class JournalDelegate(RowDelegate):
    """Paints days, actions and states itself, and leaves figures to the common painters."""

    def __init__(self, model: JournalModel, ink: Ink, parent: QAbstractItemView) -> None:
        super().__init__(model, ink, parent)
        self._journal = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        key = self._journal.columns[index.column()].key
        if self._journal.is_day(index.row()):
            self._paint_day(painter, QRectF(option.rect), index)
        elif key in (ACTION, STATE):
            self._paint_own(painter, option, index, key)
        else:
            super().paint(painter, option, index)

    def _paint_day(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        """Without hover: a day is nothing to choose."""
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, self._ink.color("hairline"))
        room = inside(rect.adjusted(0, 0, 0, -1), first=True, last=True)
        words = self._journal.record(index.row()).title
        draw_left(painter, FontRole.BODY, self._ink.color("muted"), room, words)

    def _paint_own(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, key: str
    ) -> None:
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        first, last = (index.column() == end for end in (self.first_column, self.last_column))
        self._lay_row(painter, rect, index.row(), selected=selected, first=first)
        content = inside(rect.adjusted(0, 0, 0, -1), first=first, last=last)
        cell = self._journal.cell(index.row(), index.column())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        (self._paint_action if key == ACTION else self._paint_state)(painter, content, cell)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if option.state & QStyle.StateFlag.State_HasFocus:
            self._frame(painter, rect)

    def _paint_action(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        icon = self._ink.theme.pixmap(cell.mark, "muted", _ICON)
        top = round(rect.center().y() - _ICON / 2)
        painter.drawPixmap(QPointF(rect.left(), top), icon)
        words = rect.adjusted(_ICON + _ICON_GAP, 0, 0, 0)
        end = draw_left(painter, FontRole.BODY, self._ink.tone(cell.tone), words, cell.text)
        aside = QRectF(end + _ICON_GAP, rect.top(), rect.right() - end - _ICON_GAP, rect.height())
        if cell.tail and text_width(FontRole.MONO, cell.tail) <= aside.width():
            draw_left(painter, FontRole.MONO, self._ink.tone(Tone.MUTED), aside, cell.tail)

    def _paint_state(self, painter: QPainter, rect: QRectF, cell: Cell) -> None:
        role = FontRole.SMALL_MEDIUM
        text = elided(role, cell.text, int(rect.width() - 2 * _CHIP_PADDING))
        width = text_width(role, text) + 2 * _CHIP_PADDING
        middle = rect.center().y()
        chip = QRectF(rect.right() - width, middle - _CHIP / 2, width, _CHIP)
        soft = "neutral_soft" if cell.tone is Tone.MUTED else f"{cell.tone.value}_soft"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink.color(soft))
        painter.drawRoundedRect(chip, _CHIP / 2, _CHIP / 2)
        draw_left(painter, role, self._ink.tone(cell.tone), chip.adjusted(8, 0, 1, 0), text)


class JournalTable(TableView):
    """The arrows pass over the days."""

    def __init__(self, model: JournalModel, theme: Theme) -> None:
        super().__init__(model, theme, "Activity", row_height=ROW)
        self._journal = model
        self._delegate = JournalDelegate(model, self.ink, self)
        self.setItemDelegate(self._delegate)
        for changed in (model.layoutChanged, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._span)

    def chosen_entry(self) -> Entry | None:
        """The entry of the chosen row."""
        rows = self.chosen_rows()
        return self._journal.record(rows[0]).entry if rows else None

    def choose_transaction(self, transaction: str) -> bool:
        """Choose the entry of this hash; False where it is not shown."""
        for number in range(self._journal.rowCount()):
            entry = self._journal.record(number).entry
            if entry is not None and entry.receipt.hash == transaction:
                self.choose(number)
                return True
        return False

    def _span(self) -> None:
        self.clearSpans()
        for row in self._journal.day_rows():
            self.setSpan(row, 0, 1, len(self._journal.columns))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        index = super().moveCursor(action, modifiers)
        if not index.isValid() or not self._journal.is_day(index.row()):
            return index
        step = -1 if index.row() < self.currentIndex().row() else 1
        return self._past_days(index, step) or self._past_days(index, -step) or QModelIndex()

    def _past_days(self, index: QModelIndex, step: int) -> QModelIndex | None:
        row = index.row()
        while 0 <= row < self._journal.rowCount():
            if not self._journal.is_day(row):
                return self._journal.index(row, max(0, self.currentIndex().column()))
            row += step
        return None
