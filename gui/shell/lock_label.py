"""The lock at the right of the status bar: what it is now, and a click changes it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from gui.shell.lock_words import state_words
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme

_ICON, _GAP, _HEIGHT = 14, 6, 20


class LockLabel(QAbstractButton):
    """Locks where something is open, else asks for the chosen wallet's password."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._open = False
        self.setFont(font(FontRole.SMALL_FIGURES))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.show_state(unlocked=0, seconds_left=0)

    def show_state(self, *, unlocked: int, seconds_left: float) -> None:
        words = state_words(unlocked=unlocked, seconds_left=seconds_left)
        if words == self.text():
            return
        self._open = unlocked > 0
        self.setText(words)
        what = "Lock now (Ctrl+L)" if self._open else "Unlock the chosen wallet"
        self.setAccessibleName(f"Keys {words}")
        self.setAccessibleDescription(what)
        self.setToolTip("Lock now (Ctrl+L)" if self._open else "Unlock the chosen wallet")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(_ICON + _GAP + words + 2, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        near = self.underMouse() or self.hasFocus()
        tone = "text" if near or self._open else "muted"
        painter = QPainter(self)
        icon = "lock-open" if self._open else "lock"
        middle = (self.height() - _ICON) // 2
        painter.drawPixmap(0, middle, self._theme.pixmap(icon, tone, _ICON))
        painter.setPen(self._theme.color("text" if near else "muted"))
        words = self.rect().adjusted(_ICON + _GAP, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.end()
