"""The sidebar: the brand and the destinations."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.shell.navigation import DESTINATIONS, root_of
from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.labels import IconLabel, TextLabel

WIDTH = 200
NARROW = 56
BRAND_HEIGHT = 52
_ITEM = 34  # 32 and the gap of 2 below it

Index = QModelIndex | QPersistentModelIndex


class _Destinations(QAbstractListModel):
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(DESTINATIONS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        destination = DESTINATIONS[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return destination.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{destination.title} (Ctrl+{index.row() + 1})"
        return None


class _Item(QStyledItemDelegate):
    """Pill, icon and title; the chosen one's icon in the accent."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(32, _ITEM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state = option.state
        area = option.rect
        pill = area.adjusted(0, 0, 0, -2)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        under = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or under:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("nav_selected" if chosen else "hover"))
            painter.drawRoundedRect(pill, tokens.RADIUS, tokens.RADIUS)
        destination = DESTINATIONS[index.row()]
        icon = self._theme.pixmap(destination.icon, "accent" if chosen else "muted")
        narrow = area.width() < 100
        left = pill.left() + ((pill.width() - 18) // 2 if narrow else 10)
        painter.drawPixmap(left, pill.top() + 7, icon)
        if not narrow:
            painter.setFont(font(FontRole.BODY_MEDIUM))
            painter.setPen(self._theme.color("text" if chosen else "muted"))
            words = pill.adjusted(38, 0, -8, 0)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), destination.title)
        painter.restore()


class _List(QListView):
    """Enter and Space open; the arrows open as they go, as in most sidebars."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            self.clicked.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class Sidebar(QFrame):
    """200 px wide, or 56 with icons alone."""

    route_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("room", "sidebar")
        self._name = TextLabel("Taonaut", FontRole.TITLE)
        brand = QHBoxLayout()
        brand.setContentsMargins(tokens.S, 0, 0, 0)
        brand.setSpacing(tokens.S + 2)
        brand.addWidget(IconLabel(theme, "brand", "accent", 22))
        brand.addWidget(self._name, 1)
        top = QWidget()
        top.setLayout(brand)
        top.setFixedHeight(BRAND_HEIGHT)
        self._list = self._make_list(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.M, 0, tokens.M, tokens.M)
        layout.setSpacing(tokens.S)
        layout.addWidget(top)
        layout.addWidget(self._list, 1)
        self.set_narrow(narrow=False)

    def _make_list(self, theme: Theme) -> QListView:
        made = _List()
        made.setModel(_Destinations(made))
        made.setItemDelegate(_Item(theme, made))
        made.setMouseTracking(True)
        made.setUniformItemSizes(True)
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setAccessibleName("Pages")
        made.clicked.connect(self._on_clicked)
        theme.changed.connect(made.viewport().update)
        return made

    def set_narrow(self, *, narrow: bool) -> None:
        self.setFixedWidth(NARROW if narrow else WIDTH)
        self._name.setVisible(not narrow)

    def mark(self, route: str) -> None:
        """Show which destination a route belongs to."""
        for row, destination in enumerate(DESTINATIONS):
            if destination.route == root_of(route):
                self._list.setCurrentIndex(self._list.model().index(row, 0))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.route_requested.emit(DESTINATIONS[index.row()].route)
