"""The chosen wallet's address, for others to send to."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from core.domain.ids import Ss58
from core.domain.keys import Finding
from core.domain.networks import Network, NetworkKind
from gui.network_look import look_of
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.address_fours import AddressFours
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.qr_code import QrCode

WIDTH: Final = 264
_TOLD_MS: Final = 1500  # that it was copied
_PRACTICE_KEY: Final = (
    "Everyone knows this wallet's password.",
    "Whatever is sent to it here belongs to whoever takes it first. Receive with another wallet.",
)
_UNSAFE: Final = {
    Finding.PAIR_DIFFERS: (
        "Do not receive here.",
        "This address is of another key than the private file: what is sent to it may be lost.",
    ),
    Finding.DAMAGED: (
        "Do not receive here.",
        "No password opens the private file. Make it anew from its words first.",
    ),
}
_NO_ADDRESS: Final = (
    "No address to receive at.",
    "There is no coldkey here, or its public file cannot be read.",
)
_SOUND: Final = frozenset({NetworkKind.PRACTICE, NetworkKind.LOCAL})


class ReceiveCard(Card):
    """``practice_requested`` and ``save_requested`` are its buttons."""

    practice_requested = Signal()
    save_requested = Signal()
    copy_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(padding=tokens.L)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Receive")
        self.network = TextLabel(tone="muted")
        self.code = QrCode("Address")
        self.fours = AddressFours(theme)
        self.copy = Button(theme, "Copy address", icon="copy", role="small")
        self.save = Button(theme, "Save QR", icon="device-floppy", role="small")
        self.practice = Button(theme, "Get practice TAO", role="link")
        self.reason_title = TextLabel(role=FontRole.BODY_MEDIUM, wrap=True)
        self.reason = TextLabel(role=FontRole.SMALL, tone="muted", wrap=True)
        self._rooms = QStackedWidget()
        self._rooms.addWidget(self._address_room())
        self._rooms.addWidget(self._reason_room(theme))
        self.copy.clicked.connect(self._on_copy)
        self._back = QTimer(self, interval=_TOLD_MS, singleShot=True)
        self._back.timeout.connect(lambda: self.copy.show_icon("copy"))
        self.save.clicked.connect(self.save_requested)
        self.practice.clicked.connect(self.practice_requested)
        head = QHBoxLayout()
        head.addWidget(TextLabel("Receive", FontRole.BODY_STRONG), 1)
        head.addWidget(self.network)
        head.addWidget(self.practice)
        self.body.addLayout(head)
        self.body.addSpacing(tokens.S)
        self.body.addWidget(self._rooms, 1)

    def _address_room(self) -> QWidget:
        room = QWidget()
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        buttons.addStretch()
        buttons.addWidget(self.copy)
        buttons.addWidget(self.save)
        buttons.addStretch()
        centre = Qt.AlignmentFlag.AlignHCenter
        layout = QVBoxLayout(room)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.code, 0, centre)
        layout.addSpacing(tokens.S)
        layout.addWidget(self.fours, 0, centre)
        layout.addSpacing(tokens.S)
        layout.addLayout(buttons)
        layout.addStretch()
        return room

    def _reason_room(self, theme: Theme) -> QWidget:
        room = QWidget()
        layout = QVBoxLayout(room)
        layout.setContentsMargins(0, tokens.S, 0, 0)
        layout.setSpacing(tokens.S)
        layout.addWidget(IconLabel(theme, "info-circle", "muted", 24))
        layout.addWidget(self.reason_title)
        layout.addWidget(self.reason)
        layout.addStretch()
        for label in (self.reason_title, self.reason):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        return room

    @property
    def is_hidden(self) -> bool:
        """Whether a reason stands in the address's place."""
        return self._rooms.currentIndex() == 1

    def show_wallet(
        self,
        address: Ss58 | None,
        network: Network | None,
        *,
        practice: bool,
        findings: Collection[Finding] = (),
    ) -> None:
        """``findings`` are those of the coldkey's files."""
        unsafe = next((why for finding, why in _UNSAFE.items() if finding in findings), None)
        kind = network.kind if network else None
        self.network.setText(look_of(network).name if network else "")
        if address is None:
            self._refuse(_NO_ADDRESS)
        elif unsafe is not None:
            self._refuse(unsafe)
        elif practice and kind not in _SOUND:
            self._refuse(_PRACTICE_KEY)
        else:
            self.code.show_text(address)
            self.fours.show_address(address)
            self._rooms.setCurrentIndex(0)
        offers = not self.is_hidden and kind is NetworkKind.PRACTICE
        self.practice.setVisible(offers)
        self.network.setVisible(not offers)  # the button names it

    def _on_copy(self) -> None:
        self.copy_requested.emit()
        self.copy.show_icon("check")
        self._back.start()

    def _refuse(self, reason: tuple[str, str]) -> None:
        self.code.show_text("")
        self.fours.show_address("")
        self.reason_title.setText(reason[0])
        self.reason.setText(reason[1])
        self._rooms.setCurrentIndex(1)
