"""The table every page uses: selection, keyboard, copying, on top of its looks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu

from gui.tables.column import Kind
from gui.tables.dense_table import DENSE, DenseTable
from gui.tables.export import cell_text, tsv
from gui.tables.record_model import Index, RecordTableModel
from gui.tables.table_menu import TableDeeds, build_table_menu
from gui.theme.theme import Theme

_ROWS = QItemSelectionModel.SelectionFlag.Rows
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TableView(DenseTable):
    """A view over a ``RecordTableModel``.

    ``opened`` carries the row of Enter or a double click, where rows open. ``left`` is Esc.
    ``chosen`` tells that the selection is another one, and is not emitted for
    rows that merely moved.
    """

    opened = Signal(int)
    left = Signal()
    chosen = Signal()

    def __init__(
        self,
        model: RecordTableModel[Any],
        theme: Theme,
        name: str,
        *,
        multiple: bool = False,
        band: bool = False,
        opens: bool = True,
        row_height: int = DENSE,
    ) -> None:
        super().__init__(model, theme, band=band, row_height=row_height)
        self.opens = opens
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if multiple else mode.SingleSelection)
        model.rowsInserted.connect(self._refresh_check)
        model.rowsRemoved.connect(self._refresh_check)
        self.header.check_clicked.connect(self._toggle_all)
        self.doubleClicked.connect(self._on_double_clicked)

    def chosen_rows(self) -> list[int]:
        """The selected rows, from top to bottom."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def choose(self, row: int) -> None:
        """Select one row and bring it into view, keeping the current column."""
        column = max(self.currentIndex().column(), self._delegate.first_column)
        index = self.records.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def copy_cell(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            column = self.records.columns[index.column()]
            _to_clipboard(cell_text(column, self.records.record(index.row())))

    def copy_rows(self) -> None:
        """The selected rows as TSV, whole values in the order of the visible columns."""
        rows = self.chosen_rows()
        _to_clipboard(tsv(self._copied_columns(), [self.records.record(row) for row in rows]))

    def copy_table(self) -> None:
        """All shown rows as TSV under a line of column keys."""
        _to_clipboard(tsv(self._copied_columns(), self.records.records(), header=True))

    def _copied_columns(self) -> list[Any]:
        columns = self.records.columns
        visible = (columns[section] for section in self.header.visible_sections())
        return [column for column in visible if column.kind is not Kind.CHECK]

    def _toggle_all(self) -> None:
        if len(self.chosen_rows()) == self.records.rowCount():
            self.clearSelection()
        else:
            self.selectAll()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._refresh_check()
        self.chosen.emit()

    def _refresh_check(self) -> None:
        if self.records.columns[0].kind is not Kind.CHECK:
            return
        count = len(self.selectionModel().selectedRows())
        state = Qt.CheckState.PartiallyChecked if count else Qt.CheckState.Unchecked
        if count and count == self.records.rowCount():
            state = Qt.CheckState.Checked
        self.header.check_state = state
        self.header.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_C and control:
            (self.copy_rows if shift else self.copy_cell)()
        elif event.key() in _OPENING and self.opens and row >= 0:
            self.opened.emit(row)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Space and row >= 0:
            self.selectionModel().select(
                self.currentIndex(), QItemSelectionModel.SelectionFlag.Toggle | _ROWS
            )
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Off: it would walk the whole model; pages have a filter field."""

    def selectionCommand(
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """A click into the check column adds or removes that one row."""
        on_check = (
            event is not None
            and event.type() == QEvent.Type.MouseButtonPress
            and index.isValid()
            and self.records.columns[index.column()].kind is Kind.CHECK
        )
        if on_check and isinstance(event, QMouseEvent) and not event.modifiers():
            return QItemSelectionModel.SelectionFlag.Toggle | _ROWS
        return super().selectionCommand(index, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu pops up, and this returns at once."""
        menu = self.build_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def build_menu(self) -> QMenu:
        """The menu for the current cell."""
        open_row = self.opened.emit if self.opens else None
        deeds = TableDeeds(self.copy_cell, self.copy_rows, self.copy_table, open_row)
        return build_table_menu(self, deeds)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if self.opens and self.records.columns[index.column()].kind is not Kind.CHECK:
            self.opened.emit(index.row())


def _to_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
