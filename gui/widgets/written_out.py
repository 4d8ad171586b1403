"""A text with its invisible and turning characters written out, so that what is signed is seen."""

from __future__ import annotations

import unicodedata
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.labels import IconLabel, TextLabel

_HEIGHT: Final = 60
_MOST: Final = 65_536  # characters: no message may be longer, and reading it takes its time
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"})
_PLAIN: Final = frozenset(" \n\t")
_WARNING: Final = "It has characters that do not show, or that turn others round. Written out:"

# Letters, marks and symbols without a shape of their own.
# Source: Unicode's Default_Ignorable_Code_Point, and the empty Braille pattern.
_SHAPELESS: Final = frozenset(
    map(
        chr,
        (
            *(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0),
            *range(0x180B, 0x1810),
            *range(0xFE00, 0xFE10),
            *range(0xE0100, 0xE01F0),
        ),
    )
)


def written_out(text: str) -> str:
    """Each character that a reader would not see as ``⟨U+202E⟩``; lines and tabs stay."""
    return "".join(f"⟨U+{ord(c):04X}⟩" if _is_hidden(c) else c for c in text[:_MOST])


def hides(text: str) -> bool:
    """Whether a reader would not see all of a text, or see it in another order."""
    return any(map(_is_hidden, text[:_MOST]))


def _is_hidden(char: str) -> bool:
    if char in _PLAIN:
        return False
    return unicodedata.category(char) in _HIDDEN or char in _SHAPELESS


class WrittenOut(QWidget):
    """Shows itself only where there is something to warn of."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Message written out")
        self.text.setAccessibleDescription(_WARNING)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_HEIGHT)
        self.text.setFont(font(FontRole.MONO))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(IconLabel(theme, "alert-triangle", "warning", 14))
        head.addWidget(TextLabel(_WARNING, FontRole.SMALL, "warning", wrap=True), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.XS)
        layout.addLayout(head)
        layout.addWidget(self.text)
        self.hide()

    def show_text(self, text: str) -> None:
        hidden = hides(text)
        self.text.setPlainText(written_out(text) if hidden else "")
        self.setVisible(hidden)
