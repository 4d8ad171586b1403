"""A card that invites to one thing: icon, words, what it brings, a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.fields import InputField
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.styling import set_tone

_HEIGHT = 312
_TILE = 40


class Invitation(Card):
    """``set_marked`` makes it the one that is offered: accent line and primary button."""

    accepted = Signal()

    def __init__(
        self, theme: Theme, icon: str, title: str, lead: str, brings: Sequence[str], button: str
    ) -> None:
        super().__init__(padding=tokens.XL)
        self.setFixedHeight(_HEIGHT)
        self.setAccessibleName(title)
        self._theme = theme
        self._icon = icon
        self._marked = False
        self._tile = QLabel()
        self._tile.setProperty("kind", "tile")
        self._tile.setFixedSize(_TILE, _TILE)
        self._tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._ticks = [IconLabel(theme, "check", "muted", 16) for _ in brings]
        self.button = Button(theme, button)
        self.error = TextLabel(role=FontRole.SMALL, tone="negative", wrap=True)
        self.error.hide()
        self.button.clicked.connect(self.accepted)
        theme.changed.connect(self._paint_tile)
        self._lay_out(title, lead, brings)
        self._paint_tile()

    def _lay_out(self, title: str, lead: str, brings: Sequence[str]) -> None:
        body = self.body
        body.addWidget(self._tile)
        body.addSpacing(16)
        body.addWidget(TextLabel(title, FontRole.TITLE))
        body.addSpacing(7)
        body.addWidget(TextLabel(lead, tone="muted"))
        body.addSpacing(7)
        for tick, text in zip(self._ticks, brings, strict=True):
            row = QHBoxLayout()
            row.setContentsMargins(0, 7, 0, 7)
            row.setSpacing(tokens.S)
            row.addWidget(tick)
            row.addWidget(TextLabel(text, tone="muted"), 1)
            body.addLayout(row)
        body.addStretch()
        body.addWidget(self.button)

    def add_field(self, name: str, text: str) -> InputField:
        """A field above the button, with room for what is wrong with it below."""
        field = InputField(name)
        field.setText(text)
        field.returnPressed.connect(self.accepted)
        field.textEdited.connect(self.error.hide)
        at = self.body.count() - 2
        self.body.insertSpacing(at, tokens.XS)
        self.body.insertWidget(at + 1, field)
        self.body.insertSpacing(at + 2, tokens.XS)
        self.body.insertWidget(at + 3, self.error)
        return field

    def refuse(self, why: str) -> None:
        """Say below the field what is wrong with it."""
        self.error.setText(why)
        self.error.show()

    def set_marked(self, *, marked: bool) -> None:
        self._marked = marked
        set_tone(self, "accent" if marked else "")
        set_tone(self._tile, "accent" if marked else "")
        self.button.set_role("primary" if marked else "")
        for tick in self._ticks:
            tick.show_icon("check", "accent" if marked else "muted")
        self._paint_tile()

    def _paint_tile(self) -> None:
        color = "accent" if self._marked else "text"
        self._tile.setPixmap(self._theme.pixmap(self._icon, color, 22))
