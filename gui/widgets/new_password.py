"""Choosing a password: typed twice, rated, and a weak one confirmed once more."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.keys import Secret
from core.services.strength import StrengthService
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.password_field import PasswordField
from gui.widgets.strength_meter import StrengthMeter
from gui.widgets.wizard_parts import LabelledField

_DIFFER = "The two are not the same."
_WEAK = "This password is weak: whoever gets the file may guess it. Press again to use it anyway."
_CAPS = "Caps Lock is on."


class NewPassword(QWidget):
    """``take`` gives the password once both fields agree and a weak one was confirmed."""

    changed = Signal()

    def __init__(self, theme: Theme, strength: StrengthService) -> None:
        super().__init__()
        self._insisted = False
        self.password = PasswordField(theme, "Password")
        self.repeat = PasswordField(theme, "Repeat the password")
        self.meter = StrengthMeter(theme, strength, self.password)
        self._first = LabelledField("Password", self.password)
        self._second = LabelledField("Repeat it", self.repeat)
        self.password.textEdited.connect(self._on_edited)
        self.repeat.textEdited.connect(self._on_edited)
        self.password.returnPressed.connect(self._on_enter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.XS)
        layout.addWidget(self._first)
        layout.addWidget(self.meter)
        layout.addSpacing(tokens.S)
        layout.addWidget(self._second)

    @property
    def is_filled(self) -> bool:
        return not (self.password.is_empty or self.repeat.is_empty)

    @property
    def is_warned(self) -> bool:
        """Whether the next ``take`` takes a weak password."""
        return self._insisted

    @property
    def warning(self) -> str:
        """What is said below the second field."""
        return self._second.note.text()

    def expect(self, *familiar: str) -> None:
        """Names that whoever guesses would try first."""
        self.meter.expect(*familiar)

    async def take(self) -> Secret | None:
        """The password, and both fields empty; None where something is to be corrected.

        The caller wipes it. Raises AppError(BAD_INPUT) for text UTF-8 cannot hold.
        """
        if self.password.text() != self.repeat.text():
            self._second.refuse(_DIFFER)
            self.repeat.setFocus()
            return None
        await self.meter.settle()
        if self.meter.is_weak and not self._insisted:
            self._insisted = True
            self._second.say(_WEAK, "warning")
            self.changed.emit()
            return None
        secret = self.password.take()
        self.wipe()
        return secret

    def wipe(self) -> None:
        self.password.wipe()
        self.repeat.wipe()
        self._insisted = False
        self._second.accept()
        self._first.accept()

    def _on_enter(self) -> None:
        """Enter goes on to what is missing."""
        if self.repeat.is_empty and not self.password.is_empty:
            self.repeat.setFocus()

    def _on_edited(self) -> None:
        self._insisted = False
        self._second.accept()
        caps = self.password.caps_lock or self.repeat.caps_lock
        self._first.say(_CAPS if caps else "", "warning")
        self.changed.emit()
