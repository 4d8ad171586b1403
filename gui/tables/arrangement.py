"""Records by key with what was computed from them, searched, filtered and sorted."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Final, Generic

from gui.tables.column import Cell, Column, T

_UNSET: Final[Any] = object()


class Row(Generic[T]):
    """A record, with its cells and sort keys as far as anybody has asked for them."""

    __slots__ = ("cells", "haystack", "record", "sort_keys")

    def __init__(self, record: T, columns: int) -> None:
        self.record = record
        self.cells: list[Cell | None] = [None] * columns
        self.sort_keys: list[Any] = [_UNSET] * columns
        self.haystack: str | None = None


class Arrangement(Generic[T]):
    """Which records are shown, and in what order. Knows nothing of Qt.

    A row object stays the same for as long as its key is there, so a caller
    may compare rows by identity.
    """

    def __init__(
        self,
        columns: Sequence[Column[T]],
        key: Callable[[T], Hashable],
        search: Callable[[T], str],
    ) -> None:
        self._columns = columns
        self._key = key
        self._search = search
        self.rows: dict[Hashable, Row[T]] = {}
        self.words: tuple[str, ...] = ()
        self.wanted: Callable[[T], bool] | None = None
        self.sorted_by = -1
        self.descending = False

    def take(self, records: Iterable[T]) -> dict[int, list[int]]:
        """Make ``records`` the whole content; tells by ``id(row)`` which known cells changed."""
        rows: dict[Hashable, Row[T]] = {}
        changed: dict[int, list[int]] = {}
        for record in records:
            key = self._key(record)
            row = self.rows.get(key)
            if row is None:
                row = Row(record, len(self._columns))
            elif row.record != record:
                changed[id(row)] = self._update(row, record)
            rows[key] = row
        self.rows = rows
        return changed

    def cell(self, row: Row[T], column: int) -> Cell:
        """The cell, made once."""
        cell = row.cells[column]
        if cell is None:
            cell = row.cells[column] = self._columns[column].cell(row.record)
        return cell

    def arranged(self) -> list[Row[T]]:
        """The rows to show, in order. Rows without a value in the sorted column come last."""
        rows = list(self.rows.values())
        if self.wanted is not None:
            wanted = self.wanted
            rows = [row for row in rows if wanted(row.record)]
        if self.words:
            rows = [row for row in rows if self._matches(row)]
        return self._sorted(rows)

    def _update(self, row: Row[T], record: T) -> list[int]:
        row.record = record
        row.haystack = None
        row.sort_keys = [_UNSET] * len(self._columns)
        differing: list[int] = []
        for index, old in enumerate(row.cells):
            if old is not None:
                new = self._columns[index].cell(record)
                if new != old:
                    row.cells[index] = new
                    differing.append(index)
        return differing

    def _matches(self, row: Row[T]) -> bool:
        haystack = row.haystack
        if haystack is None:
            haystack = row.haystack = self._search(row.record).casefold()
        return all(word in haystack for word in self.words)

    def _sorted(self, rows: list[Row[T]]) -> list[Row[T]]:
        column = self.sorted_by
        if not 0 <= column < len(self._columns):
            return rows
        sort_key = self._columns[column].sort_key
        known: list[Row[T]] = []
        unknown: list[Row[T]] = []
        for row in rows:
            value = row.sort_keys[column]
            if value is _UNSET:
                value = row.sort_keys[column] = sort_key(row.record)
            (unknown if value is None else known).append(row)
        known.sort(key=lambda row: row.sort_keys[column], reverse=self.descending)
        return known + unknown
