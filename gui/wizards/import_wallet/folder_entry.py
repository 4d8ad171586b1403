"""A wallet folder elsewhere: where it is, and which of its wallets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from core.domain.keys import KeySource, WalletListing, WalletRecord
from core.errors import AppError, ErrorKind
from gui.dialogs.file_choice import ask_folder
from gui.formats import short_address, untrusted
from gui.messages import explain
from gui.tasks import TaskScope
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.choices import RadioCard
from gui.widgets.fields import InputField
from gui.widgets.wizard_parts import Aside, LabelledField
from gui.wizards.import_wallet.entry import EntryPanel

_MOST: Final = 24
_NAME_GAP: Final = 6  # of a field's name to the field
_MISSING: Final = "There is no folder at that place. Look whether the disk or stick is there."
_NOTE: Final = "A wallet's folder, or the folder that wallets lie in. Enter looks into it."


class FolderPanel(EntryPanel):
    """``look_requested`` asks for what is in a folder; ``show_found`` answers."""

    look_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            "Where is the folder?",
            "Its keyfiles are copied as they are, with the passwords they have.",
            Aside(
                "For wallets on a stick, in a backup, or made with another folder in btcli. "
                "To work in that folder itself, start Taonaut with --wallet-path.",
                (
                    ("copy", "The original stays where it is."),
                    ("shield-check", "No wallet that exists is ever written over."),
                ),
            ),
        )
        self._theme = theme
        self._found: Sequence[WalletRecord] = ()
        self.chosen: WalletRecord | None = None
        self.tasks = TaskScope(self, on_error=self.refuse)
        self.field = InputField("Folder")
        self.field.setProperty("measure", "tall")
        self.field.setMaxLength(4096)
        self.first = self.field
        self.choose = Button(theme, "Choose…", icon="folder")
        self._label = LabelledField("Folder", self.field, _NOTE)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(tokens.S)
        self._group = QButtonGroup(self)
        self.field.textEdited.connect(self._on_edited)
        self.choose.clicked.connect(lambda: self.tasks.start("choose", self._choose()))
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(self._label, 1)
        self.choose.setProperty("measure", "tall")
        row.addWidget(_level(self.choose, self._label), 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.body.addSpacing(tokens.M)
        self.body.addLayout(self._cards)

    @property
    def is_filled(self) -> bool:
        return bool(self.field.text().strip())

    @property
    def path(self) -> Path:
        return Path(self.field.text().strip()).expanduser()

    def take(self) -> KeySource | None:
        return None

    def show_found(self, found: WalletListing) -> None:
        """The first wallet is chosen; with none, it is said below the field."""
        self._clear()
        self._found = found.wallets[:_MOST]
        if not self._found:
            self._label.refuse("There is no wallet in that folder.")
        for number, wallet in enumerate(self._found):
            card = RadioCard(self._theme, wallet.name.shown, _note(wallet), icon="wallet")
            card.clicked.connect(partial(self._pick, number))
            self._group.addButton(card, number)
            self._cards.addWidget(card)
            card.setChecked(number == 0)
        self._pick(0)
        rest = len(found.wallets) - len(self._found)
        self.count.setText(f"{rest} more are not shown" if rest else "")

    def begin(self) -> None:
        """The place stays; what was found there is looked for anew."""
        self._label.accept()
        self._clear()

    def refuse(self, error: AppError) -> None:
        missing = error.kind is ErrorKind.NOT_FOUND
        self._label.refuse(_MISSING if missing else explain(error).text)

    def wipe(self) -> None:
        self.field.setText("")
        self._label.accept()
        self._clear()

    def _pick(self, number: int) -> None:
        self.chosen = self._found[number] if number < len(self._found) else None
        self.changed.emit()

    def _on_edited(self) -> None:
        self._label.accept()
        self._clear()
        self.changed.emit()

    def _clear(self) -> None:
        self._found, self.chosen = (), None
        self.count.setText("")
        while (item := self._cards.takeAt(0)) is not None:
            if (card := item.widget()) is not None:
                card.hide()
                card.deleteLater()

    async def _choose(self) -> None:
        path = await ask_folder(self, "Choose a wallet folder")
        if path is not None:
            self.field.setText(str(path))
            self._on_edited()
            self.look_requested.emit()


def _level(button: Button, field: LabelledField) -> QWidget:
    """Keep a button beside a field, below which there may be more lines than one."""
    made = QWidget()
    place = QVBoxLayout(made)
    place.setContentsMargins(0, field.name.sizeHint().height() + _NAME_GAP, 0, 0)
    place.addWidget(button)
    return made


def _note(wallet: WalletRecord) -> str:
    """Address and hotkeys, in a line."""
    count = len(wallet.hotkeys)
    hotkeys = f"{count} hotkeys" if count != 1 else "1 hotkey"
    address = untrusted(short_address(wallet.address)) if wallet.address else "no coldkey"
    return f"{address} · {'watched only · ' if wallet.is_watch_only else ''}{hotkeys}"
