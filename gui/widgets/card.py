"""Cards, and the rows of settings inside them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.widgets.labels import TextLabel
from gui.widgets.styling import rule, set_tone

_HEADING = 32


class Card(QFrame):
    """A surface with a line around it. ``body`` is its upright layout."""

    def __init__(self, padding: int = tokens.L, tone: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "card")
        set_tone(self, tone)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(0)


class SettingRow(QWidget):
    """One setting: what it is, what it means, and its control at the right."""

    def __init__(self, title: str, note: str, *controls: QWidget) -> None:
        super().__init__()
        self.setMinimumHeight(54)
        self.title = TextLabel(title, FontRole.BODY_MEDIUM)
        self.note = TextLabel(note, FontRole.SMALL, "muted", wrap=True)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(3)
        words.addStretch()
        words.addWidget(self.title)
        words.addWidget(self.note)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.L, 6, tokens.L, 6)
        row.setSpacing(tokens.S)
        row.addLayout(words, 1)
        row.addSpacing(tokens.L)
        for control in controls:
            row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
            if not control.accessibleDescription():
                control.setAccessibleDescription(note)


class SettingGroup(QWidget):
    """A titled card of rows with hairlines between them."""

    def __init__(self, title: str, rows: Sequence[QWidget], note: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        heading = QHBoxLayout()
        heading.setSpacing(tokens.S)
        name = TextLabel(title, FontRole.BODY_STRONG)
        name.setFixedHeight(_HEADING)
        heading.addWidget(name)
        heading.addWidget(TextLabel(note, FontRole.SMALL, "muted"), 1)
        card = Card(padding=0)
        for number, row in enumerate(rows):
            if number:
                card.body.addLayout(_inset(rule()))
            card.body.addWidget(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(heading)
        layout.addWidget(card)


def _inset(line: QFrame) -> QLayout:
    """Keep a line off the card's own border."""
    box = QHBoxLayout()
    box.setContentsMargins(1, 0, 1, 0)
    box.addWidget(line)
    return box
