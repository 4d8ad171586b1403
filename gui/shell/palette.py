"""The command palette: type, choose, go. Everything in the app by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.overlay import Scrim
from gui.shell.ranking import Entry, rank
from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.styling import rule

WIDTH = 560
_ROW = 36
_SHOWN = 9
_TOP = 88
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _SHOWN,
    Qt.Key.Key_PageUp: -_SHOWN,
}

Index = QModelIndex | QPersistentModelIndex


class _Found(QAbstractListModel):
    """The entries that fit what was typed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()

    def replace(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        return self._entries[row]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            entry = self._entries[index.row()]
            return f"{entry.title}, {entry.hint}" if entry.hint else entry.title
        return None


class _Row(QStyledItemDelegate):
    """Icon, title, and muted at the right what it is."""

    def __init__(self, theme: Theme, found: _Found) -> None:
        super().__init__(found)
        self._theme = theme
        self._found = found

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(WIDTH, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._found.entry(index.row())
        area = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("selected"))
            painter.drawRoundedRect(area, tokens.RADIUS, tokens.RADIUS)
        icon = self._theme.pixmap(entry.icon, "accent" if chosen else "muted")
        painter.drawPixmap(area.left() + 10, area.top() + (_ROW - 18) // 2, icon)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(font(FontRole.SMALL))
        painter.setPen(self._theme.color("muted"))
        right = middle | int(Qt.AlignmentFlag.AlignRight)
        painter.drawText(area.adjusted(0, 0, -12, 0), right, entry.hint)
        used = painter.fontMetrics().horizontalAdvance(entry.hint)
        painter.setFont(font(FontRole.BODY))
        painter.setPen(self._theme.color("text"))
        words = area.adjusted(40, 0, -24 - used, 0)
        mode = Qt.TextElideMode.ElideRight
        title = painter.fontMetrics().elidedText(entry.title, mode, words.width())
        painter.drawText(words, middle, title)
        painter.restore()


class CommandPalette(QFrame):
    """Opened with entries; says which was chosen by its key, then closes itself."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()
        self._scrim = Scrim(theme, window)
        self._scrim.hide()
        self._scrim.clicked.connect(self.close_palette)
        self._before: QWidget | None = None
        self.setProperty("kind", "dialog")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Command palette")
        self._found = _Found(self)
        self.field = self._make_field()
        self.list = self._make_list(theme)
        self._nothing = TextLabel("Nothing fits.", tone="muted")
        self._lay_out(theme)
        around = QVBoxLayout(self._scrim)
        around.setContentsMargins(0, _TOP, 0, 0)
        around.addWidget(self, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)

    def _make_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setProperty("role", "plain")
        field.setFont(font(FontRole.LEAD))
        field.setPlaceholderText("Search or jump")
        field.setAccessibleName("Search pages, subnets and actions")
        field.setMaxLength(64)
        field.textChanged.connect(self._refill)
        field.installEventFilter(self)
        return field

    def _make_list(self, theme: Theme) -> QListView:
        made = QListView()
        made.setModel(self._found)
        made.setItemDelegate(_Row(theme, self._found))
        made.setUniformItemSizes(True)
        made.setMouseTracking(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setAccessibleName("Found")
        made.entered.connect(made.setCurrentIndex)
        made.clicked.connect(self._on_clicked)
        return made

    def _lay_out(self, theme: Theme) -> None:
        search = QHBoxLayout()
        search.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        search.setSpacing(tokens.M)
        search.addWidget(IconLabel(theme, "search"))
        search.addWidget(self.field, 1)
        results = QVBoxLayout()
        results.setContentsMargins(tokens.S, tokens.S, tokens.S, tokens.S)
        results.addWidget(self.list)
        results.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignHCenter)
        foot = QHBoxLayout()
        foot.setContentsMargins(tokens.L, tokens.S, tokens.L, tokens.S)
        foot.addWidget(TextLabel("↑ ↓ move · Enter open · Esc close", FontRole.SMALL, "muted"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addLayout(search)
        layout.addWidget(rule("line"))
        layout.addLayout(results)
        layout.addWidget(rule("line"))
        layout.addLayout(foot)

    @property
    def is_open(self) -> bool:
        return not self._scrim.isHidden()

    @property
    def titles(self) -> list[str]:
        """What is listed now."""
        return [self._found.entry(row).title for row in range(self._found.rowCount())]

    def open_with(self, entries: Sequence[Entry]) -> None:
        """Show it over the window with the field empty and focused."""
        self._before = self._scrim.window().focusWidget()
        self._entries = tuple(entries)
        self.field.clear()
        self._refill("")
        self._scrim.show()
        self._scrim.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add_entries(self, entries: Sequence[Entry]) -> None:
        """More of them came while it is open; what is typed still holds."""
        self._entries = (*self._entries, *entries)
        self._refill(self.field.text())

    def close_palette(self) -> None:
        if not self.is_open:
            return
        self._scrim.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._move(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex().row())
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _move(self, by: int) -> None:
        rows = self._found.rowCount()
        if not rows:
            return
        at = self.list.currentIndex().row() + by
        # One step past an end goes round; a page stops there.
        at = at % rows if abs(by) == 1 else max(0, min(rows - 1, at))
        self.list.setCurrentIndex(self._found.index(at, 0))

    def _refill(self, typed: str) -> None:
        self._found.replace(rank(self._entries, typed))
        rows = self._found.rowCount()
        self.list.setFixedHeight(min(rows, _SHOWN) * _ROW)
        self.list.setVisible(rows > 0)
        self._nothing.setVisible(rows == 0)
        self.list.setCurrentIndex(self._found.index(0, 0))

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    def _choose(self, row: int) -> None:
        if 0 <= row < self._found.rowCount():
            key = self._found.entry(row).key
            self.close_palette()
            self.chosen.emit(key)
