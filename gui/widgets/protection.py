"""How a hotkey's file is written: in plaintext, as miners read it, or encrypted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.keys import Secret
from core.services.strength import StrengthService
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.choices import SegmentedControl
from gui.widgets.labels import TextLabel
from gui.widgets.new_password import NewPassword
from gui.widgets.wizard_parts import LabelledField

_NOTES = (
    "Miners start without asking. Whoever reads the file has the hotkey, which owns no TAO.",
    "Every program that uses the hotkey asks for this password.",
)


class Protection(QWidget):
    """Plaintext at first. ``take`` gives the password, if one is wanted and good."""

    changed = Signal()

    def __init__(self, theme: Theme, strength: StrengthService) -> None:
        super().__init__()
        self.is_encrypted = False
        self.ways = SegmentedControl("Keyfile", ["Plaintext", "Encrypted"])
        self._note = TextLabel(role=FontRole.SMALL, tone="muted", wrap=True)
        self.fields = NewPassword(theme, strength)
        self.ways.chosen.connect(self._on_chosen)
        self.fields.changed.connect(self.changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.XS)
        field = LabelledField("Keyfile", self.ways, fills=False)
        field.note.hide()
        layout.addWidget(field)
        layout.addWidget(self._note)
        layout.addSpacing(tokens.L)
        layout.addWidget(self.fields)
        self.begin()

    def begin(self) -> None:
        self.ways.choose(0)
        self._take(0)

    @property
    def is_filled(self) -> bool:
        return not self.is_encrypted or self.fields.is_filled

    @property
    def is_warned(self) -> bool:
        return self.is_encrypted and self.fields.is_warned

    async def take(self) -> tuple[bool, Secret | None]:
        """Whether to go on, and the password, None for plaintext; see ``NewPassword.take``."""
        if not self.is_encrypted:
            return True, None
        secret = await self.fields.take()
        return secret is not None, secret

    def wipe(self) -> None:
        self.fields.wipe()

    def _on_chosen(self, number: int) -> None:
        self._take(number)
        if self.is_encrypted:
            self.fields.password.setFocus()

    def _take(self, number: int) -> None:
        self.is_encrypted = number == 1
        self._note.setText(_NOTES[number])
        self.fields.wipe()
        self.fields.setVisible(self.is_encrypted)
        self.changed.emit()
