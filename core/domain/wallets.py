"""What the app knows of wallets beside their files: health, backups, references, their choice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.domain.ids import Ss58
from core.domain.keys import CryptoType, Finding, KeyRef, StoredKey


class Repair(StrEnum):
    """What the app can do about a finding. Never without being asked."""

    RESTRICT_MODE = "restrict-mode"
    REPLACE_LINK = "replace-link"
    REENCRYPT = "reencrypt"
    ENCRYPT = "encrypt"
    RESTORE_PUBLIC = "restore-public"
    VERIFY_BACKUP = "verify-backup"
    FORGET = "forget"  # what is remembered of a hotkey that is gone


class Doubt(StrEnum):
    """How a hotkey's file differs from what is remembered of it."""

    GONE = "gone"
    OTHER_KEY = "other-key"  # the file there names another key
    DAMAGED = "damaged"  # its content changed, and contradicts its own format
    CHANGED = "changed"  # its content changed; only unlocking tells whether it is sound


@dataclass(frozen=True, slots=True)
class HealthItem:
    """One thing to know about a wallet: a finding, or a doubt, or that no backup was verified."""

    ref: KeyRef
    finding: Finding | None
    repair: Repair | None = None
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """``passed`` counts the checks that found nothing."""

    items: tuple[HealthItem, ...]
    passed: int


@dataclass(frozen=True, slots=True)
class HotkeyReference:
    """What the OS keyring remembers of a hotkey: where it is and what it was, never a secret."""

    ref: KeyRef
    path: str
    address: Ss58
    crypto_type: CryptoType
    sha256: str  # of the file's bytes when it was last seen


@dataclass(frozen=True, slots=True)
class DoubtfulHotkey:
    reference: HotkeyReference
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class KeyChange:
    """What this app did to a key: ``stored`` is what lies there now.

    None once it is put away, and where a file was copied in that was not opened:
    what was known of one of that name holds no longer.
    """

    ref: KeyRef
    stored: StoredKey | None


class KeyringState(StrEnum):
    """Whether references can be kept. The values beside READY are the ways it fails."""

    READY = "ready"
    NO_SERVICE = "no-service"  # no session bus or no secret service
    LOCKED = "locked"
    UNFINISHED = "unfinished"  # a service that has no collection set up
    REFUSED = "refused"  # a backend that would keep them in plaintext
    SILENT = "silent"  # no answer within the deadline
    FAULTY = "faulty"  # a service that answers with an error
