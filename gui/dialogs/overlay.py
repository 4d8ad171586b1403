"""Dialogs inside the window: a dimmed page and a frame on it, awaited by a coroutine."""

from __future__ import annotations

import asyncio
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.labels import TextLabel

WIDTH = 432
WIDE = 680


class Scrim(QWidget):
    """Dims its window and takes the clicks; holds one child and keeps it in place."""

    clicked = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        theme.changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("scrim"))
        painter.end()


class Dialog(QFrame):
    """A question or a report on a scrim. Add to ``body``, then buttons with ``offer``.

    ``head`` stands in the title's place. Esc refuses. Tab stays inside. Show it
    with ``answer``.
    """

    finished = Signal(bool)
    stays_when_locked = False  # most speak of wallets, and close when the keys lock

    def __init__(
        self, theme: Theme, title: str, *, width: int = WIDTH, head: QWidget | None = None
    ) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("kind", "dialog")
        self.setFixedWidth(width)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        outer.setSpacing(tokens.L)
        outer.addWidget(head or TextLabel(title, FontRole.HEADING, wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(tokens.M)
        outer.addLayout(self.body)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(tokens.S)
        self._foot.addStretch()
        outer.addLayout(self._foot)

    def offer(self, text: str, *, role: str = "", icon: str = "") -> Button:
        """Add a button at the right end of the foot."""
        button = Button(self.theme, text, role=role, icon=icon)
        self._foot.addWidget(button)
        return button

    def add_note(self, label: QWidget) -> None:
        """Put a remark at the left end of the foot."""
        self._foot.insertWidget(0, label, 1)

    def accept(self) -> None:
        self.finished.emit(True)

    def reject(self) -> None:
        self.finished.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Tab goes round inside the dialog and never below the scrim."""
        stops = [w for w in self.findChildren(QWidget) if _takes_tab(w)]
        if not stops:
            return True
        current = QApplication.focusWidget()
        step = 1 if next else -1
        at = stops.index(current) + step if current in stops else 0
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        stops[at % len(stops)].setFocus(reason)
        return True


def _takes_tab(widget: QWidget) -> bool:
    policy = widget.focusPolicy()
    return bool(policy & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()


async def answer(dialog: Dialog, window: QWidget) -> bool:
    """Show ``dialog`` over ``window`` and wait for it, without a nested loop.

    Cancelling the caller closes the dialog; the focus goes back to where it was,
    unless it was moved elsewhere meanwhile.
    """
    done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def finish(result: bool) -> None:
        if not done.done():
            done.set_result(result)

    before = cast("QWidget | None", window.focusWidget())
    scrim = Scrim(dialog.theme, window)
    layout = QVBoxLayout(scrim)
    layout.addWidget(dialog, 0, Qt.AlignmentFlag.AlignCenter)
    dialog.finished.connect(finish)
    scrim.show()
    scrim.raise_()
    dialog.focusNextPrevChild(True)
    try:
        return await done
    finally:
        if isValid(scrim):  # the window may have gone with everything in it
            held = _holds_focus(scrim, window)
            scrim.hide()
            scrim.deleteLater()
            if held and before is not None and isValid(before):
                before.setFocus()


def _holds_focus(scrim: Scrim, window: QWidget) -> bool:
    """Whether the focus is in the dialog, or nowhere."""
    focused = cast("QWidget | None", window.focusWidget())
    return focused is None or scrim.isAncestorOf(focused)


async def show(dialog: Dialog, window: QWidget) -> None:
    """Like ``answer``, for a dialog that asks nothing."""
    await answer(dialog, window)
