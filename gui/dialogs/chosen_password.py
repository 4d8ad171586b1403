"""The part of a dialog where a new password is chosen: twice, rated, and sure of a weak one."""

from __future__ import annotations

from typing import Final

from core.domain.keys import Secret
from core.services.strength import StrengthService
from gui.dialogs.key_work import KeyWorkDialog
from gui.widgets.strength_meter import StrengthMeter

_DIFFER: Final = "The two are not the same."
_WEAK: Final = "Whoever gets the file could guess this. Press again to use it anyway."
_ANYWAY: Final = "Use it anyway"


class ChosenPassword:
    """Puts its rows into a dialog. A weak password is taken only when confirmed again."""

    def __init__(
        self, dialog: KeyWorkDialog, strength: StrengthService, caption: str, familiar: str
    ) -> None:
        self._dialog = dialog
        self._confirm = dialog.confirm.text()
        self._warned = False
        self.field = dialog.add_password(caption)
        self.meter = StrengthMeter(dialog.theme, strength, self.field)
        self.meter.expect(familiar)
        dialog.form.addWidget(self.meter)
        self.again = dialog.add_password(f"{caption} again")
        self.field.textEdited.connect(self.forget_warning)

    async def is_settled(self) -> bool:
        """Whether it may be used; if not, the dialog says why."""
        if self.field.text() != self.again.text():
            self.again.mark(invalid=True)
            self._dialog.say(_DIFFER)
            return False
        await self.meter.settle()
        if self.meter.is_weak and not self._warned:
            self._warned = True
            self._dialog.say(_WEAK, "warning")
            self._dialog.confirm.setText(_ANYWAY)
            return False
        return True

    def take(self) -> Secret:
        """The caller wipes it."""
        self.again.wipe()
        return self.field.take()

    def forget_warning(self) -> None:
        """Another password, or another try: what was confirmed does not hold for it."""
        self._warned = False
        self._dialog.confirm.setText(self._confirm)
