"""What was brought in, and where it lies now."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from core.flows.import_wallet import ImportFlow, ImportKind
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.outcome import AddressRow, FactRows, Verdict
from gui.widgets.wizard_parts import Aside, StepPanel

_ON_CLIPBOARD = ("clipboard-off", "What you pasted is on the clipboard until you clear it.")
_BACKED_UP = (ImportKind.WORDS, ImportKind.SEED, ImportKind.PRIVATE_KEY)


class DonePanel(StepPanel):
    def __init__(self, theme: Theme) -> None:
        super().__init__("It is here")
        self._theme = theme
        self.verdict = Verdict(theme)
        self.facts = FactRows()
        self.clear = Button(theme, "Clear the clipboard", icon="clipboard-off")
        self.clear.clicked.connect(self._clear_clipboard)
        self.body.addWidget(self.verdict)
        self.body.addWidget(self.facts)
        self.body.addSpacing(tokens.L)
        self.body.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignLeft)

    def show_outcome(self, flow: ImportFlow, root: Path, *, encrypted: bool) -> None:
        self.facts.clear()
        self._offer_to_clear(flow.kind)
        if flow.identity is not None:
            row = AddressRow(self._theme, flow.identity.address)
            self.facts.place("Address", row, flow.identity.address)
        folder = root / flow.target.wallet
        if flow.kind is ImportKind.FOLDER:
            self._show_folder(flow, folder)
        elif flow.kind is ImportKind.ADDRESS:
            self._show_watched(folder)
        else:
            self._show_key(flow, folder, encrypted=encrypted)

    def _show_watched(self, folder: Path) -> None:
        self.verdict.say("The wallet is watched. Nothing can be signed with it here.")
        self.facts.tell("Folder", str(folder), mono=True)
        self.aside = Aside(
            "Its balance and hotkeys are read from the network and shown with the others.",
            (("key", "Import its words later, and it becomes a full wallet."),),
            title="What was done",
        )

    def _show_key(self, flow: ImportFlow, folder: Path, *, encrypted: bool) -> None:
        self.verdict.say("Written, and verified by reading it again.")
        hotkey = flow.target.hotkey
        path = folder / "hotkeys" / hotkey if hotkey else folder / "coldkey"
        self.facts.tell("Keyfile", str(path), mono=True)
        self.facts.tell("Kept", "encrypted" if encrypted else "in plaintext")
        if flow.kind in _BACKED_UP:
            self.facts.tell("Backup", "what you entered just now")
        elif flow.kind is ImportKind.POLKADOT_JS:
            self.facts.explain("Backup", "Keep the export and its password: there are no words.")
        self.aside = Aside(
            "The keyfile is in the format of btcli, which can use it at once.",
            (_ON_CLIPBOARD,) if _holds_text() else (),
            title="What was done",
        )

    def _offer_to_clear(self, kind: ImportKind) -> None:
        """Only now: until the key was written, the clipboard may have been its last place."""
        secret = kind in (*_BACKED_UP, ImportKind.POLKADOT_JS)
        self.clear.setVisible(secret and _holds_text())
        self.clear.setEnabled(True)
        self.clear.setText("Clear the clipboard")

    def _clear_clipboard(self) -> None:
        QGuiApplication.clipboard().clear()
        self.clear.setEnabled(False)
        self.clear.setText("The clipboard is empty")

    def _show_folder(self, flow: ImportFlow, folder: Path) -> None:
        adopted = flow.adopted
        if adopted is None:
            self.verdict.say("The folder was copied.")
        elif adopted.was_opened:
            self.verdict.say("Copied. The coldkey was opened and belongs to the address.")
        else:
            self.verdict.say("Copied as it is. Unlocking compares it.", "info-circle", "info")
        self.facts.tell("Folder", str(folder), mono=True)
        if adopted is not None:
            self.facts.tell("Hotkeys", ", ".join(adopted.hotkeys) or "none")
            if adopted.left_out:
                self.facts.tell("Left out", ", ".join(adopted.left_out), tone="warning")
        self.aside = Aside("The original is where it was.", title="What was done")


def _holds_text() -> bool:
    """Whether the clipboard may hold a secret; its text is left there unread."""
    held = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())  # None once cleared
    return held is not None and held.hasText()
