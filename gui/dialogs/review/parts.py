"""What a review dialog is made of: rows of figures, what is signed, the same by other means."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.domain.transactions import PreparedCall, Review
from gui.dialogs.review.words import Row, field_words, shown_hash
from gui.formats import in_fours
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.code import CodeText
from gui.widgets.disclosure import Disclosure
from gui.widgets.labels import TextLabel
from gui.widgets.styling import set_tone
from gui.widgets.untrusted import UntrustedLabel

_LABEL: Final = 128
_VALUE: Final = 104
_ROW: Final = 31
_ADDRESS_ROOM: Final = 56  # a longer name stands above its address
_FIELD: Final = 100
_FIELD_ROW: Final = 20
_STALE_IF: Final = "A new price or runtime makes this review stale."


class FigureRow(QWidget):
    """A label, a figure, a remark; or a label, a name and an address in fours."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        line = _line(self, row.label)
        if row.address:
            line.addLayout(_who(row), 1)
        else:
            line.addWidget(_figure(row))
            line.addSpacing(tokens.M)
            line.addWidget(TextLabel(row.note, FontRole.SMALL, "muted", wrap=True), 1)
        self.setAccessibleName(f"{row.label} {row.value} {row.note} {row.address}".strip())


class ValidRow(QWidget):
    """How long the review may be signed, counting down."""

    def __init__(self) -> None:
        super().__init__()
        self._time = TextLabel()
        self._note = TextLabel(_STALE_IF, FontRole.SMALL, "muted")
        line = _line(self, "Valid")
        line.addWidget(self._time)
        line.addSpacing(tokens.XS)
        line.addWidget(self._note, 1)

    @property
    def text(self) -> str:
        return self._time.text()

    def say(self, text: str, tone: str = "") -> None:
        self._time.setText(text)
        set_tone(self._time, tone)
        self._note.setVisible(not tone)


def _line(widget: QWidget, label: str) -> QHBoxLayout:
    """A row's layout with its label in it."""
    name = TextLabel(label, tone="muted")
    name.setFixedSize(_LABEL, _ROW)
    line = QHBoxLayout(widget)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(0)
    line.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    widget.setMinimumHeight(_ROW)
    return line


def _figure(row: Row) -> TextLabel:
    figure = TextLabel(row.value, FontRole.MONO)
    figure.setMinimumWidth(_VALUE)
    figure.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return figure


def _who(row: Row) -> QHBoxLayout | QVBoxLayout:
    """The name beside its address, or above it where it is long."""
    name = UntrustedLabel(row.value)
    address = TextLabel(in_fours(row.address), FontRole.MONO, "" if row.compare else "muted")
    address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if name.sizeHint().width() <= _ADDRESS_ROOM:
        beside = QHBoxLayout()
        beside.setSpacing(tokens.M)
        beside.addWidget(name)
        beside.addWidget(address, 1)
        return beside
    name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    name.setFixedHeight(_ROW - 6)
    above = QVBoxLayout()
    above.setSpacing(0)
    above.setContentsMargins(0, 3, 0, 6)
    above.addWidget(name)
    above.addWidget(address)
    return above


def signed_part(theme: Theme, prepared: PreparedCall) -> Disclosure:
    """The function and its arguments as decoded from the bytes to sign."""
    made = Disclosure(
        theme, "What is signed", label="hash", hint=shown_hash(prepared.call_hash), whole=True
    )
    made.copy.holds(prepared.call_hash)
    made.copy.setAccessibleName("Copy the call's hash")
    made.content.setSpacing(0)
    function = UntrustedLabel(prepared.function, FontRole.MONO)
    function.setFixedHeight(_FIELD_ROW)
    made.content.addWidget(function)
    for field in prepared.fields:
        made.content.addLayout(field_line(theme, field.name, *field_words(field), _FIELD))
    return made


def field_line(theme: Theme, name: str, value: str, unit: str, width: int) -> QHBoxLayout:
    """An argument: its name muted, its value whole, wrapped where it is long."""
    line = QHBoxLayout()
    line.setSpacing(tokens.M)
    label = UntrustedLabel(name, FontRole.MONO, "muted")
    label.setFixedSize(width, _FIELD_ROW)
    line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(CodeText(theme, name, f"{value} {unit}".strip()), 1)
    return line


def command_part(theme: Theme, review: Review) -> Disclosure:
    """The same by btcli and by the SDK, with what they do differently."""
    title = "Nearest command" if review.command_differs else "Equal command"
    made = Disclosure(theme, title, hint=review.command)
    made.copy.holds(review.command)
    made.content.addWidget(CodeText(theme, title, review.command))
    if review.command_differs:
        made.content.addWidget(
            TextLabel(review.command_differs, FontRole.SMALL, "muted", wrap=True)
        )
    if review.snippet:
        made.content.addSpacing(tokens.S)
        made.content.addWidget(TextLabel("With the SDK", FontRole.SMALL_MEDIUM, "muted"))
        made.content.addWidget(CodeText(theme, "SDK snippet", review.snippet.rstrip()))
    return made
