"""Taking a key's encrypted copy elsewhere: as polkadot-js JSON, under a passphrase of its own."""

from __future__ import annotations

from pathlib import Path

from core.application import Application
from core.domain.keys import KeyRef
from core.errors import AppError
from gui.dialogs.change_password import TAKES
from gui.dialogs.chosen_password import ChosenPassword
from gui.dialogs.key_work import KeyWorkDialog, mark_wrong, wipe
from gui.formats import untrusted
from gui.key_lookup import is_encrypted, name_of
from gui.theme.theme import Theme


class ExportJsonDialog(KeyWorkDialog):
    """The target is chosen beforehand; what is there already is never replaced."""

    def __init__(self, app: Application, theme: Theme, ref: KeyRef, target: Path) -> None:
        name = name_of(app, ref)
        lead = (
            f"{untrusted(target.name)} opens in the polkadot-js extension, and in any program "
            "that reads its format, with the passphrase you choose here."
        )
        title = f"Export {name} as polkadot-js JSON"
        super().__init__(theme, title, lead, confirm="Export", takes=TAKES)
        self._app = app
        self._ref = ref
        self._target = target
        self.password = self.add_password("Password of the key") if is_encrypted(app, ref) else None
        self.passphrase = ChosenPassword(self, app.strength, "Passphrase for the file", name)

    async def _check(self) -> bool:
        return await self.passphrase.is_settled()

    async def _work(self) -> None:
        passphrase = self.passphrase.take()
        password = self.password.take() if self.password is not None else None
        try:
            export = self._app.backups.export_polkadot_js
            await export(self._ref, password, passphrase, self._target)
        finally:
            wipe(password, passphrase)

    def refuse(self, error: AppError) -> None:
        mark_wrong(self.password, error)
        super().refuse(error)
        self.passphrase.forget_warning()
