"""The menu under the wallet button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QWidget

from core.domain.keys import KeyRef, WalletRecord
from gui.formats import caption, short_address, untrusted
from gui.routes import CREATE_WALLET, IMPORT_WALLET
from gui.theme.theme import Theme

_MOST = 20  # wallets; the page shows them all


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen now: ``unlocked`` says whether any key is open."""

    wallets: tuple[WalletRecord, ...]
    chosen: KeyRef | None
    unlocked: bool

    @property
    def wallet(self) -> WalletRecord | None:
        """The chosen one."""
        names = (w for w in self.wallets if self.chosen and w.name.text == self.chosen.wallet)
        return next(names, None)


class WalletMenu(QMenu):
    """Wallets to choose, the chosen one's hotkeys, the lock, and the ways to more."""

    key_chosen = Signal(object)  # KeyRef
    lock_requested = Signal()
    unlock_requested = Signal()
    route_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: list[QMenu] = []
        self.setAccessibleName("Wallets")

    def open_at(self, place: QPoint, offer: Offer) -> None:
        """Fill it anew and show it with its right upper corner at ``place``."""
        self.fill(offer)
        self.popup(QPoint(place.x() - self.sizeHint().width(), place.y()))

    def fill(self, offer: Offer) -> None:
        self.clear()
        for part in self._parts:
            part.deleteLater()
        self._parts.clear()
        for wallet in offer.wallets[:_MOST]:
            self._add_wallet(wallet, offer.chosen)
        if len(offer.wallets) > _MOST:
            self._add(f"{len(offer.wallets) - _MOST} more…", "list-details", self._to("wallets"))
        if offer.wallet is not None:
            self._add_hotkeys(offer.wallet, offer.chosen)
        self.addSeparator()
        self._add_lock(offer)
        self.addSeparator()
        self._add("Manage wallets", "wallet", self._to("wallets"))
        self._add("Create a wallet", "plus", self._to(CREATE_WALLET))
        self._add("Import a wallet", "file-import", self._to(IMPORT_WALLET))

    def _add_wallet(self, wallet: WalletRecord, chosen: KeyRef | None) -> None:
        ticked = chosen is not None and chosen.wallet == wallet.name.text
        icon = "eye" if wallet.is_watch_only else "wallet"
        # Qt sets what follows a tab to the right.
        words = f"{untrusted(wallet.name.shown)}\t{short_address(wallet.address or '')}"
        ref = KeyRef(wallet.name.text)
        action = self._add(words, "check" if ticked else icon, self._choice(ref))
        action.setEnabled(not ticked or bool(chosen and chosen.hotkey))

    def _add_hotkeys(self, wallet: WalletRecord, chosen: KeyRef | None) -> None:
        if not wallet.hotkeys:
            return
        named = chosen.hotkey if chosen else ""
        shown = next((h.name.shown for h in wallet.hotkeys if h.name.text == named), "none")
        menu = QMenu(caption(f"Hotkey: {untrusted(shown)}"), self)
        menu.setIcon(self._theme.icon("key", "muted"))
        self._parts.append(menu)
        self.addMenu(menu)
        for hotkey in wallet.hotkeys[:_MOST]:
            ref = KeyRef(wallet.name.text, hotkey.name.text)
            words = f"{untrusted(hotkey.name.shown)}\t{short_address(hotkey.address or '')}"
            action = menu.addAction(self._icon("check" if ref == chosen else "key"), caption(words))
            action.setEnabled(ref != chosen)
            action.triggered.connect(self._choice(ref))

    def _add_lock(self, offer: Offer) -> None:
        if offer.unlocked:
            self._add("Lock now\tCtrl+L", "lock", self.lock_requested.emit)
            return
        name = untrusted(offer.wallet.name.shown) if offer.wallet else "the wallet"
        action = self._add(f"Unlock {name}…", "lock-open", self.unlock_requested.emit)
        action.setEnabled(offer.wallet is not None and offer.wallet.format is not None)

    def _add(self, words: str, icon: str, does: Callable[[], None]) -> QAction:
        action = self.addAction(self._icon(icon), caption(words))
        action.triggered.connect(does)
        return action

    def _icon(self, name: str) -> QIcon:
        return self._theme.icon(name, "accent" if name == "check" else "muted")

    def _choice(self, ref: KeyRef) -> Callable[[], None]:
        return lambda: self.key_chosen.emit(ref)

    def _to(self, route: str) -> Callable[[], None]:
        return lambda: self.route_requested.emit(route)
