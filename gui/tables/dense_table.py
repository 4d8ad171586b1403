"""How every table looks and fits: dense rows, hover, columns, notices in its place."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from gui.tables.delegate import RowDelegate
from gui.tables.fitting import fitted
from gui.tables.header import TableHeader
from gui.tables.ink import Ink
from gui.tables.overlay_scroll_bar import OverlayScrollBar
from gui.tables.record_model import Index, RecordTableModel
from gui.tables.skeleton import paint_skeleton
from gui.theme.theme import Theme

DENSE: Final = 30


class DenseTable(QTableView):
    """The looks of a table over a ``RecordTableModel``; ``TableView`` adds its manners.

    ``columns_fitted`` follows every new sharing of the width.
    """

    columns_fitted = Signal()

    def __init__(
        self, model: RecordTableModel[Any], theme: Theme, *, band: bool, row_height: int
    ) -> None:
        super().__init__()
        self.records = model
        self.ink = Ink(theme, self)
        self.header = TableHeader(model, self.ink, self, band=band)
        self._delegate = RowDelegate(model, self.ink, self)
        self._off: frozenset[int] = frozenset()
        self._notice: QWidget | None = None
        self._loading = False
        self._set_up(row_height)
        self._bar = OverlayScrollBar(self)
        model.stale_changed.connect(self._on_stale_changed)
        self.ink.changed.connect(self.viewport().update)

    def _set_up(self, row_height: int) -> None:
        self.setHorizontalHeader(self.header)
        self.setModel(self.records)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setMinimumSectionSize(row_height)
        rows.setDefaultSectionSize(row_height)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalScrollBar().setSingleStep(row_height)

    def show_columns(self, keys: Collection[str]) -> None:
        """Show the columns of these keys, and the fixed ones."""
        columns = self.records.columns
        self._off = frozenset(
            number
            for number, column in enumerate(columns)
            if column.key not in keys and not column.fixed
        )
        self._fit()

    def _fit(self) -> None:
        wanted = {
            number: column
            for number, column in enumerate(self.records.columns)
            if number not in self._off
        }
        widths = fitted(wanted, self.viewport().width())
        for number in range(len(self.records.columns)):
            self.setColumnHidden(number, number not in widths)
            if number in widths:
                self.setColumnWidth(number, widths[number])
        self._delegate.first_column = min(widths, default=0)
        self._delegate.last_column = max(widths, default=0)
        self.columns_fitted.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        old, self._delegate.hovered_row = self._delegate.hovered_row, row
        if old == row:
            return
        for changed in (old, row):
            if changed >= 0:
                top, height = self.rowViewportPosition(changed), self.rowHeight(changed)
                self.viewport().update(QRect(0, top, self.viewport().width(), height))

    def set_loading(self, *, loading: bool) -> None:
        """Show grey bars where rows will be, as long as there are none."""
        if loading != self._loading:
            self._loading = loading
            self.viewport().update()

    def set_notice(self, notice: QWidget | None) -> None:
        """Show a widget below the header instead of rows."""
        if self._notice is not None and self._notice is not notice:
            self._notice.hide()
        self._notice = notice
        if notice is not None:
            notice.setParent(self)
            notice.show()
        self._place_children()

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        """Let go of a current row that leaves: Qt would jump to its neighbour."""
        if start <= self.currentIndex().row() <= end:
            self.selectionModel().setCurrentIndex(
                QModelIndex(), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        super().rowsAboutToBeRemoved(parent, start, end)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._place_children()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._delegate.bottom = self.viewport().height()
        super().paintEvent(event)
        if self._loading and self.records.rowCount() == 0:
            painter = QPainter(self.viewport())
            sections = self.header.visible_sections()
            columns = self.records.columns
            slots = [
                (self.columnViewportPosition(s), self.columnWidth(s), columns[s]) for s in sections
            ]
            height = self.verticalHeader().defaultSectionSize()
            paint_skeleton(painter, slots, height, self.viewport().height(), self.ink)

    def _place_children(self) -> None:
        area = self.viewport().geometry()
        self._bar.place(area.right() + 1, area.top(), area.bottom())
        if self._notice is not None:
            self._notice.setGeometry(area)
            self._notice.raise_()

    def _on_stale_changed(self) -> None:
        self.ink.stale = self.records.stale
        self.viewport().update()
