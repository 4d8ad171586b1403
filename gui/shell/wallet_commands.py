"""What the palette offers about wallets: choosing, locking, sending, addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from core.domain.keys import KeyRef, WalletRecord
from gui.formats import short_address, untrusted
from gui.routes import CREATE_WALLET, HOTKEYS, IMPORT_WALLET, SEND, wallet_route
from gui.shell.commands import GO
from gui.shell.ranking import Entry

LOCK: Final = "lock"
UNLOCK: Final = "unlock"
AMOUNTS: Final = "amounts"
BOOK: Final = "book"


@dataclass(frozen=True, slots=True)
class WalletState:
    """What the entries depend on."""

    wallets: tuple[WalletRecord, ...]
    chosen: KeyRef | None
    unlocked: bool
    hidden: bool  # amounts


def wallet_entries(state: WalletState) -> list[Entry]:
    """Actions first, then every wallet and hotkey; an address typed finds its key."""
    return [*_actions(state), *_keys(state.wallets)]


def _actions(state: WalletState) -> Iterator[Entry]:
    wallet = next((w for w in state.wallets if _is_chosen(w, state.chosen)), None)
    if state.unlocked:
        yield Entry("Lock now", LOCK, "lock", "Ctrl L", weight=12)
    if wallet is not None:
        name = untrusted(wallet.name.shown)
        if wallet.format is not None:
            yield from _signing(wallet, name, state)
        yield Entry(f"Receive to {name}", GO + _route(wallet), "qrcode", "Action", weight=9)
    yield Entry("Create a wallet", GO + CREATE_WALLET, "plus", "Action")
    yield Entry("Import a wallet", GO + IMPORT_WALLET, "file-import", "Action")
    yield Entry("Address book", BOOK, "address-book", "Action")
    words, icon = ("Show amounts", "eye") if state.hidden else ("Hide amounts", "eye-off")
    yield Entry(words, AMOUNTS, icon, "Ctrl Shift H")


def _signing(wallet: WalletRecord, name: str, state: WalletState) -> Iterator[Entry]:
    if not state.unlocked:
        yield Entry(f"Unlock {name}", UNLOCK, "lock-open", "Action", weight=11)
    yield Entry(f"Send from {name}", GO + _route(wallet, SEND), "send", "Action", weight=10)
    yield Entry(f"Create hotkeys in {name}", GO + _route(wallet, HOTKEYS), "key", "Action")


def _keys(wallets: Iterable[WalletRecord]) -> Iterator[Entry]:
    for wallet in wallets:
        name, route = untrusted(wallet.name.shown), GO + _route(wallet)
        icon = "eye" if wallet.is_watch_only else "wallet"
        yield Entry(name, route, icon, "Wallet", weight=-1, also=wallet.address or "")
        for hotkey in wallet.hotkeys:
            hint = f"Hotkey of {name} · {short_address(hotkey.address or '')}"
            title = untrusted(hotkey.name.shown)
            yield Entry(title, route, "key", hint, weight=-2, also=hotkey.address or "")


def _is_chosen(wallet: WalletRecord, chosen: KeyRef | None) -> bool:
    return chosen is not None and wallet.name.text == chosen.wallet


def _route(wallet: WalletRecord, action: str = "") -> str:
    return wallet_route(wallet.name.text, action)
