"""What can be brought in: one card a kind."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QButtonGroup, QGridLayout

from core.flows.import_wallet import ImportKind
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.choices import RadioCard
from gui.widgets.wizard_parts import Aside, StepPanel

_CARDS: Final = (
    (ImportKind.WORDS, "writing", "Recovery words", "12, 15, 18, 21 or 24 of them"),
    (ImportKind.POLKADOT_JS, "file-text", "polkadot-js export", "A JSON file with its password"),
    (ImportKind.SEED, "key", "Seed", "64 digits from 0 to f"),
    (ImportKind.PRIVATE_KEY, "fingerprint", "Private key", "64 or 128 digits from 0 to f"),
    (ImportKind.ADDRESS, "eye", "Address only", "To watch, without a key"),
    (ImportKind.FOLDER, "folder", "Wallet folder", "Of btcli, from a disk or a backup"),
)


class KindPanel(StepPanel):
    def __init__(self, theme: Theme) -> None:
        super().__init__(
            "What do you have?",
            "Any of these brings a wallet to this computer. The original stays as it is.",
            Aside(
                "A wallet is its secret: words, seed and private key are different ways to "
                "write the same thing down.",
                (
                    ("shield-check", "No wallet that exists is ever written over."),
                    ("lifebuoy", "Nobody from support ever asks for words."),
                ),
            ),
        )
        self.kind = ImportKind.WORDS
        self.cards: dict[ImportKind, RadioCard] = {}
        group = QButtonGroup(self)
        grid = QGridLayout()
        grid.setSpacing(tokens.M)
        for number, (kind, icon, name, note) in enumerate(_CARDS):
            card = RadioCard(theme, name, note, icon=icon)
            self.cards[kind] = card
            group.addButton(card, number)
            grid.addWidget(card, *divmod(number, 2))
        group.idToggled.connect(self._on_toggled)
        self.body.addLayout(grid)
        self.first = self.cards[self.kind]

    def choose(self, kind: ImportKind) -> None:
        self.cards[kind].setChecked(True)

    def _on_toggled(self, number: int, on: bool) -> None:
        if on:
            self.kind = _CARDS[number][0]
            self.first = self.cards[self.kind]
