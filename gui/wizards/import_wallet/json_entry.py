"""A polkadot-js export: pasted or from a file, with the password it was exported with."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from core.domain.keys import FromPolkadotJs, KeySource, Secret
from core.errors import AppError, ErrorKind
from core.flows.import_files import read_export
from gui.dialogs.file_choice import ask_open_path
from gui.messages import explain
from gui.tasks import TaskScope
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.password_field import PasswordField
from gui.widgets.secret_text import SecretText
from gui.widgets.wizard_parts import Aside, LabelledField
from gui.wizards.import_wallet.entry import EntryPanel

_NOTE: Final = "Begins with { and ends with }. It stays encrypted until it is imported."


class JsonPanel(EntryPanel):
    def __init__(self, theme: Theme) -> None:
        super().__init__(
            "Open the polkadot-js export",
            "As the polkadot-js extension, Talisman, SubWallet or the mobile app write it.",
            Aside(
                "The export is encrypted with a password of its own. Here it gets a new one, "
                "in the format of btcli.",
                (("file-text", "The file itself is not changed."),),
            ),
        )
        self.tasks = TaskScope(self, on_error=self._refuse_file)
        self.document = SecretText("Export")
        self.first = self.document
        self._label = LabelledField("Export", self.document, _NOTE)
        self.choose = Button(theme, "Choose a file…", icon="file-import")
        self.passphrase = PasswordField(theme, "Password of the export")
        self._password = LabelledField("Password of the export", self.passphrase)
        self.document.textChanged.connect(self._on_edited)
        self.passphrase.textEdited.connect(self._on_password)
        self.choose.clicked.connect(lambda: self.tasks.start("choose", self._choose()))
        self.body.addWidget(self._label)
        self.body.addSpacing(tokens.S)
        self.body.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addSpacing(tokens.L)
        self.body.addWidget(self._password)

    @property
    def is_filled(self) -> bool:
        return not (self.document.is_empty or self.passphrase.is_empty)

    @property
    def is_begun(self) -> bool:
        return not self.document.is_empty

    def take(self) -> KeySource | None:
        document = Secret.take_text(self.document.toPlainText())
        return FromPolkadotJs(document, self.passphrase.take())

    def refuse(self, error: AppError) -> None:
        """The export stays: most often the password is what was wrong."""
        if error.kind is ErrorKind.WRONG_PASSWORD:
            self._password.refuse("That password does not open this export.")
            self.passphrase.setFocus()
        else:
            self._label.say(explain(error).text, "negative")
            self.document.mark(invalid=True)

    def wipe(self) -> None:
        self.document.wipe()
        self.passphrase.wipe()
        self._label.say()
        self._password.accept()

    async def load(self, path: Path) -> None:
        """Read a file into the field. Raises AppError."""
        text = await asyncio.to_thread(read_export, path)
        self.document.setPlainText(text)
        self.passphrase.setFocus()

    async def _choose(self) -> None:
        path = await ask_open_path(self, "Choose the export", "JSON (*.json);;All files (*)")
        if path is not None:
            await self.load(path)

    def _refuse_file(self, error: AppError) -> None:
        self._label.say(explain(error).text, "negative")

    def _on_edited(self) -> None:
        self.document.mark(invalid=False)
        self._label.say()
        self.changed.emit()

    def _on_password(self) -> None:
        self._password.accept()
        self.changed.emit()
