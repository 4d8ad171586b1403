"""Asking before something that cannot be undone."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.dialogs.overlay import Dialog, answer
from gui.theme.theme import Theme
from gui.widgets.fields import InputField
from gui.widgets.labels import TextLabel
from gui.widgets.prose import Prose


class ConfirmDialog(Dialog):
    """Says what will happen; ``typed`` is a word that must be typed first.

    ``cancel`` names what the other answer keeps, where “Cancel” could be taken for either.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        body: str,
        *,
        confirm: str,
        typed: str = "",
        cancel: str = "Cancel",
    ) -> None:
        super().__init__(theme, title)
        self._typed = typed
        self.body.addWidget(Prose(body))
        self.field = InputField(f"Type {typed} to confirm", typed)
        if typed:
            self.body.addWidget(TextLabel(f"Type “{typed}” to confirm:"))
            self.body.addWidget(self.field)
            self.field.textChanged.connect(self._look)
            self.field.returnPressed.connect(self._try)
        self.cancel = self.offer(cancel)
        self.confirm = self.offer(confirm, role="danger")
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._try)
        self._look()

    def _confirmed(self) -> bool:
        return not self._typed or self.field.text().strip().casefold() == self._typed.casefold()

    def _look(self) -> None:
        self.confirm.setEnabled(self._confirmed())

    def _try(self) -> None:
        if self._confirmed():
            self.accept()


async def wants_to_leave(theme: Theme, window: QWidget, title: str, body: str) -> bool:
    """Ask before what somebody entered is forgotten."""
    return await answer(ConfirmDialog(theme, title, body, confirm="Leave", cancel="Stay"), window)


async def wants_to_discard(theme: Theme, window: QWidget, kind: str) -> bool:
    """Ask before words are forgotten that somebody may have written down for a ``kind`` of key."""
    dialog = ConfirmDialog(
        theme,
        "Discard these words?",
        f"No {kind} was made of them: what you wrote down would open nothing.",
        confirm="Discard",
        cancel="Keep them",
    )
    return await answer(dialog, window)
