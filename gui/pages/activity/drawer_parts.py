"""What the drawer of an entry is made of: facts, the decoded call, the same by other means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.domain.activity import Entry
from core.domain.transactions import CallField
from gui.dialogs.review.words import field_words, shown_hash
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.code import CodeText
from gui.widgets.copying import CopyButton
from gui.widgets.labels import TextLabel
from gui.widgets.styling import restyle
from gui.widgets.untrusted import UntrustedLabel
from gui.widgets.word_tabs import WordTabs

_FACT: Final = 28
_FIELD: Final = 80
_LINE: Final = 20
_PADDING: Final = 12


class Fact(QWidget):
    """A label at the left; a figure or a name at the right, and something muted after it."""

    def __init__(self, label: str, role: FontRole = FontRole.MONO) -> None:
        super().__init__()
        self.setFixedHeight(_FACT)
        self._label = label
        self.value = UntrustedLabel(role=role)
        self.aside = TextLabel(role=FontRole.MONO, tone="muted")  # our own: never cut
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.XS)
        row.addWidget(TextLabel(label, tone="muted"))
        row.addStretch(1)
        row.addWidget(self.value)
        row.addWidget(self.aside)

    def say(self, value: str, aside: str = "") -> None:
        """An empty value hides the line."""
        self.value.setText(value)
        self.aside.setText(aside)
        self.aside.setVisible(bool(aside))
        self.setVisible(bool(value))
        self.setAccessibleName(f"{self._label} {value} {aside}".strip())


def well() -> tuple[QFrame, QVBoxLayout]:
    """A sunken box for code."""
    made = QFrame()
    made.setProperty("room", "well")
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    layout = QVBoxLayout(made)
    layout.setContentsMargins(_PADDING, _PADDING - 2, _PADDING, _PADDING - 2)
    layout.setSpacing(0)
    return made, layout


def decoded(theme: Theme, entry: Entry) -> QFrame:
    """The call or message as it was decoded and shown before it was signed."""
    made, layout = well()
    if entry.function:
        function = UntrustedLabel(entry.function, FontRole.MONO)
        function.setFixedHeight(_LINE)
        layout.addWidget(function)
    for part in entry.contents.fields:
        layout.addLayout(_field(theme, part))
    if not entry.is_off_chain:
        for name, value in (("nonce", str(entry.nonce)), ("until block", str(entry.dies))):
            layout.addLayout(_field(theme, CallField(name, value)))
    return made


def veil() -> QFrame:
    """Stands in the place of a call while amounts are hidden."""
    made, layout = well()
    layout.addWidget(TextLabel("Hidden with the amounts.", FontRole.SMALL, "muted"))
    return made


def _field(theme: Theme, part: CallField) -> QHBoxLayout:
    value, unit = field_words(part)
    line = QHBoxLayout()
    line.setSpacing(tokens.S)
    name = UntrustedLabel(part.name, FontRole.MONO, "muted")
    name.setFixedSize(_FIELD, _LINE)
    line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(CodeText(theme, part.name, f"{value} {unit}".strip()), 1)
    return line


@dataclass(frozen=True, slots=True)
class Means:
    """One way to do the same; ``differs`` says what it does not do."""

    name: str
    text: str
    differs: str = ""


def means_of(entry: Entry) -> list[Means]:
    """btcli, the SDK and the bytes, as far as there are any."""
    contents = entry.contents
    ways = (
        Means("btcli", contents.command, contents.command_differs),
        Means("SDK", contents.snippet.rstrip()),
        Means("Raw bytes", contents.data),
    )
    return [way for way in ways if way.text]


class OtherMeans(QWidget):
    """The same by btcli, by the SDK, or as bytes, to copy."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._ways: list[Means] = []
        self.tabs = WordTabs("The same by other means")
        self.copy = CopyButton(theme, "Copy")
        restyle(self.copy, "measure", "line")
        box, inside = well()
        self.code = CodeText(theme, "Code")
        inside.addWidget(self.code)
        self.differs = TextLabel(role=FontRole.SMALL, tone="muted", wrap=True)
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self.tabs, 1)
        top.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.XS)
        layout.addLayout(top)
        layout.addWidget(box)
        layout.addWidget(self.differs)
        self.tabs.chosen.connect(self._show)

    @property
    def has_any(self) -> bool:
        return bool(self._ways)

    def show_entry(self, entry: Entry) -> None:
        ways = means_of(entry)
        if ways != self._ways:
            self._ways = ways
            self.tabs.show_words([way.name for way in ways])
            if ways:
                self._show(0)

    def _show(self, number: int) -> None:
        way = self._ways[number]
        self.code.setAccessibleName(way.name)
        self.code.show_text(f"$ {way.text}" if way.name == "btcli" else way.text)
        self.copy.holds(way.text)
        self.differs.setText(way.differs)
        self.differs.setVisible(bool(way.differs))


class HashLine(QWidget):
    """A title at the left, a hash that can be copied at the right."""

    def __init__(self, theme: Theme, title: str, what: str) -> None:
        super().__init__()
        self.setFixedHeight(_FACT)
        self._hash = TextLabel(role=FontRole.MONO, tone="muted")
        self._copy = CopyButton(theme, f"Copy the {what}")
        restyle(self._copy, "measure", "line")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.XS)
        self._title = TextLabel(title, FontRole.SMALL, "muted")
        row.addWidget(self._title, 1)
        row.addWidget(self._hash)
        row.addWidget(self._copy)

    def show_hash(self, text: str, title: str = "") -> None:
        self._title.setText(title or self._title.text())
        self._hash.setText(shown_hash(text) if text else "")
        self._copy.holds(text)
        self._copy.setVisible(bool(text))
