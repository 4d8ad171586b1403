"""What a wallet is, in marks and words: for the list and for the header."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.domain.keys import Finding, KeyFormat, WalletRecord
from gui.formats import untrusted

# Findings of a coldkey's file that leave nothing to work with.
_BROKEN: Final = {
    Finding.PAIR_DIFFERS: "files differ",
    Finding.DAMAGED: "damaged",
    Finding.UNREADABLE: "unreadable",
    Finding.NOT_A_FILE: "no file",
    Finding.TOO_LARGE: "no keyfile",
    Finding.SYMLINK: "link",
}

FORMATS: Final = {
    KeyFormat.NACL: "NaCl, argon2i",
    KeyFormat.ANSIBLE: "Ansible vault, old",
    KeyFormat.FERNET: "Fernet, old",
    KeyFormat.POLKADOT_JS: "polkadot-js JSON",
    KeyFormat.JSON: "none: plaintext",
    KeyFormat.MNEMONIC: "none: words in plaintext",
    KeyFormat.SEED: "none: seed in plaintext",
    KeyFormat.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A chip: ``tone`` is a token's name, empty for the neutral one."""

    text: str
    tone: str = ""


def broken(findings: Collection[Finding]) -> str:
    """In a word or two why a keyfile cannot be used; empty where it can."""
    return next((word for finding, word in _BROKEN.items() if finding in findings), "")


def can_sign(wallet: WalletRecord) -> bool:
    """Whether its coldkey is here and in order, so that a password would open it."""
    known = wallet.format not in (None, KeyFormat.UNKNOWN) and wallet.address is not None
    return known and not broken(wallet.findings)


def may_change(wallet: WalletRecord) -> bool:
    """Whether the app writes to its coldkey."""
    return can_sign(wallet) and not wallet.name.is_foreign


def is_practice(wallet: WalletRecord, practice: Collection[str]) -> bool:
    return wallet.address is not None and wallet.address in practice


def marks_of(wallet: WalletRecord, practice: Collection[str]) -> tuple[Mark, ...]:
    """What sets a wallet apart from an ordinary one, the most telling first."""
    found: list[Mark] = []
    if word := broken(wallet.findings):
        found.append(Mark(word, "negative"))
    elif wallet.is_watch_only:
        found.append(Mark("watch-only"))
    elif wallet.format is None:
        found.append(Mark("no coldkey" if wallet.hotkeys else "empty"))
    elif wallet.format.is_legacy:
        found.append(Mark("legacy", "warning"))
    elif not wallet.format.is_encrypted and wallet.format is not KeyFormat.UNKNOWN:
        found.append(Mark("plaintext", "warning"))
    if is_practice(wallet, practice):
        found.append(Mark("practice", "practice"))
    if wallet.name.is_foreign:
        found.append(Mark("read-only"))
    return tuple(found)


def state_icon(wallet: WalletRecord, *, unlocked: bool) -> tuple[str, str, str]:
    """Icon, tone and the word for it: whether the coldkey could sign now."""
    if unlocked:
        return "lock-open", "accent", "unlocked"
    if wallet.is_watch_only:
        return "eye", "muted", "watched"
    if broken(wallet.findings):
        return "alert-triangle", "negative", "not usable"
    if wallet.format is None:
        return "circle-dashed", "muted", "no coldkey"
    if not wallet.format.is_encrypted:
        return "lock-open", "warning", "not encrypted"
    return "lock", "muted", "locked"


def shown_path(path: Path) -> str:
    """A path for people: below the home folder with a tilde, cleaned, whatever is in it."""
    try:
        text = str(Path("~") / path.relative_to(Path.home()))
    except ValueError:
        text = str(path)
    parts = (untrusted(part) for part in text.split(os.sep))
    return os.sep.join(parts)
