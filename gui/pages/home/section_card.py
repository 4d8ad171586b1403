"""A card with a title, a count and a link to where there is more."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.labels import TextLabel

_TITLE: Final = 44
FOOT: Final = 6


class SectionCard(Card):
    """``content`` fills it edge to edge below the title. ``followed`` is the link.

    A ``foot`` keeps a table's last row off the rounded corners.
    """

    followed = Signal()

    def __init__(
        self, theme: Theme, title: str, link: str, content: QWidget, *, foot: int = FOOT
    ) -> None:
        super().__init__(padding=0)
        self.body.setContentsMargins(0, 0, 0, foot)
        self._count = TextLabel("", FontRole.BODY, "muted")
        self.link = Button(theme, f"{link}  \u203a", role="link", name=link)
        self.link.setAccessibleDescription(title)
        self.link.clicked.connect(self.followed)
        name = TextLabel(title, FontRole.BODY_STRONG)
        name.setFixedHeight(_TITLE)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.L, 0, tokens.L, 0)
        head.setSpacing(tokens.S)
        head.addWidget(name)
        head.addWidget(self._count)
        head.addStretch()
        head.addWidget(self.link)
        self.body.addLayout(head)
        self.body.addWidget(content, 1)

    def count(self, number: int | None) -> None:
        """How many there are; nothing for None."""
        self._count.setText("" if number is None else str(number))
