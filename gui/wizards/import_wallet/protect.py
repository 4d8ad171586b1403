"""The password: a new one for a coldkey, perhaps one for a hotkey, its own for a folder."""

from __future__ import annotations

from PySide6.QtCore import Signal

from core.domain.keys import Secret
from core.services.strength import StrengthService
from gui.theme.theme import Theme
from gui.widgets.new_password import NewPassword
from gui.widgets.password_field import PasswordField
from gui.widgets.protection import Protection
from gui.widgets.wizard_parts import Aside, LabelledField, StepPanel


class ColdkeyPanel(StepPanel):
    def __init__(self, theme: Theme, strength: StrengthService) -> None:
        super().__init__(
            "Choose a password",
            "It encrypts the coldkey on this computer, and is asked before anything is signed.",
            Aside(
                "Whoever copies the keyfile can guess at its password for as long as they "
                "like. A long one of several words holds.",
                (("key", "It protects this file only. Your words or key work without it."),),
            ),
        )
        self.fields = NewPassword(theme, strength)
        self.first = self.fields.password
        self.body.addWidget(self.fields)


class HotkeyPanel(StepPanel):
    def __init__(self, theme: Theme, strength: StrengthService) -> None:
        super().__init__(
            "How shall the hotkey be kept?",
            "btcli keeps hotkeys in plaintext, because miners and validators run unattended.",
            Aside("A hotkey works for a coldkey and owns no TAO. It can be replaced by another."),
        )
        self.protection = Protection(theme, strength)
        self.body.addWidget(self.protection)


class FolderPasswordPanel(StepPanel):
    """The password that the copied coldkey already has; it may be left out."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            "Compare before copying?",
            "With its password the coldkey is opened, and compared with the address.",
            Aside(
                "A keyfile that belongs to another address shows only when it is opened. "
                "Better now than when it is needed.",
                (("key", "The password stays what it is."),),
            ),
        )
        self.field = PasswordField(theme, "Password of the wallet")
        self.first = self.field
        self._label = LabelledField(
            "Password of the wallet", self.field, "Leave it empty to copy without opening."
        )
        self.field.textEdited.connect(self._on_edited)
        self.body.addWidget(self._label)

    def take(self) -> Secret | None:
        return None if self.field.is_empty else self.field.take()

    def refuse(self, why: str) -> None:
        self._label.refuse(why)
        self.field.setFocus()

    def wipe(self) -> None:
        self.field.wipe()
        self._label.accept()

    def _on_edited(self) -> None:
        self._label.accept()
        self.changed.emit()
