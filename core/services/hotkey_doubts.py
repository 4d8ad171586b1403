"""Comparing what is remembered of hotkeys with their files as they are listed."""

from __future__ import annotations

from typing import Final

from core.domain.keys import (
    Finding,
    HotkeyRecord,
    KeyFormat,
    KeyRef,
    StoredKey,
    WalletListing,
    WalletRecord,
)
from core.domain.wallets import Doubt, HotkeyReference

_HOTKEYS: Final = "hotkeys"  # the folder in a wallet's, as the SDK lays it out
_BROKEN: Final = frozenset({Finding.DAMAGED, Finding.NOT_A_FILE, Finding.TOO_LARGE})
_UNSOUND: Final = _BROKEN | {Finding.UNREADABLE, Finding.PAIR_DIFFERS}


def doubt_of(reference: HotkeyReference, listing: WalletListing) -> Doubt | None:
    """None where the file is what it was, or cannot be looked into."""
    record = _find(listing, reference.ref)
    if record is None or record.format is None:
        return Doubt.GONE
    if record.fingerprint is not None and record.fingerprint.sha256 == reference.sha256:
        return None
    if record.address not in (None, reference.address):
        return Doubt.OTHER_KEY
    if not _BROKEN.isdisjoint(record.findings):
        return Doubt.DAMAGED
    if record.fingerprint is None:
        return None
    return Doubt.DAMAGED if record.format is KeyFormat.UNKNOWN else Doubt.CHANGED


def sound_references(listing: WalletListing) -> list[HotkeyReference]:
    """One of each hotkey that nothing speaks against.

    Foreign names are left out: an entry's name holds those that this app gives.
    """
    return [
        found
        for wallet in listing.wallets
        if not wallet.name.is_foreign
        for hotkey in wallet.hotkeys
        if (found := _sound(listing, wallet, hotkey)) is not None
    ]


def is_named_by_others(listing: WalletListing, ref: KeyRef) -> bool:
    """Whether a hotkey, or its wallet, has a name that this app would not give."""
    found = (listing.find(KeyRef(ref.wallet)), listing.find(ref))
    return any(record is not None and record.name.is_foreign for record in found)


def reference_to(listing: WalletListing, stored: StoredKey) -> HotkeyReference:
    """Of a key that this app has written or opened."""
    path = _path(listing, stored.ref)
    sha256 = stored.fingerprint.sha256
    return HotkeyReference(stored.ref, path, stored.address, stored.crypto_type, sha256)


def _sound(
    listing: WalletListing, wallet: WalletRecord, hotkey: HotkeyRecord
) -> HotkeyReference | None:
    if hotkey.name.is_foreign or hotkey.format in (None, KeyFormat.UNKNOWN):
        return None
    if hotkey.address is None or hotkey.crypto_type is None or hotkey.fingerprint is None:
        return None
    if not _UNSOUND.isdisjoint(hotkey.findings):
        return None
    ref, sha256 = KeyRef(wallet.name.text, hotkey.name.text), hotkey.fingerprint.sha256
    return HotkeyReference(ref, _path(listing, ref), hotkey.address, hotkey.crypto_type, sha256)


def _find(listing: WalletListing, ref: KeyRef) -> HotkeyRecord | None:
    for wallet in listing.wallets:
        if wallet.name.text == ref.wallet:
            return next((key for key in wallet.hotkeys if key.name.text == ref.hotkey), None)
    return None


def _path(listing: WalletListing, ref: KeyRef) -> str:
    return str(listing.root / ref.wallet / _HOTKEYS / ref.hotkey)
