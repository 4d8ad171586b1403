"""The words for what is found about a wallet's files, and for what can be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.domain.keys import Finding
from core.domain.wallets import Doubt, HealthItem, Repair


@dataclass(frozen=True, slots=True)
class FindingWords:
    """``title`` fits on one line; ``tone`` is a token's name."""

    title: str
    body: str
    tone: str = "warning"


FINDINGS: Final[Mapping[Finding, FindingWords]] = {
    Finding.PLAINTEXT: FindingWords(
        "Not encrypted", "Whoever can read the file has the key. A password protects it."
    ),
    Finding.LEGACY_FORMAT: FindingWords(
        "Old encryption", "Its password is quicker to guess than with today's format."
    ),
    Finding.OPEN_MODE: FindingWords(
        "Open to other users", "Others on this computer may read or write it."
    ),
    Finding.SYMLINK: FindingWords(
        "A link to elsewhere",
        "Nothing is written through it. A copy in its place leaves the original alone.",
    ),
    Finding.NOT_A_FILE: FindingWords(
        "Not a file", "A folder, a pipe or a device is in the keyfile's place.", "negative"
    ),
    Finding.UNREADABLE: FindingWords(
        "Cannot be read", "The system does not let Taonaut read it.", "negative"
    ),
    Finding.TOO_LARGE: FindingWords(
        "Too large for a keyfile", "It is something else, and is not read.", "negative"
    ),
    Finding.DAMAGED: FindingWords(
        "Damaged",
        "Cut short or garbled: no password opens it. Make it anew from its words.",
        "negative",
    ),
    Finding.MISSING_PUBLIC: FindingWords(
        "Public file missing", "Other programs cannot tell its address without unlocking it."
    ),
    Finding.MISSING_PRIVATE: FindingWords(
        "Private file missing", "Only the address is here: nothing can be signed with it."
    ),
    Finding.PAIR_DIFFERS: FindingWords(
        "The two files differ",
        "Private and public file are of different keys. Do not send anything there.",
        "negative",
    ),
    Finding.PAIR_MAY_DIFFER: FindingWords(
        "The two files may differ",
        "They were written at different times. Unlocking tells whether they belong together.",
    ),
    Finding.EMPTY: FindingWords("Empty", "There is no key in the folder.", "muted"),
    Finding.FOREIGN_NAME: FindingWords(
        "A name of another program",
        "Taonaut would not give it, so it only reads there.",
        "muted",
    ),
    Finding.LEFTOVER: FindingWords(
        "Unfinished work", "A program was ended while it wrote here. What it left is not a key."
    ),
    Finding.TOO_MANY: FindingWords(
        "More than is listed", "The folder has more entries than Taonaut lists."
    ),
}

NO_BACKUP: Final = FindingWords(
    "Backup not verified", "Enter the words once, to know they are right."
)

DOUBTS: Final[Mapping[Doubt, FindingWords]] = {
    Doubt.GONE: FindingWords(
        "Gone",
        "Its file is gone, the keyring remembers it. Make it anew from its words, or forget it.",
        "negative",
    ),
    Doubt.OTHER_KEY: FindingWords(
        "Another key",
        "The file of that name is not of the key that the keyring remembers.",
        "negative",
    ),
    Doubt.DAMAGED: FindingWords(
        "Damaged since it was remembered",
        "Its file changed, and contradicts its own format. Take it from a backup.",
        "negative",
    ),
    Doubt.CHANGED: FindingWords(
        "Changed by another program",
        "Its file changed outside of Taonaut. Unlocking tells whether it is still the same key.",
    ),
}

REPAIRS: Final[Mapping[Repair, str]] = {
    Repair.RESTRICT_MODE: "Make private",
    Repair.REPLACE_LINK: "Copy here",
    Repair.REENCRYPT: "Encrypt anew",
    Repair.ENCRYPT: "Encrypt",
    Repair.RESTORE_PUBLIC: "Restore",
    Repair.VERIFY_BACKUP: "Check backup",
    Repair.FORGET: "Forget",
}


def words_of(item: HealthItem) -> FindingWords:
    if item.doubt is not None:
        return DOUBTS[item.doubt]
    return NO_BACKUP if item.finding is None else FINDINGS[item.finding]
