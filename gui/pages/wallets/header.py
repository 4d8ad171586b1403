"""Which wallet is shown, whether it is open, and what can be done with it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from core.domain.keys import WalletRecord
from gui.pages.wallets.row import can_sign, marks_of, state_icon
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.chips import Chip
from gui.widgets.untrusted import UntrustedLabel

_MOST_MARKS: Final = 3
_ROOMY: Final = 620


class WalletHeader(QWidget):
    """Signals carry nothing: they are about the wallet that is shown."""

    send_requested = Signal()
    sign_requested = Signal()
    menu_requested = Signal()
    lock_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._has_coldkey = self._able = False
        self.name = UntrustedLabel(role=FontRole.HEADING)
        self.kind = Chip("coldkey")
        self.marks = [Chip() for _ in range(_MOST_MARKS)]
        self.lock = Button(theme, " ", icon="lock", role="chip")
        self.send = Button(theme, "Send", icon="arrow-up-right")
        self.sign = Button(theme, "Sign or verify", icon="signature")
        self.more = Button(theme, icon="dots", name="More for this wallet")
        self.send.clicked.connect(self.send_requested)
        self.sign.clicked.connect(self.sign_requested)
        self.more.clicked.connect(self.menu_requested)
        self.lock.clicked.connect(self.lock_requested)
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        layout.addWidget(self.name)
        layout.addSpacing(tokens.XS)
        for chip in (self.kind, *self.marks, self.lock):
            layout.addWidget(chip)
        layout.addStretch(1)
        for button in (self.send, self.sign, self.more):
            layout.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where it is narrow the name has more to say than what goes without saying."""
        roomy = self.width() >= _ROOMY
        self.kind.setVisible(self._has_coldkey and roomy)
        words = "Sign or verify" if self._able else "Verify"
        self.sign.setText("Sign" if self._able and not roomy else words)
        self.sign.setAccessibleName(words)

    def show_wallet(
        self, wallet: WalletRecord, *, unlocked: bool, chosen: bool, practice: Collection[str]
    ) -> None:
        self.name.setText(wallet.name.shown)
        marks = marks_of(wallet, practice)
        self._has_coldkey = wallet.format is not None
        for number, chip in enumerate(self.marks):
            chip.setVisible(number < len(marks))
            if number < len(marks):
                chip.setText(marks[number].text)
                chip.show_tone(marks[number].tone)
        able = can_sign(wallet)
        icon, _, word = state_icon(wallet, unlocked=unlocked)
        self.lock.setVisible(able)
        self.lock.setText(word)
        self.lock.show_icon(icon)
        self.lock.setAccessibleName("Lock all keys" if unlocked else f"Unlock, it is {word}")
        self.lock.setToolTip("Lock all keys" if unlocked else "Unlock this coldkey")
        self.send.setVisible(able)
        self._able = able
        self._fit()
        description = "the chosen wallet" if chosen else ""
        self.setAccessibleDescription(description)
