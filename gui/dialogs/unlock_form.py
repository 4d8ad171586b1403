"""Asking for a password and opening a key with it, in a dialog or on the locked view."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from core.application import Application
from core.domain.keys import KeyRef
from core.errors import AppError, ErrorKind
from gui.key_lookup import address_of, is_encrypted
from gui.messages import explain
from gui.tasks import TaskScope
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.busy import BusyBar
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.password_field import PasswordField
from gui.widgets.styling import set_tone

_PRACTICE = "The password of practice wallets is practice."
_PLAINTEXT = "It has no password: whoever can read the file has the key."
_EMPTY = "Enter its password first."
_CAPS_LOCK = "Caps Lock is on."
_TAKES = "Decrypting takes 3 to 5 s"
_AT_WORK = "Decrypting…"
_TAKES_ALONG = "Decrypting… Cancel locks the other keys too."


class UnlockForm(QWidget):
    """Decrypting happens in the key agent; giving up ends that process, and every open key.

    ``note`` is a label to place where the buttons are.
    """

    unlocked = Signal()
    busy_changed = Signal(bool)
    ready_changed = Signal(bool)

    def __init__(self, app: Application, theme: Theme) -> None:
        super().__init__()
        self._app = app
        self._ref: KeyRef | None = None
        self._sealed = True
        self.field = PasswordField(theme, "Password")
        self.busy = BusyBar(theme)
        self.note = TextLabel(_TAKES, FontRole.SMALL, "muted", wrap=True)
        self.tasks = TaskScope(self, on_error=self.refuse, on_busy=self.busy.show_busy)
        self._said = QWidget()
        self._icon = IconLabel(theme, "alert-circle", "negative", 14)
        self._words = TextLabel(role=FontRole.SMALL, tone="negative", wrap=True)
        self._lay_out()
        self.field.textEdited.connect(self._on_typed)
        self.field.returnPressed.connect(self.submit)

    def _lay_out(self) -> None:
        said = QHBoxLayout(self._said)
        said.setContentsMargins(0, 0, 0, tokens.XS)
        said.setSpacing(6)
        said.addWidget(self._icon)
        said.addWidget(self._words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.XS)
        layout.addWidget(TextLabel("Password", FontRole.SMALL_MEDIUM, "muted"))
        layout.addSpacing(2)
        layout.addWidget(self.field)
        layout.addWidget(self.busy)
        layout.addWidget(self._said)

    @property
    def message(self) -> str:
        """What is said below the field."""
        return self._words.text()

    @property
    def is_ready(self) -> bool:
        """Whether there is a key to open, and nothing being tried."""
        return self._ref is not None and not self.is_busy

    @property
    def is_busy(self) -> bool:
        return self.tasks.running("unlock")

    def ask(self, ref: KeyRef) -> None:
        """Begin anew, for this key."""
        self.cancel()
        self._ref = ref
        self.field.wipe()
        self.field.mark(invalid=False)
        self._sealed = is_encrypted(self._app, ref)
        self.field.setEnabled(self._sealed)
        known = address_of(self._app, ref) in self._app.preferences.settings.practice_wallets
        hint = _PRACTICE if known else "" if self._sealed else _PLAINTEXT
        self._say(hint, "muted")
        self._look()

    def submit(self) -> None:
        if self._sealed and self.field.is_empty:
            self._say(_EMPTY, "negative")
            self.field.setFocus()
        elif self.is_ready and self._ref is not None:
            self.tasks.start("unlock", self._unlock(self._ref))

    def cancel(self) -> None:
        """End the decrypting, if there is any."""
        self.tasks.cancel("unlock")

    def wipe(self) -> None:
        """Leave nothing typed behind."""
        self.cancel()
        self.field.wipe()

    def refuse(self, error: AppError) -> None:
        """Say why a key did not open; a wrong password is not a damaged file."""
        wrong = error.kind is ErrorKind.WRONG_PASSWORD
        role = self._ref.role.value if self._ref else "key"
        words = f"That password does not open this {role}." if wrong else explain(error).text
        self.field.mark(invalid=wrong)
        self._say(words, "negative")
        self._look()

    async def _unlock(self, ref: KeyRef) -> None:
        password = self.field.take() if self._sealed else None
        self._show_busy(busy=True)
        try:
            await self._app.locks.unlock(ref, password)
        finally:
            if password is not None:
                password.wipe()
            if isValid(self):
                self._show_busy(busy=False)
        self.unlocked.emit()

    def _show_busy(self, *, busy: bool) -> None:
        self.field.setEnabled(self._sealed and not busy)
        others = any(key.stored.ref != self._ref for key in self._app.locks.unlocked)
        self.note.setText((_TAKES_ALONG if others else _AT_WORK) if busy else _TAKES)
        if busy:
            self._say("", "")
        else:
            self.field.setFocus()
        self.busy_changed.emit(busy)
        self._look()

    def _look(self) -> None:
        self.ready_changed.emit(self.is_ready)

    def _on_typed(self) -> None:
        self._say(_CAPS_LOCK if self.field.caps_lock else "", "warning")

    def _say(self, words: str, tone: str) -> None:
        icon = {"negative": "alert-circle", "warning": "alert-triangle"}.get(tone, "info-circle")
        self._icon.show_icon(icon, tone or "muted")
        self._said.setVisible(bool(words))
        self._words.setText(words)
        set_tone(self._words, tone)
        self.field.setAccessibleDescription(words)
