"""The menus of the page: what can be done with the shown wallet, or with one of its hotkeys."""

from __future__ import annotations

from functools import partial

from core.domain.keys import HotkeyRecord, KeyRef, WalletRecord
from gui.pages.wallets.deeds import WalletDeeds
from gui.pages.wallets.row import broken, can_sign, may_change
from gui.widgets.menus import Entry

Menu = list[Entry | None]


def wallet_menu(
    deeds: WalletDeeds, wallet: WalletRecord, *, unlocked: bool, chosen: bool, receives: bool
) -> Menu:
    """Everything for a wallet; what cannot be done with this one is left out or off.

    ``receives`` is whether its address may be given to others.
    """
    ref = KeyRef(wallet.name.text)
    entries: Menu = [
        Entry("Choose this wallet", partial(deeds.choose, ref), "check", enabled=not chosen)
    ]
    if receives:
        entries.append(Entry("Copy address", partial(deeds.copy_address, ref), "copy"))
    if can_sign(wallet):
        words, icon = ("Lock all keys", "lock") if unlocked else ("Unlock…", "lock-open")
        entries.append(Entry(words, partial(deeds.toggle_lock, ref), icon))
    if wallet.format is not None:
        entries += [None, *backup_menu(deeds, wallet), None, *password_menu(deeds, wallet)]
    may_leave = not wallet.name.is_foreign
    away = Entry("Put away…", partial(deeds.put_away, ref), "archive", enabled=may_leave)
    return [*entries, None, away]


def backup_menu(deeds: WalletDeeds, wallet: WalletRecord) -> Menu:
    """The ways to be sure that the coldkey cannot be lost.

    Words are checked against the address: that of a damaged keyfile will do.
    """
    ref, able = KeyRef(wallet.name.text), can_sign(wallet)
    encrypted = able and wallet.format is not None and wallet.format.is_encrypted
    check = partial(deeds.check_backup, wallet.name.text)
    return [
        Entry(
            "Check the recovery words…", check, "shield-check", enabled=wallet.address is not None
        ),
        Entry(
            "Export keyfile…", partial(deeds.export_keyfile, ref), "file-export", enabled=encrypted
        ),
        Entry(
            "Export polkadot-js JSON…", partial(deeds.export_json, ref), "file-export", enabled=able
        ),
    ]


def password_menu(deeds: WalletDeeds, wallet: WalletRecord) -> Menu:
    ref, able = KeyRef(wallet.name.text), may_change(wallet)
    encrypted = wallet.format is not None and wallet.format.is_encrypted
    words = "Change password…" if encrypted else "Encrypt…"
    entries: Menu = [Entry(words, partial(deeds.change_password, ref), "password", enabled=able)]
    if wallet.format is not None and wallet.format.is_legacy:
        again = partial(deeds.reencrypt, ref)
        entries.append(Entry("Encrypt anew…", again, "shield-lock", enabled=able))
    return entries


def hotkey_menu(
    deeds: WalletDeeds, wallet: WalletRecord, hotkey: HotkeyRecord, *, chosen: bool
) -> Menu:
    """Everything for one hotkey."""
    ref = KeyRef(wallet.name.text, hotkey.name.text)
    able = not (wallet.name.is_foreign or hotkey.name.is_foreign)
    entries: Menu = [
        Entry("Choose this hotkey", partial(deeds.choose, ref), "check", enabled=not chosen),
        Entry(
            "Copy address",
            partial(deeds.copy_address, ref),
            "copy",
            enabled=hotkey.address is not None,
        ),
    ]
    if hotkey.format is not None:
        sound = able and not broken(hotkey.findings)
        words = "Change password…" if hotkey.format.is_encrypted else "Encrypt…"
        change = partial(deeds.change_password, ref)
        entries += [None, Entry(words, change, "password", enabled=sound)]
        if hotkey.format.is_legacy:
            again = partial(deeds.reencrypt, ref)
            entries.append(Entry("Encrypt anew…", again, "shield-lock", enabled=sound))
    away = Entry("Put away…", partial(deeds.put_away, ref), "archive", enabled=able)
    return [*entries, None, away]
