"""Fields of one line that hold a secret, and what Qt would copy out of them unasked."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


def deletes_uncopied(field: QLineEdit, event: QKeyEvent) -> bool:
    """Whether the key deletes a line or its rest, which was done then.

    On X11 and macOS Qt puts what Ctrl+K and Ctrl+U delete onto the clipboard.
    """
    if event.matches(QKeySequence.StandardKey.DeleteEndOfLine):
        start = field.cursorPosition()
    elif event.matches(QKeySequence.StandardKey.DeleteCompleteLine):
        start = 0
    else:
        return False
    field.setSelection(start, len(field.text()) - start)
    if field.hasSelectedText():
        field.del_()
    return True


@contextmanager
def selecting_uncopied(field: QLineEdit) -> Generator[None]:
    """On X11 selecting is copying; Qt does not copy from a field that hides its text."""
    mode, hints = field.echoMode(), field.inputMethodHints()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    try:
        yield
    finally:
        field.setEchoMode(mode)
        field.setInputMethodHints(hints)
