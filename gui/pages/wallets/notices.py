"""What stands in the page's place while there is no wallet to show."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.keys import WalletListing
from gui.findings import FINDINGS
from gui.pages.wallets.row import shown_path
from gui.routes import CREATE_WALLET, IMPORT_WALLET, WATCH_ADDRESS
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.banner import Banner
from gui.widgets.buttons import Button
from gui.widgets.labels import IconLabel, TextLabel

_WIDTH = 440
_WHAT = (
    "A wallet is a coldkey, which owns TAO and stake, and hotkeys, which mine and validate "
    "for it. Its files stay on this computer, encrypted, where btcli finds them too."
)


class NoWallets(QWidget):
    """What a wallet is, and the three ways to one."""

    route_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.create_button = Button(theme, "Create a wallet", icon="plus", role="primary")
        self.import_button = Button(theme, "Import a wallet", icon="file-import")
        self.watch_button = Button(theme, "Watch an address", icon="eye")
        ways = (
            (self.create_button, CREATE_WALLET),
            (self.import_button, IMPORT_WALLET),
            (self.watch_button, WATCH_ADDRESS),
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        buttons.addStretch()
        for button, route in ways:
            button.clicked.connect(lambda _=False, r=route: self.route_requested.emit(r))
            buttons.addWidget(button)
        buttons.addStretch()
        self.where = TextLabel(role=FontRole.SMALL, tone="muted", wrap=True)
        title = TextLabel("No wallets yet", FontRole.HEADING)
        what = TextLabel(_WHAT, tone="muted", wrap=True)
        centre = Qt.AlignmentFlag.AlignHCenter
        for label in (title, what, self.where):
            label.setAlignment(centre)
        for label in (what, self.where):
            label.setFixedWidth(_WIDTH)
        what.setMinimumHeight(what.heightForWidth(_WIDTH))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, tokens.M, 0)  # the page has that much less at its right
        layout.setSpacing(tokens.S)
        layout.addStretch(2)
        layout.addWidget(IconLabel(theme, "wallet", "muted", 32), 0, centre)
        layout.addSpacing(tokens.S)
        layout.addWidget(title)
        layout.addWidget(what, 0, centre)
        layout.addSpacing(tokens.S)
        layout.addLayout(buttons)
        layout.addSpacing(tokens.S)
        layout.addWidget(self.where, 0, centre)
        layout.addStretch(3)

    def show_folder(self, root: Path) -> None:
        self.where.setText(f"Taonaut looks in {shown_path(root)}.")


class FolderBanner(Banner):
    """What is wrong with the folder of wallets itself, if anything is."""

    def show_listing(self, listing: WalletListing) -> None:
        words = [FINDINGS[finding] for finding in listing.findings]
        if words:
            body = " ".join(f"{found.title}. {found.body}" for found in words)
            self.say(f"{shown_path(listing.root)}:", body)
        else:
            self.dismiss()
