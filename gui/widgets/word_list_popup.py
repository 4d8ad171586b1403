"""The few words that begin as was typed, below the field they are typed into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme

_ROW: Final = 28
_PADDING: Final = 4
_GAP: Final = 10  # between the field and the list
_KEY: Final = "Enter"

Index = QModelIndex | QPersistentModelIndex


class _Word(QStyledItemDelegate):
    """The typed part is muted, or in the accent where the word is the one to be taken."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.typed = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(80, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        word = str(index.data())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("selected"))
            painter.drawRoundedRect(area, 4, 4)
        painter.setFont(font(FontRole.MONO))
        begun, rest = word[: self.typed], word[self.typed :]
        left = area.adjusted(tokens.S, 0, 0, 0)
        painter.setPen(self._theme.color("accent" if chosen else "muted"))
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, begun)
        left.adjust(painter.fontMetrics().horizontalAdvance(begun), 0, 0, 0)
        painter.setPen(self._theme.color("text"))
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter, rest)
        if chosen:
            self._paint_key(painter, area)
        painter.restore()

    def _paint_key(self, painter: QPainter, area: QRect) -> None:
        width = QFontMetrics(font(FontRole.MONO_SMALL)).horizontalAdvance(_KEY) + 12
        box = QRectF(area.right() - width - 6, area.top() + 5.5, width, _ROW - 11)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("button_line"), 1))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(font(FontRole.MONO_SMALL))
        painter.setPen(self._theme.color("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _KEY)


class WordListPopup(QListView):
    """No window of its own: a child of the field's window, above everything in it."""

    taken = Signal(str)

    def __init__(self, theme: Theme, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self._follows = False
        self._words = QStringListModel(self)
        self._delegate = _Word(theme, self)
        self.setModel(self._words)
        self.setItemDelegate(self._delegate)
        self.setProperty("kind", "popup")
        self.setAccessibleName("Words that fit")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.entered.connect(self.setCurrentIndex)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.viewport().update)
        self.hide()

    @property
    def current(self) -> str:
        index = self.currentIndex()
        return str(index.data()) if index.isValid() and self.isVisible() else ""

    def offer(self, words: Sequence[str], typed: int) -> None:
        """Show the words, of which ``typed`` letters are there already; none hides the list."""
        self._words.setStringList(list(words))
        self._delegate.typed = typed
        if not words:
            self.hide()
            return
        self.setCurrentIndex(self._words.index(0))
        self._follow_scrolling()
        self._place(len(words))
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Move the mark up or down, round the ends."""
        rows = self._words.rowCount()
        if rows:
            self.setCurrentIndex(self._words.index((self.currentIndex().row() + by) % rows))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.taken.emit(str(index.data()))

    def _follow_scrolling(self) -> None:
        """What scrolls the field away closes the list; found out when it is first needed."""
        if self._follows:
            return
        self._follows = True
        around = self._field.parentWidget()
        while around is not None:
            if isinstance(around, QAbstractScrollArea):
                around.verticalScrollBar().valueChanged.connect(self.hide)
            around = around.parentWidget()

    def _place(self, rows: int) -> None:
        field, window = self._field, self._field.window()
        if self.parent() is not window:
            self.setParent(window)
        height = rows * _ROW + 2 * _PADDING + 2
        top = field.mapTo(window, QPoint(0, field.height() + _GAP))
        if top.y() + height > window.height():
            top = field.mapTo(window, QPoint(0, -height - _GAP))
        self.setGeometry(QRect(top, QSize(field.width(), height)))
