"""Dialogs that ask for passwords and then work with a key for some seconds."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from core.domain.keys import Secret, StoredKey
from core.errors import AppError, ErrorKind
from gui.dialogs.overlay import WIDTH, Dialog
from gui.messages import explain
from gui.tasks import TaskScope
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.busy import BusyBar
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.password_field import PasswordField
from gui.widgets.prose import Prose
from gui.widgets.styling import set_tone

UNFLUSHED: Final = (
    "The disk did not confirm it: after a power cut the file, and its password, may be as before."
)
CAPS_LOCK: Final = "Caps Lock is on."
_ICONS: Final = {"negative": "alert-circle", "warning": "alert-triangle"}


class KeyWorkDialog(Dialog):
    """A subclass adds fields, says when it ``is_ready`` and does its ``_work``.

    While it works the fields are off and Cancel ends the work with the dialog:
    the key's file is the old one or the new one then. A failure is said in the
    dialog, and every password is gone from its field. ``remark`` belongs to the
    news that it worked.
    """

    def __init__(
        self, theme: Theme, title: str, lead: str, *, confirm: str, takes: str, width: int = WIDTH
    ) -> None:
        super().__init__(theme, title, width=width)
        self._takes = takes
        self._at_work = False
        self.remark = ""
        self.fields: list[PasswordField] = []
        self.busy = BusyBar(theme)
        self.tasks = TaskScope(self, on_error=self.refuse, on_busy=self.busy.show_busy)
        self.form = QVBoxLayout()
        self.form.setSpacing(tokens.M)
        self._icon = IconLabel(theme, "alert-circle", "negative", 14)
        self._words = TextLabel(role=FontRole.SMALL, tone="negative", wrap=True)
        self.note = TextLabel(takes, FontRole.SMALL, "muted", wrap=True)
        if lead:
            self.body.addWidget(Prose(lead))
        self.body.addLayout(self.form)
        self.body.addWidget(self.busy)
        self.body.addLayout(self._message())
        self.add_note(self.note)
        self.cancel = self.offer("Cancel")
        self.confirm = self.offer(confirm, role="primary")
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self.submit)
        self.finished.connect(self._on_finished)
        self.say("")

    def _message(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        return row

    @property
    def message(self) -> str:
        """What is said below the fields."""
        return self._words.text()

    @property
    def is_busy(self) -> bool:
        return self.tasks.running("work")

    @property
    def is_ready(self) -> bool:
        """Whether everything is filled in."""
        return not any(field.is_empty for field in self.fields)

    def add_password(self, caption: str) -> PasswordField:
        """A field below the others; Enter in it confirms."""
        field = PasswordField(self.theme, caption)
        field.textChanged.connect(self._look)
        field.textEdited.connect(lambda: self._on_typed(field))
        field.returnPressed.connect(self.submit)
        self.fields.append(field)
        self.add_row(caption, field)
        return field

    def add_row(self, caption: str, *widgets: QWidget) -> None:
        """A caption over something to fill in, and what belongs to it."""
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(TextLabel(caption, FontRole.SMALL_MEDIUM, "muted"))
        for widget in widgets:
            column.addWidget(widget)
        self.form.addLayout(column)
        self._look()

    def say(self, words: str, tone: str = "negative") -> None:
        self._icon.setVisible(bool(words))
        self._icon.show_icon(_ICONS.get(tone, "info-circle"), tone)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        set_tone(self._words, tone)
        self.setAccessibleDescription(words)

    def refuse(self, error: AppError) -> None:
        """Say why it did not work."""
        message = explain(error)
        self.say(f"{message.title} {message.text}")

    def submit(self) -> None:
        if self.is_ready and not self.is_busy:
            self.tasks.start("work", self._run())

    async def _check(self) -> bool:
        """Whether what was entered may be used; if not, it is said why."""
        return True

    async def _work(self) -> None:
        raise NotImplementedError

    async def _run(self) -> None:
        if not await self._check():
            return
        self._show_busy(busy=True)
        try:
            await self._work()
        finally:
            if isValid(self):
                self._show_busy(busy=False)
        self.accept()

    def _show_busy(self, *, busy: bool) -> None:
        self._at_work = busy
        for field in self.fields:
            field.setEnabled(not busy)
        self.note.setText("Working… Cancel leaves it as it is." if busy else self._takes)
        self._look()
        if busy:
            self.say("")
            for field in self.fields:
                field.mark(invalid=False)
        elif self.fields:
            self.fields[0].setFocus()

    def _look(self) -> None:
        self.confirm.setEnabled(self.is_ready and not self._at_work)

    def _on_typed(self, field: PasswordField) -> None:
        self.say(CAPS_LOCK if field.caps_lock else "", "warning")

    def _on_finished(self) -> None:
        self.tasks.cancel_all()
        for field in self.fields:
            field.wipe()


def remark_on(stored: StoredKey) -> str:
    """What else to tell of a key that was written."""
    return "" if stored.is_flushed else UNFLUSHED


def wipe(*secrets: Secret | None) -> None:
    for secret in secrets:
        if secret is not None:
            secret.wipe()


def mark_wrong(field: PasswordField | None, error: AppError) -> None:
    """Show at the field that its password was the wrong one."""
    if field is not None and error.kind is ErrorKind.WRONG_PASSWORD:
        field.mark(invalid=True)
