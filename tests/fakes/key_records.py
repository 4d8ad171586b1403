"""Wallets and hotkeys as a listing tells of them, in the states that pages must show."""

from __future__ import annotations

from core.domain.ids import Ss58
from core.domain.keys import (
    CryptoType,
    Finding,
    Fingerprint,
    HotkeyRecord,
    KeyFormat,
    KeyName,
    WalletRecord,
)
from tests.builders import address

CHANGED_AT = 1_741_780_000  # 12 March 2025


def fingerprint(seed: int = 0) -> Fingerprint:
    return Fingerprint(f"{seed:064x}", 400, seed, CHANGED_AT * 10**9)


def key_name(text: str, *, foreign: bool = False) -> KeyName:
    return KeyName(text, text, foreign)


def hotkey(
    name: str = "miner-1",
    *findings: Finding,
    seed: int = 1,
    kind: KeyFormat | None = KeyFormat.NACL,
) -> HotkeyRecord:
    """Encrypted and sound, unless told otherwise."""
    scheme = CryptoType.SR25519
    return HotkeyRecord(key_name(name), address(seed), scheme, kind, fingerprint(seed), findings)


def wallet(
    name: str = "my-cold",
    *hotkeys: HotkeyRecord,
    seed: int = 100,
    kind: KeyFormat | None = KeyFormat.NACL,
    findings: tuple[Finding, ...] = (),
    owner: Ss58 | None = None,
    foreign: bool = False,
) -> WalletRecord:
    """With an encrypted coldkey, unless told otherwise."""
    return WalletRecord(
        key_name(name, foreign=foreign),
        owner or address(seed),
        CryptoType.SR25519,
        kind,
        fingerprint(seed) if kind is not None else None,
        findings,
        hotkeys,
    )


def watched(name: str = "treasury", *, seed: int = 200) -> WalletRecord:
    return WalletRecord(key_name(name), address(seed))


def empty(name: str = "hollow") -> WalletRecord:
    return WalletRecord(key_name(name), findings=(Finding.EMPTY,))
