"""A short list of places to go: pill, icon and title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme

_ITEM = 34  # 32 and the gap of 2 below it
_ICONS_ONLY_BELOW = 100

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Place:
    """An entry; ``tip`` is shown under the pointer, also where there is no room for words."""

    title: str
    icon: str
    tip: str = ""


class _Places(QAbstractListModel):
    def __init__(self, places: Sequence[Place], parent: QObject) -> None:
        super().__init__(parent)
        self._places = places

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        place = self._places[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return place.title
        return place.tip if role == Qt.ItemDataRole.ToolTipRole else None


class _Item(QStyledItemDelegate):
    """The chosen one's icon is in the accent."""

    def __init__(self, theme: Theme, places: Sequence[Place], parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._places = places

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(32, _ITEM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pill = option.rect.adjusted(0, 0, 0, -2)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        under = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or under:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("nav_selected" if chosen else "hover"))
            painter.drawRoundedRect(pill, tokens.RADIUS, tokens.RADIUS)
        if option.state & QStyle.StateFlag.State_HasFocus and _moved_by_keyboard(option):
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inside = QRectF(pill).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(inside, tokens.RADIUS - 1, tokens.RADIUS - 1)
        place = self._places[index.row()]
        icon = self._theme.pixmap(place.icon, "accent" if chosen else "muted")
        narrow = pill.width() < _ICONS_ONLY_BELOW
        left = pill.left() + ((pill.width() - 18) // 2 if narrow else 10)
        painter.drawPixmap(left, pill.top() + 7, icon)
        if not narrow:
            painter.setFont(font(FontRole.BODY_MEDIUM))
            painter.setPen(self._theme.color("text" if chosen else "muted"))
            words = pill.adjusted(38, 0, -8, 0)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), place.title)
        painter.restore()


def _moved_by_keyboard(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_KeyboardFocusChange)


class NavList(QListView):
    """Says ``chosen`` with the row; ``mark`` moves the mark without saying so."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str, places: Sequence[Place]) -> None:
        super().__init__()
        self.setModel(_Places(places, self))
        self.setItemDelegate(_Item(theme, places, self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.viewport().update)

    def mark(self, row: int) -> None:
        self.setCurrentIndex(self.model().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows open as they go; so do Enter and Space."""
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        row = self.currentIndex().row()
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if row >= 0 and (row != before or opens):
            self.chosen.emit(row)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())
