"""Choosing one of a few: cards with a radio mark, segments, a drop-down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from gui.formats import caption
from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme

_BEFORE, _CHEVRON = 12, 28  # pixels of a drop-down beside its words
_WIDEST = 420  # of its list


class RadioCard(QAbstractButton):
    """A choice as a card: a coloured dot or an icon, a name, a note and a radio mark.

    Put the cards of one choice into a ``QButtonGroup``.
    """

    def __init__(
        self, theme: Theme, name: str, note: str, dot: str = "", *, icon: str = ""
    ) -> None:
        super().__init__()
        self._theme = theme
        self._note = note
        self._dot = dot
        self._icon = icon
        self.setText(caption(name))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedHeight(64)
        self.setMinimumWidth(168)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setAccessibleDescription(note)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(222, 64)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        self._paint_mark(painter)
        self._paint_words(painter)
        painter.end()

    @property
    def _accent(self) -> str:
        return "accent" if self.isEnabled() else "disabled"

    def _paint_frame(self, painter: QPainter) -> None:
        on, color = self.isChecked(), self._theme.color
        lit = self.underMouse() and not on and self.isEnabled()
        painter.setBrush(color("hover" if lit else "surface"))
        painter.setPen(QPen(color(self._accent if on else "line"), 2 if on else 1))
        inset = 1.0 if on else 0.5
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, tokens.RADIUS, tokens.RADIUS)

    def _paint_mark(self, painter: QPainter) -> None:
        on, color = self.isChecked(), self._theme.color
        centre = QPointF(self.width() - 23, 21)
        painter.setPen(QPen(color(self._accent if on else "control"), 1))
        painter.setBrush(color(self._accent if on else "surface"))
        painter.drawEllipse(centre, 7.5, 7.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if on:
            painter.setBrush(color("on_accent"))
            painter.drawEllipse(centre, 3, 3)
        if self._icon:
            tone = self._accent if on else "muted"
            painter.drawPixmap(QPointF(14, 12), self._theme.pixmap(self._icon, tone, 18))
        else:
            painter.setBrush(color(self._dot))
            painter.drawEllipse(QPointF(19, 21), 4, 4)

    def _paint_words(self, painter: QPainter) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(font(FontRole.BODY_MEDIUM))
        painter.setPen(self._theme.color("text" if self.isEnabled() else "disabled"))
        left = 40 if self._icon else 31
        painter.drawText(QRectF(left, 11, self.width() - 70, 20), middle, self.accessibleName())
        painter.setFont(font(FontRole.SMALL))
        painter.setPen(self._theme.color("muted" if self.isEnabled() else "disabled"))
        room = self.width() - 30
        note = painter.fontMetrics().elidedText(self._note, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(15, 33, room, 20), middle, note)


class SegmentedControl(QWidget):
    """A row of joined buttons of which one is chosen."""

    chosen = Signal(int)

    def __init__(self, name: str, segments: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        for number, text in enumerate(segments):
            segment = QPushButton(caption(text))
            segment.setCheckable(True)
            segment.setProperty("role", "filter")
            segment.setFont(font(FontRole.SMALL_MEDIUM))
            segment.setAccessibleDescription(name)
            self._group.addButton(segment, number)
            layout.addWidget(segment)
        self._group.idClicked.connect(self.chosen)

    def show_segments(self, shown: Sequence[bool]) -> None:
        """Which of them can be chosen now."""
        for number, visible in enumerate(shown):
            self._group.button(number).setVisible(visible)

    def choose(self, number: int) -> None:
        """Mark a segment without saying that it was chosen."""
        self._group.button(number).setChecked(True)


class Choice(QComboBox):
    """A drop-down with our chevron; the wheel scrolls the page, not the choice."""

    def __init__(self, theme: Theme, name: str, width: int = 136) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setFixedWidth(width)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setItemDelegate(QStyledItemDelegate(self))  # rows as the style sheet has them
        popup = self.view().parentWidget()
        if isinstance(popup, QFrame):
            popup.setFrameShape(QFrame.Shape.NoFrame)
        theme.changed.connect(self.update)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def showPopup(self) -> None:
        """As wide as its longest entry, within reason."""
        wide = self.view().sizeHintForColumn(0) + 2 * tokens.L
        self.view().setMinimumWidth(min(max(self.width(), wide), _WIDEST))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        metrics, mode = self.fontMetrics(), Qt.TextElideMode.ElideRight
        room = self.width() - _BEFORE - _CHEVRON
        option.currentText = metrics.elidedText(option.currentText, mode, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        color = "muted" if self.isEnabled() else "disabled"
        pixmap = self._theme.pixmap("chevron-down", color, 14)
        painter.drawPixmap(self.width() - 26, (self.height() - 14) // 2, pixmap)
        painter.end()
