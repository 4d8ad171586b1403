"""Which names wallets and hotkeys may have, and how foreign ones are shown.

The SDK joins names to paths unchecked: a hotkey named ``../coldkey`` replaces
the coldkey. So new names come from a short allow-list, and names that others
gave are read where they are single path components, and never written to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from core.domain.keys import KeyName, KeyReason
from core.errors import AppError, ErrorKind

LONGEST: Final = 48
_ALLOWED: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,47}")
_SHOWN_LENGTH: Final = 64
_DIGITS: Final = re.compile(r"(\d+)", re.ASCII)

# Windows opens devices under these names, whatever the folder.
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"com{digit}" for digit in range(10)}
    | {f"lpt{digit}" for digit in range(10)}
)
# Names of the files and folders inside a wallet.
_PARTS: Final = frozenset({"coldkey", "coldkeypub", "hotkey", "hotkeypub", "hotkeys"})


def check_new(name: str, taken: Iterable[str] = ()) -> str:
    """``name`` itself, if a new wallet or hotkey may have it.

    ``taken`` are the names beside it: two that differ in case alone would be
    one file on macOS and Windows. Raises AppError(BAD_INPUT).
    """
    if _ALLOWED.fullmatch(name) is None:
        raise _refused(name, KeyReason.NAME_INVALID, "letters, digits, - and _; at most 48")
    if name.lower() in _DEVICES | _PARTS:
        raise _refused(name, KeyReason.NAME_RESERVED, "the name is reserved")
    if folded(name) in {folded(other) for other in taken}:
        raise _refused(name, KeyReason.NAME_TAKEN, "the name is taken")
    return name


def check_own(name: str) -> str:
    """``name`` itself, if this app could have given it. Raises AppError(BAD_INPUT)."""
    if is_foreign(name):
        raise _refused(name, KeyReason.NAME_FOREIGN, "a name of another program: read only")
    return name


def check_component(name: str) -> str:
    """``name`` itself, if it is one component of a path: enough for reading.

    Raises AppError(BAD_INPUT).
    """
    if name in ("", ".", "..") or any(c in name for c in "/\\\0"):
        raise _refused(name, KeyReason.NAME_INVALID, "not a name of a file")
    return name


def is_foreign(name: str) -> bool:
    return _ALLOWED.fullmatch(name) is None or name.lower() in _DEVICES | _PARTS


def named(text: str) -> KeyName:
    """A name found on disk."""
    return KeyName(text, shown(text), is_foreign(text))


def shown(text: str) -> str:
    """``text`` for one line of a display: controls, marks and odd spaces escaped, cut at 64."""
    escaped = "".join(c if _is_plain(c) else f"\\u{{{ord(c):x}}}" for c in text)
    return escaped if len(escaped) <= _SHOWN_LENGTH else escaped[: _SHOWN_LENGTH - 1] + "…"


def folded(name: str) -> str:
    """Equal for names that a file system may take for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def natural_order(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sorting key that puts ``miner2`` before ``miner10``."""
    pieces = [piece for piece in _DIGITS.split(name[:LONGEST]) if piece]
    numbered = [
        (0, int(piece), "") if piece.isascii() and piece.isdigit() else (1, 0, folded(piece))
        for piece in pieces
    ]
    return (*numbered, (2, 0, name))


def _is_plain(character: str) -> bool:
    return character == " " or unicodedata.category(character)[0] in "LNPS"


def _refused(name: str, reason: KeyReason, detail: str) -> AppError:
    return AppError(ErrorKind.BAD_INPUT, detail, {"name": shown(name), "reason": reason})
