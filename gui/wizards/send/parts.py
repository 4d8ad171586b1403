"""What the form is made of: who sends, how the address compares, what it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.domain.ids import BlockNumber, Ss58
from core.domain.money import TaoRao
from core.domain.transactions import Notice, NoticeKind
from gui.address_words import twin_words
from gui.formats import DASH, exact_tao, in_fours, integer, short_address
from gui.names import Belongs, Known
from gui.privacy import Privacy
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.address_diff import AddressDiff
from gui.widgets.amount import AmountLabel
from gui.widgets.fields import InputField
from gui.widgets.labels import TextLabel
from gui.widgets.switch import Switch
from gui.widgets.untrusted import UntrustedLabel

_LABEL: Final = 112
_NAME: Final = 320
_ALL: Final = 10_000  # of the room, until the field is at its widest


class Sender(QFrame):
    """The wallet that sends, and what is free in it at which block."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self.setProperty("room", "well")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name = UntrustedLabel(role=FontRole.BODY_MEDIUM)
        self._address = TextLabel(role=FontRole.MONO, tone="muted")
        self.free = AmountLabel(privacy, FontRole.MONO, what="Free")
        self.block = TextLabel(role=FontRole.SMALL, tone="muted")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self._address)
        figures = QVBoxLayout()
        figures.setSpacing(2)
        right = Qt.AlignmentFlag.AlignRight
        figures.addWidget(self.free, 0, right)
        figures.addWidget(self.block, 0, right)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        row.addLayout(words, 1)
        row.addLayout(figures)

    def show_wallet(self, name: str, address: Ss58) -> None:
        self.name.setText(name)
        self._address.setText(in_fours(address, 6))
        self._address.setAccessibleName(address)

    def show_free(self, free: TaoRao | None, block: BlockNumber | None) -> None:
        """None while it is not known."""
        amount = "" if free is None else exact_tao(free, mono=True)
        self.free.show_amount(amount, suffix="\u00a0τ free")
        self.block.setText("" if block is None else f"block {integer(block)}")


class Comparison(QWidget):
    """The address in fours below its field, or beside the known one it looks like."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fours = TextLabel(role=FontRole.MONO)
        self._words = TextLabel(role=FontRole.SMALL, tone="negative", wrap=True)
        self._diff: AddressDiff | None = None
        self._address = ""
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(tokens.XS)
        self._layout.addWidget(self._fours)
        self._layout.addWidget(self._words)
        self.show_address("", ())

    @property
    def twin(self) -> str:
        """The name of the known address it is compared with."""
        return "" if self._diff is None else self._words.text()

    def show_address(self, address: str, twins: tuple[Known, ...]) -> None:
        if self._diff is not None:
            self._layout.removeWidget(self._diff)
            self._diff.hide()
            self._diff.deleteLater()
            self._diff = None
        self._address = address
        self.setVisible(bool(address))
        self._fours.setText(in_fours(address))
        self._fours.setVisible(not twins)
        self._words.setVisible(bool(twins))
        if twins:
            self._warn(address, twins[0])

    def warn_of(self, warnings: Sequence[Notice]) -> None:
        """A likeness to an address paid before, which has no name here."""
        like = [notice for notice in warnings if notice.kind is NoticeKind.LOOK_ALIKE]
        if like and self._address and self._diff is None:
            known = Ss58(like[0].facts.get("address", ""))
            name = f"{short_address(known)}, paid before"
            self.show_address(self._address, (Known(known, name, Belongs.CONTACT),))

    def _warn(self, address: str, twin: Known) -> None:
        self._words.setText(twin_words(twin))
        self._diff = AddressDiff(self._theme, (twin.name, "this one"))
        self._diff.compare(twin.address, address)
        self._layout.addWidget(self._diff)


class KeepContact(QWidget):
    """Whether a new address goes into the book once something was sent to it."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._switch = Switch(theme, "Keep in the address book")
        self.field = InputField("Name in the address book", "Name")
        self.field.setMaxLength(64)
        self.field.setMinimumWidth(_LABEL)
        self.field.setMaximumWidth(_NAME)
        self._switch.toggled.connect(self._on_toggled)
        self.field.textChanged.connect(self._on_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        row.addWidget(self._switch)
        row.addWidget(TextLabel("Keep in the address book as"))
        row.addWidget(self.field, _ALL)
        row.addStretch(1)
        self.field.setEnabled(False)

    @property
    def label(self) -> str:
        """The name to keep it under, empty where it is not to be kept."""
        wanted = self._switch.isChecked() and not self.isHidden()
        return self.field.text().strip() if wanted else ""

    @property
    def misses_a_name(self) -> bool:
        return self._switch.isChecked() and not self.isHidden() and not self.field.text().strip()

    def keep_as(self, label: str) -> None:
        self._switch.setChecked(True)
        self.field.setText(label)

    def forget(self) -> None:
        self._switch.setChecked(False)
        self.field.clear()

    def _on_changed(self) -> None:
        self.changed.emit()

    def _on_toggled(self, on: bool) -> None:
        self.field.setEnabled(on)
        if on:
            self.field.setFocus()
        self.changed.emit()


class Sums(QWidget):
    """The fee, what stays, and what could be sent at the most."""

    def __init__(self, privacy: Privacy) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(tokens.XS)
        self._grid.setHorizontalSpacing(tokens.M)
        self._grid.setColumnMinimumWidth(0, _LABEL)
        self._grid.setColumnStretch(2, 1)
        self.fee = AmountLabel(privacy, FontRole.MONO, what="Network fee")
        self.after = AmountLabel(privacy, FontRole.MONO, what="Free after")
        self.note = TextLabel(role=FontRole.SMALL, tone="muted")
        self._line(0, "Network fee", self.fee, self.note)
        self._line(1, "Free after", self.after, TextLabel())

    def _line(self, row: int, label: str, figure: TextLabel, note: TextLabel) -> None:
        self._grid.addWidget(TextLabel(label, tone="muted"), row, 0)
        self._grid.addWidget(figure, row, 1)
        self._grid.addWidget(note, row, 2)

    def show_sums(self, fee: TaoRao | None, after: TaoRao | None, note: str = "") -> None:
        """None where it is not known yet."""
        for label, rao in ((self.fee, fee), (self.after, after)):
            if rao is None:
                label.show_amount(DASH)
            else:
                label.show_amount(exact_tao(rao, mono=True), suffix="\u00a0τ")
        self.note.setText(note)
