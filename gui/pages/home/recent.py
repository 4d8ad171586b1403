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
from core.domain.money import TaoRao
from core.domain.transactions import Outcome
from gui.entry_words import short_tao
from gui.formats import ago, short_address, tao, untrusted
from gui.outcomes import told
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
_AGE: Final = 64
_ICONS: Final = {
    ActionKind.TRANSFER: "arrow-up-right",
    ActionKind.STAKE: "arrows-exchange",
    ActionKind.REGISTER: "hexagon-plus",
    ActionKind.MESSAGE: "signature",
}
_DONE: Final = "positive"  # the tone of what is final, which goes without saying
_WHOLE_RAO: Final = 1_000_000  # the smallest amount that three decimals show


def sentence(entry: Entry, names: Names) -> str:
    """What was done in the past tense, all else as it was asked for; foreign parts are clean."""
    done = entry.receipt.outcome is Outcome.SUCCEEDED
    if entry.kind is ActionKind.MESSAGE:
        return "Signed a message"
    if entry.kind is ActionKind.STAKE and entry.netuid is not None:
        return f"{'Staked' if done else 'Stake'} to {names.subnet(entry.netuid)}"
    if entry.kind is ActionKind.REGISTER and entry.netuid is not None:
        hotkey = _hotkey(entry.hotkey, names)
        return f"{'Registered' if done else 'Register'} {hotkey} on {entry.netuid}"
    who = entry.dest and (names.wallets.get(entry.dest) or short_address(entry.dest))
    return f"{'Sent' if done else 'Send'} to {who}" if who else untrusted(entry.function)


def _paid(entry: Entry) -> str:
    """What left, to three decimals unless it would look like nothing; empty for nothing."""
    paid = entry.paid
    if not paid:
        return ""
    return tao(-paid, 3, mono=True) if abs(paid) >= _WHOLE_RAO else short_tao(TaoRao(-paid))


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
            row.line.setVisible(place < fitting - 1)  # the card's own edge closes the last one


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
        self.line = rule()
        parts = QHBoxLayout()
        parts.setContentsMargins(tokens.L, 0, tokens.L, 0)
        parts.setSpacing(tokens.M)
        parts.addWidget(self.icon)
        parts.addWidget(self.words, 1)
        parts.addWidget(self.state)
        parts.addWidget(self.amount)
        parts.addWidget(self.age)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(parts, 1)
        whole.addWidget(self.line)

    def show_entry(self, entry: Entry, names: Names) -> None:
        self.is_filled = True
        self.icon.show_icon(_ICONS[entry.kind], "muted")
        self.words.setText(sentence(entry, names))
        state = told(entry.receipt)
        self.state.setText(state.state)
        self.state.show_tone(state.tone)
        self.state.setVisible(not entry.is_off_chain and state.tone != _DONE)
        amount = _paid(entry)
        self.amount.show_amount(amount, suffix=" τ")
        self.amount.setVisible(bool(amount))
        self.age.setText(ago(time.time() - entry.signed_at))

    def clear(self) -> None:
        self.is_filled = False
