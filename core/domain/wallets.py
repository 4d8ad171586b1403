"""What the app knows of wallets beside their files: health, backups, references, their choice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.domain.ids import Ss58
from core.domain.keys import CryptoType, Finding, KeyRef


class Repair(StrEnum):
    """What the app can do about a finding. Never without being asked."""

    RESTRICT_MODE = "restrict-mode"
    REENCRYPT = "reencrypt"
    ENCRYPT = "encrypt"
    RESTORE_PUBLIC = "restore-public"
    VERIFY_BACKUP = "verify-backup"


@dataclass(frozen=True, slots=True)
class HealthItem:
    """One thing to know about a wallet. ``finding`` is None where no backup was verified."""

    ref: KeyRef
    finding: Finding | None
    repair: Repair | None = None


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


class KeyringState(StrEnum):
    """Whether references can be kept. The values beside READY are the ways it fails."""

    READY = "ready"
    NO_SERVICE = "no-service"  # no session bus or no secret service
    LOCKED = "locked"
    UNFINISHED = "unfinished"  # a service that has no collection set up
    REFUSED = "refused"  # a backend that would keep them in plaintext
    SILENT = "silent"  # no answer within the deadline
