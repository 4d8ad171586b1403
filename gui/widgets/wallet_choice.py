"""A drop-down of keys: the name, and after it the address in the mono face."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
)

from gui.formats import short_address, untrusted
from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.choices import Choice

_ADDRESS = Qt.ItemDataRole.UserRole + 1
_ROW = 32
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


class WalletChoice(Choice):
    """``add`` a key with its name and address; the rest is a drop-down's."""

    def __init__(self, theme: Theme, name: str, width: int = 320) -> None:
        super().__init__(theme, name, width)
        self.setItemDelegate(_Row(theme, self))

    def add(self, name: str, address: str, data: object = None) -> None:
        self.addItem(untrusted(name), data)
        self.setItemData(self.count() - 1, address, _ADDRESS)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.currentText()
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        tone = "muted" if self.isEnabled() else "disabled"
        chevron = self._theme.pixmap("chevron-down", tone, 14)
        painter.drawPixmap(self.width() - 26, (self.height() - 14) // 2, chevron)
        room = self.rect().adjusted(11, 0, -34, 0)
        _paint_key(painter, self._theme, room, shown, str(self.currentData(_ADDRESS) or ""))
        painter.end()


class _Row(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: WalletChoice) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return QSize(0, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("selected"))
            painter.drawRoundedRect(option.rect, 4, 4)
        address = str(index.data(_ADDRESS) or "")
        room = option.rect.adjusted(tokens.S, 0, -tokens.S, 0)
        _paint_key(painter, self._theme, room, str(index.data()), address)
        painter.restore()


def _paint_key(painter: QPainter, theme: Theme, room: QRect, name: str, address: str) -> None:
    short = short_address(address)
    painter.setFont(font(FontRole.MONO))
    beside = painter.fontMetrics().horizontalAdvance(short) + tokens.S if short else 0
    painter.setFont(font(FontRole.BODY))
    painter.setPen(theme.color("text"))
    metrics, mode = painter.fontMetrics(), Qt.TextElideMode.ElideRight
    shown = metrics.elidedText(name, mode, room.width() - beside)
    painter.drawText(room, _MIDDLE, shown)
    painter.setFont(font(FontRole.MONO))
    painter.setPen(theme.color("muted"))
    after = room.adjusted(metrics.horizontalAdvance(shown) + tokens.S, 0, 0, 0)
    painter.drawText(after, _MIDDLE, short)
