"""A read-only table over frozen records, sorted and filtered inside the model."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from gui.tables.arrangement import Arrangement, Row
from gui.tables.column import Cell, Column, T, position

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RecordTableModel(QAbstractTableModel, Generic[T]):
    """Rows are found again by ``key`` across updates.

    An update never resets: changed cells announce themselves, rows that go or
    come do so in one removal and one insertion at the end, and a new order is
    a layout change. So selection, current cell and scroll position stay.
    """

    stale_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[T]],
        *,
        key: Callable[[T], Hashable],
        search: Callable[[T], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns: tuple[Column[T], ...] = tuple(columns)
        self._titles = [column.title for column in self.columns]
        self._content = Arrangement(self.columns, key, search)
        self._shown: list[Row[T]] = []
        self._stale = False

    def replace(self, records: Iterable[T]) -> None:
        """Take ``records`` as the whole content, in the order that ties keep.

        Cells that no view has asked for yet are not announced.
        """
        changed = self._content.take(records)
        self._show(self._content.arranged())
        if not changed:
            return
        for number, row in enumerate(self._shown):
            for first, last in _runs(changed.get(id(row), ())):
                self.dataChanged.emit(self.index(number, first), self.index(number, last))

    def search(self, text: str) -> None:
        """Show only the records whose search text has every word of ``text``."""
        words = tuple(text.casefold().split())
        if words != self._content.words:
            self._content.words = words
            self._show(self._content.arranged())

    def filter(self, wanted: Callable[[T], bool] | None) -> None:
        """Show only the records for which ``wanted`` is true, or all."""
        self._content.wanted = wanted
        self._show(self._content.arranged())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column; equal rows keep the order they were given in."""
        self._content.sorted_by = column
        self._content.descending = order == Qt.SortOrder.DescendingOrder
        self._show(self._content.arranged())

    @property
    def sorted_by(self) -> tuple[int, Qt.SortOrder]:
        """The column and direction of the order; column -1 as given."""
        descending = self._content.descending
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        return self._content.sorted_by, order

    @property
    def stale(self) -> bool:
        """Whether delegates drain the colour from everything."""
        return self._stale

    @stale.setter
    def stale(self, stale: bool) -> None:
        if stale != self._stale:
            self._stale = stale
            self.stale_changed.emit()

    @property
    def total(self) -> int:
        """How many records there are before search and filter."""
        return len(self._content.rows)

    def record(self, row: int) -> T:
        return self._shown[row].record

    def records(self) -> list[T]:
        """The shown records in their order."""
        return [row.record for row in self._shown]

    def everything(self) -> list[T]:
        """All records, shown or not, in the order they were given."""
        return [row.record for row in self._content.rows.values()]

    def row_of(self, key: Hashable) -> int | None:
        """Where the record with this key is shown, None if it is not."""
        wanted = self._content.rows.get(key)
        for number, row in enumerate(self._shown):
            if row is wanted:
                return number
        return None

    def cell(self, row: int, column: int) -> Cell:
        """What a delegate paints, made once."""
        return self._content.cell(self._shown[row], column)

    def title(self, column: int) -> str:
        return self._titles[column]

    def retitle(self, key: str, title: str) -> None:
        """Give a column another title, e.g. with the subnet's own symbol."""
        section = position(self.columns, key)
        if self._titles[section] != title:
            self._titles[section] = title
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, section, section)

    def _show(self, rows: list[Row[T]]) -> None:
        staying = {id(row) for row in rows}
        kept = [row for row in self._shown if id(row) in staying]
        if len(kept) < len(self._shown):
            gone = [row for row in self._shown if id(row) not in staying]
            self._permute(kept + gone)
            self.beginRemoveRows(NOWHERE, len(kept), len(self._shown) - 1)
            self._shown = kept
            self.endRemoveRows()
        if len(rows) > len(kept):
            here = {id(row) for row in kept}
            new = [row for row in rows if id(row) not in here]
            self.beginInsertRows(NOWHERE, len(kept), len(rows) - 1)
            self._shown = kept + new
            self.endInsertRows()
        self._permute(rows)

    def _permute(self, rows: list[Row[T]]) -> None:
        if rows == self._shown:
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        holders = [(self._shown[index.row()], index.column()) for index in held]
        self._shown = rows
        if held:
            places = {id(row): number for number, row in enumerate(rows)}
            moved = [self.index(places[id(row)], column) for row, column in holders]
            self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            cell = self.cell(index.row(), index.column())
            words = cell.text + cell.tail
            spoken = role == Qt.ItemDataRole.AccessibleTextRole
            return f"{self._titles[index.column()]} {words}".strip() if spoken else words
        if role == Qt.ItemDataRole.ToolTipRole and column.tooltip is not None:
            return column.tooltip(self._shown[index.row()].record)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right_aligned else _LEFT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].explanation or None
        return None


def _runs(columns: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Neighbouring columns as first and last: one signal each."""
    start = None
    for place, column in enumerate(columns):
        if start is None:
            start = column
        if place + 1 == len(columns) or columns[place + 1] != column + 1:
            yield start, column
            start = None
