"""Files that are chosen for an import."""

from __future__ import annotations

from pathlib import Path

from core.domain.keys import KeyReason
from core.errors import AppError, ErrorKind
from core.keys.keyfiles.reading import read_keyfile


def read_export(path: Path) -> str:
    """The text of an export, which is encrypted. Blocking.

    Raises AppError: NOT_FOUND, DAMAGED (not a file, too large), STORAGE, and
    BAD_INPUT for what is not text.
    """
    try:
        return read_keyfile(path).data.decode("utf-8-sig")  # some editors put a mark before it
    except UnicodeDecodeError:
        raise AppError(
            ErrorKind.BAD_INPUT, "not UTF-8 text", {"reason": KeyReason.POLKADOT_JS}
        ) from None
