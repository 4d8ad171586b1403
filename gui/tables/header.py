"""A table's header: titles, the sort arrow, and a band that names groups of columns."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from gui.tables.column import Kind
from gui.tables.ink import Ink, draw_left, draw_right, inside, text_width
from gui.tables.painters import draw_check
from gui.tables.record_model import RecordTableModel
from gui.theme.fonts import FontRole

TITLES: Final = 32
BAND: Final = 24
_ARROWS: Final = {
    Qt.SortOrder.AscendingOrder: " ↑",
    Qt.SortOrder.DescendingOrder: " ↓",
}


class TableHeader(QHeaderView):
    """Clicking a title sorts, clicking it again turns the order round.

    ``check_state`` is what the box over the check column shows; clicking that
    emits ``check_clicked`` instead of sorting.
    """

    check_clicked = Signal()

    def __init__(
        self, model: RecordTableModel[Any], ink: Ink, parent: QWidget, *, band: bool
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = model
        self._ink = ink
        self._band = BAND if band else 0
        self._pressed_at: QPoint | None = None
        self.check_state = Qt.CheckState.Unchecked
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(24)
        self.setHighlightSections(False)
        self.setFixedHeight(self._band + TITLES)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        ink.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        # Qt would measure every title for a width that the columns decide.
        return QSize(0, self._band + TITLES)

    def toggle_sort(self, section: int) -> None:
        """Sort by a column, or the other way round if it already is."""
        column, order = self._columns.sorted_by
        if column == section:
            turned = order == Qt.SortOrder.AscendingOrder
        else:
            turned = self._columns.columns[section].descending
        self._columns.sort(
            section, Qt.SortOrder.DescendingOrder if turned else Qt.SortOrder.AscendingOrder
        )
        self.viewport().update()

    def visible_sections(self) -> list[int]:
        """Logical indexes from left to right."""
        return [
            self.logicalIndex(place)
            for place in range(self.count())
            if not self.isSectionHidden(self.logicalIndex(place))
        ]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_at = self._pressed_at, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        section = self.logicalIndexAt(event.position().toPoint())
        if section < 0 or section != self.logicalIndexAt(pressed):
            return
        if self._columns.columns[section].kind is Kind.CHECK:
            self.check_clicked.emit()
        else:
            self.toggle_sort(section)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        sections = self.visible_sections()
        for section in sections:
            left = self.sectionViewportPosition(section)
            rect = QRect(left, self._band, self.sectionSize(section), TITLES - 1)
            if rect.intersects(event.rect()):
                ends = (section == sections[0], section == sections[-1])
                self._paint_title(painter, QRectF(rect), section, ends)
        if self._band:
            self._paint_band(painter, sections)
        bottom = self.height() - 1
        painter.fillRect(QRect(0, bottom, self.viewport().width(), 1), self._ink.color("line"))

    def _paint_title(
        self, painter: QPainter, rect: QRectF, section: int, ends: tuple[bool, bool]
    ) -> None:
        column = self._columns.columns[section]
        content = inside(rect, first=ends[0], last=ends[1])
        if column.kind is Kind.CHECK:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_check(painter, content, self._ink, self.check_state)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            return
        sorted_by, order = self._columns.sorted_by
        chosen = section == sorted_by
        role = FontRole.SMALL_MEDIUM if chosen else FontRole.SMALL
        color = self._ink.color("text" if chosen else "muted")
        title = self._columns.title(section) + (_ARROWS[order] if chosen else "")
        if column.right_aligned:
            draw_right(painter, role, color, content, title)
        else:
            room = content.adjusted(0, 0, text_width(role, title), 0)
            draw_left(painter, role, color, room, title)

    def _paint_band(self, painter: QPainter, sections: list[int]) -> None:
        muted, line = self._ink.color("muted"), self._ink.color("line")
        columns = self._columns.columns
        for group, members in groupby(sections, key=lambda section: columns[section].group):
            spanned = list(members)
            if not group:
                continue
            left = self.sectionViewportPosition(spanned[0])
            right = self.sectionViewportPosition(spanned[-1]) + self.sectionSize(spanned[-1])
            span = inside(
                QRectF(left, 0, right - left, self._band),
                first=spanned[0] == sections[0],
                last=spanned[-1] == sections[-1],
            )
            draw_left(painter, FontRole.SMALL, muted, span, group)
            painter.fillRect(QRectF(span.left(), self._band - 1, span.width(), 1), line)
