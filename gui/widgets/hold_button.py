"""A button that shows something for as long as it is held, and the row it stands in."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.labels import TextLabel
from gui.widgets.screen_guard import UNGUARDED, system_capture

HIDDEN_WORD: Final = "••••••"  # as long for every word
_HOLDING: Final = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HoldButton(Button):
    """Says ``held(True)`` while it is pressed by mouse, Space or Enter, and ``held(False)`` after.

    Whatever takes the focus, the pointer or the window away lets go.
    """

    held = Signal(bool)

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, icon="eye")
        self._is_held = False

    def hold(self, *, held: bool) -> None:
        if held is not self._is_held:
            self._is_held = held
            self.setDown(held)
            self.held.emit(held)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.hold(held=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self.hold(held=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _HOLDING:
            self.hold(held=True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in _HOLDING:
            if not event.isAutoRepeat():
                self.hold(held=False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.hold(held=False)
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.hold(held=False)
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.ActivationChange, QEvent.Type.EnabledChange):
            self.hold(held=False)
        super().changeEvent(event)


class HoldToShow(QWidget):
    """The button, and beside it whether the system can keep others from recording it."""

    def __init__(self, theme: Theme, description: str) -> None:
        super().__init__()
        self.button = HoldButton(theme, "Press and hold to show")
        self.button.setAccessibleDescription(description)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.M)
        row.addWidget(self.button)
        unguarded = "" if system_capture() is not None else UNGUARDED
        row.addWidget(TextLabel(unguarded, FontRole.SMALL, "muted", wrap=True), 1)
