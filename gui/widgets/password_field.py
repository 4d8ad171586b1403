"""The field a password is typed into, and the only way out of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QLineEdit, QToolButton

from core.domain.keys import Secret
from core.domain.wiping import overwrite_freed
from gui.theme.theme import Theme
from gui.widgets.fields import InputField
from gui.widgets.styling import restyle
from gui.widgets.uncopied import deletes_uncopied, selecting_uncopied

_LONGEST = 1024
_HINTS: Final = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)
_TAKING_OUT: Final = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)


class PasswordField(InputField):
    """Dots, with an eye to see them. ``take`` empties it; nobody else reads it.

    Qt cannot ask whether Caps Lock is on, but what is typed tells: a capital
    letter without Shift, or a small one with it. ``caps_lock`` says so from
    ``textEdited`` on. Even while it is shown nothing can be copied out of it,
    neither by a key nor by selecting (which on X11 is copying).
    """

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(name)
        self._theme = theme
        self.caps_lock = False
        self._eye = QAction(self)
        self.setProperty("measure", "tall")
        self.setMaxLength(_LONGEST)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setProperty("dots", "true")
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._eye.triggered.connect(self._on_eye)
        for button in self.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self._paint_eye)
        self._paint_eye()

    @property
    def is_shown(self) -> bool:
        return self.echoMode() == QLineEdit.EchoMode.Normal

    @property
    def is_empty(self) -> bool:
        return not self.text()

    def take(self) -> Secret:
        """What was typed; the field is empty and hidden again. The caller wipes it.

        Raises AppError(BAD_INPUT) for text that UTF-8 cannot hold.
        """
        try:
            return Secret.take_text(self.text())
        finally:
            self.wipe()

    def wipe(self) -> None:
        """Empty it. ``clear`` would keep the text for undoing, and Qt frees it unwiped."""
        self.setText("")
        self.show_text(shown=False)
        overwrite_freed()

    def show_text(self, *, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        restyle(self, "dots", "false" if shown else "true")
        # While it is shown Qt would let input methods learn it.
        self.setInputMethodHints(self.inputMethodHints() | _HINTS)
        self._paint_eye()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_shown and any(event.matches(key) for key in _TAKING_OUT):
            return
        self._look_at(event)
        if not deletes_uncopied(self, event):
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        with selecting_uncopied(self):
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        with selecting_uncopied(self):
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        with selecting_uncopied(self):
            menu = self.createStandardContextMenu()
        menu.setAccessibleName("Password")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def showEvent(self, event: QShowEvent) -> None:
        """Qt reads the style sheet's dot only when it hears of a new style."""
        super().showEvent(event)
        self.changeEvent(QEvent(QEvent.Type.StyleChange))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.show_text(shown=False)

    def _look_at(self, event: QKeyEvent) -> None:
        typed = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps_lock = False  # unknown until the next letter
        elif len(typed) == 1 and typed.lower() != typed.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock = typed.isupper() is not shift

    def _on_eye(self) -> None:
        self.show_text(shown=not self.is_shown)

    def _paint_eye(self) -> None:
        shown = self.is_shown
        self._eye.setIcon(self._theme.icon("eye-off" if shown else "eye", "muted", 18))
        self._eye.setText("Hide the password" if shown else "Show the password")
