"""An address in groups of four, for comparing it by eye."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from gui.formats import in_fours
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.copying import copy_text

_GROUP: Final = 4
_ROW: Final = 20
_GAP: Final = 15  # between two groups


class AddressFours(QWidget):
    """Twelve groups in a grid. Ctrl+C and its menu copy it without the spaces."""

    def __init__(self, theme: Theme, *, columns: int = 4, tone: str = "text") -> None:
        super().__init__()
        self._theme = theme
        self._columns = columns
        self._tone = tone
        self._address = ""
        self._metrics = QFontMetricsF(font(FontRole.MONO))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.show_address("")

    @property
    def address(self) -> str:
        return self._address

    def show_address(self, address: str) -> None:
        self._address = address
        self.setAccessibleName(f"Address {in_fours(address)}" if address else "No address")
        self.updateGeometry()
        self.update()

    def copy(self) -> None:
        copy_text(self._address)

    def groups(self) -> list[str]:
        """What stands in the grid, row by row."""
        return [self._address[at : at + _GROUP] for at in range(0, len(self._address), _GROUP)]

    def sizeHint(self) -> QSize:
        rows = -(-max(1, len(self.groups())) // self._columns)
        wide = self._columns * self._group_width() + (self._columns - 1) * _GAP
        return QSize(round(wide) + 2, rows * _ROW)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAccessibleName("Address")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy address").triggered.connect(self.copy)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setFont(font(FontRole.MONO))
        painter.setPen(self._theme.color(self._tone))
        rise = (_ROW + self._metrics.capHeight()) / 2
        for number, group in enumerate(self.groups()):
            row, column = divmod(number, self._columns)
            left = column * (self._group_width() + _GAP)
            painter.drawText(QPointF(left, row * _ROW + rise), group)
        painter.end()

    def _group_width(self) -> float:
        return self._metrics.horizontalAdvance("M" * _GROUP)
