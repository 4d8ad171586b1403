"""The journal as a table: entries by day while ordered by time, plainly in any other order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject, Qt

from gui.pages.activity.columns import JOURNAL_COLUMNS, TIME
from gui.pages.activity.row import JournalRow, haystack, with_days
from gui.tables.column import position
from gui.tables.record_model import Index, RecordTableModel

_TIME: Final = position(JOURNAL_COLUMNS, TIME)
_DESCENDING: Final = Qt.SortOrder.DescendingOrder


class JournalModel(RecordTableModel[JournalRow]):
    """Give it entries with ``take``; it puts the days between them itself.

    Search and filters work on entries: a day is shown with its first one.
    """

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(JOURNAL_COLUMNS, key=lambda row: row.key, search=haystack, parent=parent)
        self._today = today
        self._entries: list[JournalRow] = []
        self._words: tuple[str, ...] = ()
        self._wanted: Callable[[JournalRow], bool] | None = None
        self._by = (_TIME, _DESCENDING)

    def take(self, rows: Iterable[JournalRow]) -> None:
        """The whole content, the newest first."""
        self._entries = list(rows)
        self._arrange()

    def search(self, text: str) -> None:
        self._words = tuple(text.casefold().split())
        self._arrange()

    def filter(self, wanted: Callable[[JournalRow], bool] | None) -> None:
        self._wanted = wanted
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._by = (column, order)
        self._arrange()

    @property
    def sorted_by(self) -> tuple[int, Qt.SortOrder]:
        return self._by

    @property
    def total(self) -> int:
        """How many entries there are before search and filter."""
        return len(self._entries)

    def records(self) -> list[JournalRow]:
        """The shown entries in their order, without the days."""
        return [row for row in super().records() if row.entry is not None]

    def is_day(self, row: int) -> bool:
        return self.record(row).entry is None

    def day_rows(self) -> list[int]:
        return [row for row in range(self.rowCount()) if self.is_day(row)]

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.is_day(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        spoken = role == Qt.ItemDataRole.AccessibleTextRole
        if spoken and index.isValid() and self.is_day(index.row()):
            return self.record(index.row()).title
        return super().data(index, role)

    def matching(self, rows: Iterable[JournalRow]) -> list[JournalRow]:
        """Those that search and filter leave."""
        return [row for row in rows if self._matches(row)]

    def _arrange(self) -> None:
        rows = self.matching(self._entries)
        column, order = self._by
        key = JOURNAL_COLUMNS[column].sort_key
        known = [row for row in rows if key(row) is not None]
        unknown = [row for row in rows if key(row) is None]
        known.sort(key=key, reverse=order == _DESCENDING)
        ordered = known + unknown
        self.replace(with_days(ordered, self._today()) if column == _TIME else ordered)

    def _matches(self, row: JournalRow) -> bool:
        if self._wanted is not None and not self._wanted(row):
            return False
        found = haystack(row) if self._words else ""
        return all(word in found for word in self._words)
