"""The contacts of the address book in a list that can be searched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

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
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.domain.contacts import Contact
from gui.dialogs.overlay import WIDE
from gui.formats import in_fours, untrusted
from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.empty import EmptyState
from gui.widgets.fields import FilterField

_ROW: Final = 52
_EMPTY: Final = "Names for addresses you send to. They are kept on this computer alone."

Index = QModelIndex | QPersistentModelIndex


class _Contacts(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.shown: list[Contact] = []

    def become(self, contacts: Sequence[Contact]) -> None:
        self.beginResetModel()
        self.shown = list(contacts)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        contact = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return untrusted(contact.label)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{untrusted(contact.label)}, {in_fours(contact.address)}"
        return None


class _Item(QStyledItemDelegate):
    def __init__(self, theme: Theme, contacts: _Contacts, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._contacts = contacts

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(240, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        color = self._theme.color
        row = QRectF(option.rect)
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, color("selected" if selected else "hover"))
        if selected:
            painter.fillRect(QRectF(row.left(), row.top(), 2, row.height()), color("accent"))
        line = QRectF(row.left(), row.bottom() - 1, row.width(), 1)
        painter.fillRect(line, color("hairline"))
        inside = row.adjusted(tokens.M, 6, -tokens.M, -6)
        painter.setFont(font(FontRole.BODY_MEDIUM))
        painter.setPen(color("text"))
        name = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, int(inside.width())
        )
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignTop), name)
        painter.setFont(font(FontRole.MONO))
        painter.setPen(color("muted"))
        address = in_fours(self._contacts.shown[index.row()].address)
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignBottom), address)
        painter.restore()


class _List(QListView):
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class ContactList(QWidget):
    """``changed`` when another contact is the current one, ``opened`` by Enter or double click."""

    changed = Signal()
    opened = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._book: Sequence[Contact] = ()
        self._contacts = _Contacts(self)
        self.field = FilterField(theme, "Find a name or an address")
        self.field.setMinimumWidth(0)
        self.field.setMaximumWidth(WIDE)
        self.view = _List()
        self.view.setModel(self._contacts)
        self.view.setItemDelegate(_Item(theme, self._contacts, self.view))
        self.view.setMouseTracking(True)
        self.view.setUniformItemSizes(True)
        self.view.setAccessibleName("Address book")
        self._empty = EmptyState(theme, "address-book", "No names yet", _EMPTY)
        self._rooms = QStackedWidget()
        self._rooms.addWidget(self.view)
        self._rooms.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.M)
        layout.addWidget(self.field)
        layout.addWidget(self._rooms, 1)
        self.field.textChanged.connect(self._filter)
        self.field.returnPressed.connect(self._enter_list)
        self.view.opened.connect(self.opened)
        self.view.doubleClicked.connect(self._on_double_clicked)
        self.view.selectionModel().currentChanged.connect(self._on_current)

    @property
    def current(self) -> Contact | None:
        index = self.view.currentIndex()
        return self._contacts.shown[index.row()] if index.isValid() else None

    @property
    def shown(self) -> list[Contact]:
        return list(self._contacts.shown)

    def show_contacts(self, book: Sequence[Contact]) -> None:
        self._book = book
        self._filter()

    def choose(self, address: str) -> None:
        """Make the contact of this address the current one."""
        for row, contact in enumerate(self._contacts.shown):
            if contact.address == address:
                self.view.setCurrentIndex(self._contacts.index(row, 0))

    def _filter(self) -> None:
        words = self.field.text().casefold().split()
        found = [c for c in self._book if _matches(c, words)]
        current = self.current
        self._contacts.become(found)
        self._rooms.setCurrentIndex(0 if found else 1)
        if not found and self._book:
            self._empty.say("Nobody found", "No name or address has these characters.")
        elif not found:
            self._empty.say("No names yet", _EMPTY)
        if current is not None:
            self.choose(current.address)
        self.changed.emit()

    def _on_double_clicked(self) -> None:
        self.opened.emit()

    def _on_current(self) -> None:
        self.changed.emit()

    def _enter_list(self) -> None:
        if self._contacts.shown:
            self.view.setCurrentIndex(self._contacts.index(0, 0))
            self.view.setFocus()


def _matches(contact: Contact, words: Sequence[str]) -> bool:
    haystack = f"{contact.label} {contact.address}".casefold()
    return all(word in haystack for word in words)
