"""A key by its reference: what the newest listing says of it."""

from __future__ import annotations

from core.application import Application
from core.domain.ids import Ss58
from core.domain.keys import HotkeyRecord, KeyRef, WalletRecord


def record_of(app: Application, ref: KeyRef) -> WalletRecord | HotkeyRecord | None:
    """The wallet of a coldkey, or the hotkey; None where the folder has no such key."""
    wallet = app.wallets.wallet(ref.wallet)
    if wallet is None or not ref.hotkey:
        return wallet
    return next((hotkey for hotkey in wallet.hotkeys if hotkey.name.text == ref.hotkey), None)


def address_of(app: Application, ref: KeyRef) -> Ss58 | None:
    record = record_of(app, ref)
    return record.address if record else None


def name_of(app: Application, ref: KeyRef) -> str:
    """The key's name, safe to show."""
    record = record_of(app, ref)
    return record.name.shown if record else ref.hotkey or ref.wallet


def is_encrypted(app: Application, ref: KeyRef) -> bool:
    """Whether a password opens it; not for plaintext, nor where there is no private key."""
    record = record_of(app, ref)
    return record is not None and record.format is not None and record.format.is_encrypted
