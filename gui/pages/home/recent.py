"""What was signed last, a line each."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.domain.activity import Entry
from core.domain.ids import Ss58
from core.domain.intents import ActionKind
from core.domain.transactions import Outcome
from gui.formats import ago, short_address, tao, untrusted
from gui.pages.home.rows import Names
from gui.privacy import Privacy
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.amount import AmountLabel
from gui.widgets.chips import Chip
from gui.widgets.elided import ElidedLabel
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.styling import rule

_ROW: Final = 36
_AGE: Final = 84
_ICONS: Final = {
    ActionKind.TRANSFER: "arrow-up-right",
    ActionKind.STAKE: "arrows-exchange",
    ActionKind.REGISTER: "hexagon-plus",
    ActionKind.MESSAGE: "signature",
}
# What is not simply done, and the colour it has.
_STATES: Final = {
    Outcome.OPEN: ("under way", "info"),
    Outcome.FAILED: ("failed", "negative"),
    Outcome.REFUSED: ("refused", "negative"),
    Outcome.REPLACED: ("replaced", "warning"),
    Outcome.EXPIRED: ("expired", "warning"),
    Outcome.UNKNOWN: ("unknown", "warning"),
}


def sentence(entry: Entry, names: Names) -> str:
    """What was done, in the past tense; foreign parts of it are clean."""
    if entry.kind is ActionKind.MESSAGE:
        return "Signed a message"
    if entry.kind is ActionKind.STAKE and entry.netuid is not None:
        return f"Staked to {names.subnet(entry.netuid)}"
    if entry.kind is ActionKind.REGISTER and entry.netuid is not None:
        return f"Registered {_hotkey(entry.hotkey, names)} on {entry.netuid}"
    who = entry.dest and (names.wallets.get(entry.dest) or short_address(entry.dest))
    return f"Sent to {who}" if who else untrusted(entry.function)


def _hotkey(hotkey: Ss58 | None, names: Names) -> str:
    return (names.hotkeys.get(hotkey) or short_address(hotkey)) if hotkey else "a hotkey"


class RecentActivity(QWidget):
    """As many of the newest entries as there is room for; a sentence where there are none."""

    def __init__(self, theme: Theme, privacy: Privacy) -> None:
        super().__init__()
        self._theme = theme
        self._privacy = privacy
        self._shown: tuple[Sequence[Entry], Mapping[Ss58, str], int] | None = None
        self._rows: list[_Row] = []
        self._nothing = TextLabel("Nothing was signed here yet.", FontRole.BODY, "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addWidget(rule())
        self._lines.addWidget(self._nothing, 1)
        self._lines.addStretch()

    @property
    def sentences(self) -> list[str]:
        """The lines from top to bottom, as they read."""
        return [row.words.text() for row in self._rows if not row.isHidden()]

    def show_entries(self, entries: Sequence[Entry], names: Names) -> None:
        """The newest first."""
        while len(self._rows) < len(entries):
            row = _Row(self._theme, self._privacy)
            self._lines.insertWidget(len(self._rows) + 1, row)
            self._rows.append(row)
        for row, entry in zip(self._rows, entries, strict=False):
            row.show_entry(entry, names)
        for row in self._rows[len(entries) :]:
            row.clear()
        self._nothing.setVisible(not entries)
        self._make_room()

    def sizeHint(self) -> QSize:
        return QSize(300, 4 * _ROW + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 3 * _ROW + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        fitting = (self.height() - 1) // _ROW
        for place, row in enumerate(self._rows):
            row.setVisible(row.is_filled and place < fitting)


class _Row(QWidget):
    def __init__(self, theme: Theme, privacy: Privacy) -> None:
        super().__init__()
        self.setFixedHeight(_ROW)
        self.is_filled = False
        self.icon = IconLabel(theme, "signature", "muted", 16)
        self.words = ElidedLabel()
        self.state = Chip()
        self.amount = AmountLabel(privacy, FontRole.MONO)
        self.age = TextLabel("", FontRole.SMALL, "muted")
        self.age.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.age.setMinimumWidth(_AGE)
        line = QHBoxLayout()
        line.setContentsMargins(tokens.L, 0, tokens.L, 0)
        line.setSpacing(tokens.M)
        line.addWidget(self.icon)
        line.addWidget(self.words, 1)
        line.addWidget(self.state)
        line.addWidget(self.amount)
        line.addWidget(self.age)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(line, 1)
        whole.addWidget(rule())

    def show_entry(self, entry: Entry, names: Names) -> None:
        self.is_filled = True
        self.icon.show_icon(_ICONS[entry.kind], "muted")
        self.words.setText(sentence(entry, names))
        words, tone = _STATES.get(entry.receipt.outcome, ("", ""))
        self.state.setText(words)
        self.state.setProperty("tone", tone)
        self.state.style().polish(self.state)
        self.state.setVisible(bool(words))
        paid = entry.paid
        amount = "" if not paid else tao(-paid, 3, mono=True)
        self.amount.show_amount(amount, suffix=" τ")
        self.amount.setVisible(bool(amount))
        self.age.setText(ago(time.time() - entry.signed_at))

    def clear(self) -> None:
        self.is_filled = False
