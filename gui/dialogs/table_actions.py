"""The Columns and Export buttons of a page with a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from core.domain.stamps import Stamp
from core.services.preferences import PreferenceService
from gui.dialogs.save_table import save_table
from gui.tables.column import Column, Kind
from gui.tables.columns_menu import ColumnsMenu, remembered_keys, shown_keys
from gui.tables.export import csv_text, json_text
from gui.tables.table_view import TableView
from gui.tasks import TaskScope

_NOT_EXPORTED = (Kind.CHECK, Kind.SPARKLINE)


class TableActions:
    """Wires two buttons to a table: which columns it shows, and saving it.

    ``name`` is the table's name in preferences and, with ``subject``, the
    beginning of file names. Exports hold the rows as shown and every column.
    """

    def __init__(
        self,
        table: TableView,
        name: str,
        preferences: PreferenceService,
        tasks: TaskScope,
        source: Callable[[], dict[str, str | int]],
    ) -> None:
        self._table = table
        self._name = name
        self._preferences = preferences
        self._tasks = tasks
        self._source = source
        self._columns = ColumnsMenu(table.records.columns, table)
        self._columns.changed.connect(self._on_changed)

    def add_to(self, columns: QPushButton, export: QPushButton) -> None:
        """Give both buttons their menus."""
        formats = QMenu(export)
        formats.setAccessibleName("Export")
        for suffix, words in (("csv", "CSV file …"), ("json", "JSON file …")):
            formats.addAction(words).triggered.connect(partial(self._export, suffix))
        formats.addSeparator()
        formats.addAction("Copy table").triggered.connect(self._table.copy_table)
        columns.clicked.connect(partial(_open_below, self._columns, columns))
        export.clicked.connect(partial(_open_below, formats, export))

    def restore(self) -> None:
        """Show the columns that preferences remember."""
        remembered = self._preferences.settings.hidden_columns
        shown = shown_keys(self._name, self._table.records.columns, remembered)
        self._columns.show_as(shown)
        self._table.show_columns(shown)

    def _on_changed(self, shown: set[str]) -> None:
        self._table.show_columns(shown)
        self._tasks.start("remember columns", self._remember(shown))

    async def _remember(self, shown: Iterable[str]) -> None:
        settings = self._preferences.settings
        columns = self._table.records.columns
        hidden = remembered_keys(self._name, columns, shown, settings.hidden_columns)
        await self._preferences.save(replace(settings, hidden_columns=hidden))

    def _export(self, suffix: str) -> None:
        source = self._source()
        stem = "-".join(str(source[key]) for key in ("table", "netuid", "block") if key in source)
        self._tasks.start("export", save_table(self._table, suffix, stem, self._text_as(suffix)))

    def _text_as(self, suffix: str) -> Callable[[], str]:
        columns: list[Column[Any]] = [
            column for column in self._table.records.columns if column.kind not in _NOT_EXPORTED
        ]
        records = self._table.records.records()
        if suffix == "csv":
            return partial(csv_text, columns, records)
        return partial(json_text, columns, records, self._source())


def stamp_facts(stamp: Stamp, network: str) -> dict[str, str | int]:
    """Where an export's figures come from."""
    return {"network": network, "block": stamp.block, "block_hash": stamp.block_hash}


def _open_below(menu: QMenu, button: QPushButton, *_: object) -> None:
    menu.ensurePolished()
    right = button.width() - menu.sizeHint().width()
    menu.popup(button.mapToGlobal(QPoint(right, button.height() + 4)))
