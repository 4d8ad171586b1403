"""What a keyfile was when it was last seen, and what follows when it is no longer that."""

from __future__ import annotations

import os
from hashlib import sha256

from core.domain.keys import Fingerprint, KeyReason
from core.errors import AppError, ErrorKind
from core.keys.keyfiles.formats import is_sound


def fingerprint(data: bytes, status: os.stat_result) -> Fingerprint:
    """Of a file's bytes and what the system says of the file they were read from."""
    return Fingerprint(sha256(data).hexdigest(), len(data), status.st_ino, status.st_mtime_ns)


def holds_same(seen: Fingerprint, now: Fingerprint) -> bool:
    """Whether the bytes are the same, wherever they were copied to."""
    return seen.sha256 == now.sha256


def is_untouched(seen: Fingerprint, now: Fingerprint) -> bool:
    """Whether nobody wrote the file, not even the same bytes."""
    return seen == now


def why_it_does_not_open(data: bytes, now: Fingerprint, expected: Fingerprint | None) -> AppError:
    """Damaged or wrong password, for ``data`` that a password does not open.

    Authenticated encryption fails alike for both. A file that contradicts its
    own format, or is not the one that was seen last, is called damaged: a
    person who believes in a wrong password tries for hours.
    """
    if not is_sound(data):
        return AppError(
            ErrorKind.DAMAGED, "the keyfile is cut short or garbled", {"reason": KeyReason.UNSOUND}
        )
    if expected is not None and not holds_same(expected, now):
        return AppError(
            ErrorKind.DAMAGED,
            "the keyfile changed since it was last seen, and does not open",
            {"reason": KeyReason.CHANGED},
        )
    return AppError(ErrorKind.WRONG_PASSWORD, "the password does not open the keyfile")
