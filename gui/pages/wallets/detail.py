"""The right side: one wallet with its health, figures, address and hotkeys."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.keys import KeyRef, WalletRecord
from core.domain.wallets import Health
from gui.pages.wallets.balances import Balances
from gui.pages.wallets.deeds import WalletDeeds
from gui.pages.wallets.facts_card import FactsCard
from gui.pages.wallets.header import WalletHeader
from gui.pages.wallets.health_card import HealthCard
from gui.pages.wallets.hotkey_columns import HotkeyRow, hotkey_rows
from gui.pages.wallets.hotkeys_card import HotkeysCard
from gui.pages.wallets.menus import Menu, backup_menu, hotkey_menu, wallet_menu
from gui.pages.wallets.receive_card import ReceiveCard
from gui.pages.wallets.row import is_practice
from gui.pages.wallets.surroundings import Surroundings
from gui.privacy import Privacy
from gui.routes import HOTKEYS, SEND, wallet_route
from gui.tables.overlay_scroll_area import OverlayScrollArea
from gui.theme.theme import Theme
from gui.widgets.menus import menu_of, open_below

_GAP: Final = 12
SCROLL_ROOM: Final = 12  # right of the cards, for the scroll bar


class WalletDetail(QWidget):
    """``show_wallet`` after every change; what the buttons do is done by ``WalletDeeds``."""

    route_requested = Signal(str)
    run_requested = Signal()

    def __init__(
        self, theme: Theme, privacy: Privacy, balances: Balances, deeds: WalletDeeds
    ) -> None:
        super().__init__()
        self._theme = theme
        self._privacy = privacy
        self._balances = balances
        self._deeds = deeds
        self._wallet: WalletRecord | None = None
        self._around = Surroundings(Path(), frozenset(), None, ())
        self.header = WalletHeader(theme)
        self.health = HealthCard(theme)
        self.facts = FactsCard(theme, privacy)
        self.receive = ReceiveCard(theme)
        self.hotkeys = HotkeysCard(theme, self._hotkey_menu)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(_GAP)
        middle.addWidget(self.facts, 1)
        middle.addWidget(self.receive)
        inside = QWidget()
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, SCROLL_ROOM, 0)
        cards.setSpacing(_GAP)
        cards.addWidget(self.health)
        cards.addLayout(middle)
        cards.addWidget(self.hotkeys, 1)
        scroll = self._cards = OverlayScrollArea(inside)
        self.header.setContentsMargins(0, 0, SCROLL_ROOM, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self.header)
        layout.addWidget(scroll, 1)

    def _wire(self) -> None:
        deeds, header, facts, receive = self._deeds, self.header, self.facts, self.receive
        header.send_requested.connect(lambda: self._go(SEND))
        header.sign_requested.connect(lambda: deeds.sign(self.wallet))
        header.lock_requested.connect(lambda: deeds.toggle_lock(self.ref))
        header.menu_requested.connect(self._open_menu)
        self.health.repair_requested.connect(deeds.repair)
        self.health.run_requested.connect(self.run_requested)
        facts.password_requested.connect(lambda: deeds.change_password(self.ref))
        facts.backup_requested.connect(self._open_backup_menu)
        receive.copy_requested.connect(lambda: deeds.copy_address(self.ref))
        receive.save_requested.connect(lambda: deeds.save_code(self.wallet, receive.code.png()))
        receive.practice_requested.connect(self._on_practice)
        self.hotkeys.add_requested.connect(lambda: self._go(HOTKEYS))

    @property
    def wallet(self) -> WalletRecord:
        assert self._wallet is not None  # nothing can be pressed before one is shown
        return self._wallet

    @property
    def ref(self) -> KeyRef:
        return KeyRef(self.wallet.name.text)

    def show_wallet(self, wallet: WalletRecord, around: Surroundings) -> None:
        """Another wallet, or the same one changed."""
        if self._wallet is None or wallet.name != self._wallet.name:
            self.health.show_unknown()
            self._cards.verticalScrollBar().setValue(0)
        self._wallet, self._around = wallet, around
        practice = is_practice(wallet, around.practice)
        self.header.show_wallet(
            wallet,
            unlocked=self.ref in around.unlocked,
            chosen=self._is_chosen,
            practice=around.practice,
        )
        network, findings = self._balances.network, wallet.findings
        self.receive.show_wallet(wallet.address, network, practice=practice, findings=findings)
        self.hotkeys.add.setVisible(not wallet.name.is_foreign and wallet.address is not None)
        self.show_balances()

    def show_files(self, health: Health, verified_at: float | None) -> None:
        """What was found about the files of the wallet that is shown."""
        self.health.show_health(health, self.wallet)
        practice = is_practice(self.wallet, self._around.practice)
        self.facts.show_wallet(self.wallet, self._around.root, verified_at, practice=practice)

    def show_balances(self) -> None:
        """Amounts and registrations, as they are now."""
        if self._wallet is None:
            return
        balances, wallet = self._balances, self._wallet
        account = balances.account(wallet.address)
        stamp = balances.accounts.stamp if balances.accounts else None
        unknown = "not known yet" if wallet.address else "no address to look up"
        self.facts.show_account(account, stamp, stale=balances.is_stale, unknown=unknown)
        name, chosen = wallet.name.text, self._around.chosen
        rows = hotkey_rows(
            wallet,
            balances.places,
            account,
            chosen=chosen.hotkey if chosen is not None and self._is_chosen else "",
            hidden=self._privacy.hidden,
            unlocked={ref.hotkey for ref in self._around.unlocked if ref.wallet == name},
        )
        self.hotkeys.show_rows(rows, stale=balances.is_stale, why_none=_why_none(wallet))

    @property
    def _is_chosen(self) -> bool:
        chosen = self._around.chosen
        return chosen is not None and chosen.wallet == self.wallet.name.text

    def _on_practice(self) -> None:
        if self.wallet.address is not None:
            self._deeds.ask_practice_tao(self.wallet.address)

    def _go(self, action: str) -> None:
        self.route_requested.emit(wallet_route(self.wallet.name.text, action))

    def _open_menu(self) -> None:
        entries = wallet_menu(
            self._deeds,
            self.wallet,
            unlocked=self.ref in self._around.unlocked,
            chosen=self._is_chosen,
            receives=not self.receive.is_hidden,
        )
        button = self.header.more
        open_below(button, menu_of(self._theme, button, "Wallet", entries), right=True)

    def _open_backup_menu(self) -> None:
        button = self.facts.back_up
        entries = backup_menu(self._deeds, self.wallet)
        open_below(button, menu_of(self._theme, button, "Back up", entries))

    def _hotkey_menu(self, row: HotkeyRow) -> Menu:
        return hotkey_menu(self._deeds, self.wallet, row.hotkey, chosen=row.is_chosen)


def _why_none(wallet: WalletRecord) -> str:
    if wallet.is_watch_only:
        return "None here. A hotkey can be kept on this computer without its coldkey."
    return "None yet. A hotkey mines or validates on a subnet, and never holds TAO itself."
