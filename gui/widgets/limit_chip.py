"""A filter chip with an amount: on or off, and which."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from core.domain.money import TaoRao, parse_tao, tao_text
from core.errors import AppError
from gui.formats import grouped
from gui.theme.theme import Theme
from gui.widgets.chips import FilterChip
from gui.widgets.fields import InputField

_CHEVRON: Final = 14
_GAP: Final = 8
_INSET: Final = 11
_MENU_ZONE: Final = 28  # the right end of the chip, where the chevron is


class LimitChip(FilterChip):
    """``Burn ≤ 0.5 τ``. The words switch it, the chevron (or Down) offers amounts.

    ``changed`` follows every change of the condition, switching included.
    """

    changed = Signal()

    def __init__(self, theme: Theme, what: str, limits: Sequence[TaoRao], start: TaoRao) -> None:
        super().__init__("")
        self._theme = theme
        self._what = what
        self.limit = start
        self._words = ""
        self._menu = QMenu(self)
        self._menu.setAccessibleName(f"{what} at most")
        for limit in limits:
            action = self._menu.addAction(f"≤ {_words(limit)} τ")
            action.triggered.connect(lambda _=False, chosen=limit: self.choose(chosen))
        self._menu.addSeparator()
        self.own = InputField(f"{what} at most, own value in TAO", "Own value, τ")
        self.own.returnPressed.connect(self._take_own)
        self._menu.addAction(_in_menu(self.own, self._menu))
        self.setAccessibleDescription("Down opens a choice of amounts")
        self.toggled.connect(self._on_toggled)
        theme.changed.connect(self.update)
        self._write()

    def choose(self, limit: TaoRao) -> None:
        """Take an amount and switch on."""
        self.limit = limit
        self._write()
        if self.isChecked():
            self.changed.emit()
        else:
            self.setChecked(True)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(_CHEVRON + _GAP, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words at the left, the chevron at the right: a button has but one middle."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        color = "text" if self.isChecked() or self.underMouse() else "muted"
        painter.setPen(self._theme.color(color))
        room = self.rect().adjusted(_INSET, 0, -_INSET, 0)
        painter.drawText(
            room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._words
        )
        top = (self.height() - _CHEVRON) // 2
        chevron = self._theme.pixmap("chevron-down", "muted", _CHEVRON)
        painter.drawPixmap(self.width() - _INSET - _CHEVRON, top, chevron)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() > self.width() - _MENU_ZONE:
            self._open()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        self.own.clear()
        self.own.mark(invalid=False)
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _take_own(self) -> None:
        try:
            limit = parse_tao(self.own.text())
        except AppError:
            self.own.mark(invalid=True)
            return
        self._menu.close()
        self.choose(limit)

    def _write(self) -> None:
        self._words = f"{self._what} ≤ {_words(self.limit)} τ"
        self.setText(self._words)
        self.setAccessibleName(self._words)
        self.updateGeometry()

    def _on_toggled(self) -> None:
        self.changed.emit()


def _words(limit: TaoRao) -> str:
    text = tao_text(limit).rstrip("0").rstrip(".")
    return grouped(text)


def _in_menu(field: QWidget, menu: QMenu) -> QWidgetAction:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(8, 4, 8, 4)
    layout.addWidget(field)
    action = QWidgetAction(menu)
    action.setDefaultWidget(holder)
    return action
