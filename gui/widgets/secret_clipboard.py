"""Secrets on the clipboard: for 30 s, and only while they are still ours."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

SECONDS: Final = 30

# Clipboard histories leave alone what carries these. KDE and GNOME know the first, Windows
# the next three, macOS the last, as nspasteboard.org has it.
_CONCEALED: Final = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
    "application/x-nspasteboard-concealed-type": b"1",
}


class SecretClipboard(QObject):
    """At most one secret at a time; what it was is known as a keyed hash alone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._key = os.urandom(32)
        self._ours = b""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.forget)

    @property
    def is_waiting(self) -> bool:
        return self._timer.isActive()

    def put(self, text: str, seconds: float) -> None:
        offered = QMimeData()
        offered.setText(text)
        for kind, mark in _CONCEALED.items():
            offered.setData(kind, mark)
        QGuiApplication.clipboard().setMimeData(offered)
        self._ours = self._hash(text)
        self._timer.start(round(seconds * 1000))

    def forget(self) -> None:
        """Take it away, unless something else was copied since."""
        clipboard = QGuiApplication.clipboard()
        if self._ours and self._hash(clipboard.text()) == self._ours:
            clipboard.clear()
        self._ours = b""
        self._timer.stop()

    def _hash(self, text: str) -> bytes:
        return blake2b(text.encode(errors="surrogatepass"), key=self._key).digest()


def copy_secret(text: str, seconds: float = SECONDS) -> None:
    """Put a secret on the clipboard; it goes after ``seconds``, on lock and on quit."""
    app = QGuiApplication.instance()
    assert app is not None
    (app.findChild(SecretClipboard) or SecretClipboard(app)).put(text, seconds)


def forget_secret() -> None:
    """Take the secret off the clipboard now, if it is still there."""
    app = QGuiApplication.instance()
    if app is not None and (held := app.findChild(SecretClipboard)) is not None:
        held.forget()
