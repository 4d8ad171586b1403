"""A field for recovery words, which are to be seen while they are typed or asked for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)

from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.hold_button import HIDDEN_WORD
from gui.widgets.secret_text import SecretText

_LINE: Final = 20
_BETWEEN: Final = "  "
_CORRECTING: Final = (
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
    *(Qt.Key.Key_Backspace, Qt.Key.Key_Delete),
)


class VeiledText(SecretText):
    """Dots for every word, until somebody types, clicks into it or holds the button for it.

    What was pasted stays veiled. Leaving the field or the window veils it again.
    """

    def __init__(self, theme: Theme, name: str, height: int = 96) -> None:
        super().__init__(name, height)
        self._theme = theme
        self._is_open = False
        self._is_held = False
        theme.changed.connect(self.viewport().update)

    @property
    def is_veiled(self) -> bool:
        return not (self._is_open or self._is_held or self.is_empty)

    def hold(self, *, held: bool) -> None:
        """Show the words while a button is held."""
        self._is_held = held
        self.viewport().update()

    def wipe(self) -> None:
        super().wipe()
        self._open(is_open=False)

    def insertFromMimeData(self, source: QMimeData) -> None:
        super().insertFromMimeData(source)
        if len(source.text().split()) > 1:
            self._open(is_open=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A shortcut, or a key that takes a screenshot, shows nothing."""
        if _types(event) or event.key() in _CORRECTING:
            self._open(is_open=True)
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._open(is_open=True)
        super().inputMethodEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._open(is_open=True)
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._open(is_open=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_veiled:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        painter.setFont(font(FontRole.MONO))
        painter.setPen(self._theme.color("muted" if self.isEnabled() else "disabled"))
        metrics = painter.fontMetrics()
        step = metrics.horizontalAdvance(HIDDEN_WORD + _BETWEEN)
        margin = self.document().documentMargin()
        columns = max(1, int(self.viewport().width() - 2 * margin) // step)
        for number in range(len(self.toPlainText().split())):
            row, column = divmod(number, columns)
            at = QPointF(margin + column * step, margin + row * _LINE + metrics.ascent())
            painter.drawText(at, HIDDEN_WORD)
        painter.end()

    def _open(self, *, is_open: bool) -> None:
        if is_open is not self._is_open:
            self._is_open = is_open
            self.viewport().update()


def _types(event: QKeyEvent) -> bool:
    """Whether it puts a character in; Ctrl and Alt together are AltGr on Windows."""
    modifiers, alt = event.modifiers(), Qt.KeyboardModifier.AltModifier
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    is_command = bool(modifiers & commands) and not modifiers & alt
    return bool(event.text()) and event.text().isprintable() and not is_command
