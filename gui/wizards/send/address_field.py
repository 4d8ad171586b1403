"""The field for an address: pasted in any spacing, or found by a name of the book."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from gui.formats import short_address
from gui.names import Known
from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.fields import InputField

_ROW: Final = 32
_ADDRESS: Final = Qt.ItemDataRole.UserRole
_HAYSTACK: Final = Qt.ItemDataRole.UserRole + 1
_MOST_SHOWN: Final = 7

Index = QModelIndex | QPersistentModelIndex


class AddressField(InputField):
    """Offers ``known`` by name or address; taking one types its address."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(name, "Address, or a name from your address book")
        self.setFont(font(FontRole.MONO))
        self._model = QStandardItemModel(self)
        completer = _ByName(self._model, self)
        completer.setCompletionRole(_HAYSTACK)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_MOST_SHOWN)
        popup = QListView()
        popup.setProperty("kind", "popup")
        popup.setAccessibleName("Known addresses")
        completer.setPopup(popup)
        popup.setItemDelegate(_KnownItem(theme, popup))
        self.setCompleter(completer)

    def offer(self, known: Sequence[Known]) -> None:
        """What can be found by its name."""
        self._model.clear()
        for one in known:
            item = QStandardItem(one.name)
            item.setData(one.address, _ADDRESS)
            item.setData(f"{one.name} {one.address}", _HAYSTACK)
            self._model.appendRow(item)

    @property
    def offered(self) -> list[str]:
        """The names that can be found."""
        return [self._model.item(row).text() for row in range(self._model.rowCount())]


class _ByName(QCompleter):
    """Looks into names and addresses, and completes to the address."""

    def pathFromIndex(self, index: Index) -> str:
        return str(index.data(_ADDRESS))


class _KnownItem(QStyledItemDelegate):
    """The name, and the address shortened at the right."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(240, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        color = self._theme.color
        row = QRectF(option.rect)
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("selected"))
            painter.drawRoundedRect(row, 4, 4)
        inside = row.adjusted(tokens.S, 0, -tokens.S, 0)
        address = short_address(str(index.data(_ADDRESS)))
        painter.setFont(font(FontRole.MONO))
        painter.setPen(color("muted"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inside, int(middle | Qt.AlignmentFlag.AlignRight), address)
        width = painter.fontMetrics().horizontalAdvance(address) + tokens.M
        painter.setFont(font(FontRole.BODY))
        painter.setPen(color("text"))
        room = inside.adjusted(0, 0, -width, 0)
        name = painter.fontMetrics().elidedText(
            cast("str", index.data()), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(middle), name)
        painter.restore()
