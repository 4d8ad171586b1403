"""Putting text on the clipboard, and saying so beside the button."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from gui.theme.theme import Theme
from gui.widgets.buttons import Button

_TOLD_MS = 1500


def copy_text(text: str) -> None:
    """Nothing that is copied through here may be a secret."""
    QGuiApplication.clipboard().setText(text)


class CopyButton(Button):
    """Copies what ``holds`` was given; its icon turns into a tick for a moment."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, icon="copy", role="flat", name=name)
        self._text = ""
        self._back = QTimer(self, interval=_TOLD_MS, singleShot=True)
        self._back.timeout.connect(lambda: self.show_icon("copy"))
        self.clicked.connect(self._copy)

    def holds(self, text: str) -> None:
        self._text = text

    def _copy(self) -> None:
        copy_text(self._text)
        self.show_icon("check")
        self._back.start()
