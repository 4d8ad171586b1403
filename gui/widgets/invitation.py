"""A card that invites to one thing: icon, words, what it brings, a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.busy import BusyBar
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.styling import set_tone
from gui.widgets.tile import Tile
from gui.widgets.untrusted import UntrustedLabel

_HEIGHT = 312


class Invitation(Card):
    """``set_marked`` makes it the one that is offered: accent line and primary button."""

    accepted = Signal()

    def __init__(
        self, theme: Theme, icon: str, title: str, lead: str, brings: Sequence[str], button: str
    ) -> None:
        super().__init__(padding=tokens.XL)
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(title)
        self._tile = Tile(theme, icon)
        self._lead = UntrustedLabel(lead, tone="muted")
        self._ticks = [IconLabel(theme, "check", "muted", 16) for _ in brings]
        self._progress = TextLabel(" ", FontRole.SMALL, "muted")
        self.busy = BusyBar(theme)
        self.button = Button(theme, button)
        self.button.clicked.connect(self.accepted)
        self._lay_out(title, brings)

    def _lay_out(self, title: str, brings: Sequence[str]) -> None:
        wide = QSizePolicy.Policy.Expanding
        self._lead.setSizePolicy(wide, QSizePolicy.Policy.Preferred)
        body = self.body
        body.addWidget(self._tile)
        body.addSpacing(16)
        body.addWidget(TextLabel(title, FontRole.TITLE))
        body.addSpacing(7)
        body.addWidget(self._lead)
        body.addSpacing(7)
        for tick, text in zip(self._ticks, brings, strict=True):
            row = QHBoxLayout()
            row.setContentsMargins(0, 7, 0, 7)
            row.setSpacing(tokens.S)
            row.addWidget(tick)
            row.addWidget(TextLabel(text, tone="muted"), 1)
            body.addLayout(row)
        body.addStretch()
        body.addWidget(self._progress)
        body.addSpacing(tokens.XS)
        body.addWidget(self.busy)
        body.addSpacing(tokens.XS)
        body.addWidget(self.button)

    @property
    def progress(self) -> str:
        """What is being done, empty while nothing is."""
        return self._progress.text().strip()

    def say(self, lead: str) -> None:
        """Other words below the title."""
        self._lead.setText(lead)

    def show_progress(self, words: str) -> None:
        """Say what is being done, over a busy bar; empty ends it."""
        self._progress.setText(words or " ")
        self.busy.show_busy(bool(words))

    def set_marked(self, *, marked: bool) -> None:
        tone = "accent" if marked else ""
        set_tone(self, tone)
        self._tile.show_tone(tone)
        self.button.set_role("primary" if marked else "")
        for tick in self._ticks:
            tick.show_icon("check", tone or "muted")
