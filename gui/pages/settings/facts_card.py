"""A small card of facts beside the settings."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.card import Card
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.styling import rule, set_tone
from gui.widgets.untrusted import UntrustedLabel

WIDTH = 176


class FactsCard(Card):
    """Icon, title, a sentence, then named facts; buttons go below with ``body``."""

    def __init__(self, theme: Theme, icon: str, title: str, words: str) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._icon = IconLabel(theme, icon, "muted")
        self._facts: dict[str, UntrustedLabel] = {}
        head = QHBoxLayout()
        head.setSpacing(tokens.S)
        head.addWidget(self._icon)
        head.addWidget(TextLabel(title, FontRole.BODY_STRONG), 1)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.setSpacing(tokens.S)
        self.body.addLayout(head)
        self.body.addWidget(TextLabel(words, FontRole.SMALL, "muted", wrap=True))
        self.body.addWidget(rule())
        self.body.addLayout(self._rows)

    def tint(self, icon: str, tone: str) -> None:
        self._icon.show_icon(icon, tone)

    def tell(self, name: str, value: str, tone: str = "") -> None:
        """Set a fact; the first telling adds its row."""
        if name not in self._facts:
            label = UntrustedLabel(role=FontRole.SMALL)
            row = QHBoxLayout()
            row.setSpacing(tokens.S)
            row.addWidget(TextLabel(name, FontRole.SMALL, "muted"))
            row.addStretch(1)
            row.addWidget(label)
            self._rows.addLayout(row)
            self._facts[name] = label
        set_tone(self._facts[name], tone)
        self._facts[name].setText(value)

    def fact(self, name: str) -> str:
        """What is told under a name."""
        return self._facts[name].text()
