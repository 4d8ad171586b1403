"""Which text may be signed off the chain: none that could be a transaction as well.

btcli signs a message's bare UTF-8 bytes, and so does this app, or neither would
verify what the other signed. The same key signs transactions, so whoever asks
for "a message" might ask for a payment.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from core.domain.keys import KeyReason
from core.errors import AppError, ErrorKind

LONGEST: Final = 64 * 1024  # bytes
_HASH_SIZE: Final = 32
_LAYOUT: Final = frozenset("\t\n\r")
_HEX: Final = frozenset("0123456789abcdefABCDEF")


def message_bytes(text: str) -> bytes:
    """The bytes to sign for a text. Raises AppError(BAD_INPUT, ``reason``).

    Two kinds of bytes are a transaction's: its parts, which always hold a zero
    (in the versions), and the hash of long parts, 32 bytes that somebody may
    have sought until they were letters. The first are refused as control
    characters. Of the second, only hex digits pass: to find a hash of those
    alone takes 2**128 tries.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:
        raise _refused(
            KeyReason.MESSAGE_CONTROL, "text with characters that do not exist"
        ) from None
    if not data:
        raise _refused(KeyReason.MESSAGE_EMPTY, "nothing to sign")
    if len(data) > LONGEST:
        raise _refused(KeyReason.MESSAGE_LONG, "too much to sign")
    if any(unicodedata.category(char) == "Cc" and char not in _LAYOUT for char in text):
        raise _refused(KeyReason.MESSAGE_CONTROL, "control characters in a message")
    if len(data) == _HASH_SIZE and not _HEX.issuperset(text):
        raise _refused(KeyReason.MESSAGE_HASH, "32 bytes could be a transaction's hash")
    return data


def read_message(data: bytes) -> bytes:
    """The same of UTF-8 bytes. Raises AppError(BAD_INPUT)."""
    try:
        return message_bytes(data.decode())
    except UnicodeDecodeError:
        raise _refused(KeyReason.MESSAGE_CONTROL, "a message that is not UTF-8") from None


def _refused(reason: KeyReason, detail: str) -> AppError:
    return AppError(ErrorKind.BAD_INPUT, detail, {"reason": reason})
