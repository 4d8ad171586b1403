"""A field of several lines for a secret that is pasted or typed in."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from gui.theme.fonts import FontRole, font
from gui.widgets.styling import restyle

_LONGEST: Final = 65_536
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAKING: Final = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)


class SecretText(QPlainTextEdit):
    """Takes text, and gives none back to the clipboard, to undoing or to dragging.

    Enter is left to the wizard; Tab goes on.
    """

    def __init__(self, name: str, height: int = 96) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedHeight(height)
        self.setFont(font(FontRole.MONO))
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )

    @property
    def is_empty(self) -> bool:
        return self.document().isEmpty()

    def wipe(self) -> None:
        self.setPlainText("")
        self.mark(invalid=False)

    def mark(self, *, invalid: bool) -> None:
        restyle(self, "invalid", "true" if invalid else "false")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if any(event.matches(key) for key in _TAKING):
            event.accept()
        elif event.key() in _ENTER or event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAccessibleName(self.accessibleName())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paste = menu.addAction("Paste")
        paste.setEnabled(self.canPaste())
        paste.triggered.connect(self.paste)
        menu.popup(event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Nothing leaves, not even by the X11 selection."""
        return QMimeData()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text only, and no more of it than a key can be."""
        self.insertPlainText(source.text()[:_LONGEST])
