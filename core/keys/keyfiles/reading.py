"""Opening files that others may have put there: bounded, never waiting, regular files only."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.domain.keys import Fingerprint, KeyReason
from core.errors import AppError, ErrorKind
from core.keys.keyfiles.fingerprint import fingerprint
from core.keys.keyfiles.formats import LARGEST
from core.keys.names import shown

# O_NONBLOCK: opening a FIFO that nobody writes to must not wait. Windows knows none of these.
READ_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
NO_FOLLOW: Final[int] = getattr(os, "O_NOFOLLOW", 0)

_REASONS: Final = {
    errno.ENOSPC: KeyReason.DISK_FULL,
    errno.EDQUOT: KeyReason.DISK_FULL,
    errno.EACCES: KeyReason.NO_PERMISSION,
    errno.EPERM: KeyReason.NO_PERMISSION,
    errno.EROFS: KeyReason.NO_PERMISSION,
    errno.ELOOP: KeyReason.SYMLINK,
}


@dataclass(frozen=True, slots=True)
class Keyfile:
    """A keyfile's bytes (a secret, where it is not encrypted) and what it was when read."""

    data: bytes
    fingerprint: Fingerprint
    mode: int

    def __repr__(self) -> str:
        return f"Keyfile({self.fingerprint!r}, mode={self.mode:o})"


def read_keyfile(path: Path, *, follow: bool = True) -> Keyfile:
    """Read a regular file of at most 64 KiB, through symlinks only if ``follow``.

    Raises AppError: NOT_FOUND, DAMAGED (not a file, too large), STORAGE.
    """
    try:
        descriptor = os.open(path, READ_FLAGS if follow else READ_FLAGS | NO_FOLLOW)
    except OSError as error:
        raise storage_error(error, path) from error
    try:
        return _read(descriptor, path)
    except OSError as error:
        raise storage_error(error, path) from error
    finally:
        os.close(descriptor)


def read_all(descriptor: int, limit: int) -> bytes:
    """From the beginning up to ``limit`` bytes. Raises OSError."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    pieces: list[bytes] = []
    while limit > 0 and (piece := os.read(descriptor, limit)):
        pieces.append(piece)
        limit -= len(piece)
    return b"".join(pieces)


def storage_error(error: OSError, path: Path) -> AppError:
    """The error of the system in the app's words; ``name`` is safe to show."""
    facts = {"name": shown(path.name)}
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return AppError(ErrorKind.NOT_FOUND, "no such keyfile", facts)
    if error.errno == errno.ENXIO:  # a socket in a keyfile's place
        return AppError(ErrorKind.DAMAGED, "not a file", {**facts, "reason": KeyReason.NOT_A_FILE})
    if error.errno in _REASONS:
        facts["reason"] = _REASONS[error.errno]
    name = errno.errorcode.get(error.errno or 0, "unknown error")
    return AppError(ErrorKind.STORAGE, f"the file system answered {name}", facts)


def _read(descriptor: int, path: Path) -> Keyfile:
    status = os.fstat(descriptor)
    facts = {"name": shown(path.name)}
    if not stat.S_ISREG(status.st_mode):
        raise AppError(ErrorKind.DAMAGED, "not a file", {**facts, "reason": KeyReason.NOT_A_FILE})
    data = read_all(descriptor, LARGEST + 1)
    if len(data) > LARGEST:
        raise AppError(
            ErrorKind.DAMAGED, "too large for a keyfile", {**facts, "reason": KeyReason.TOO_LARGE}
        )
    return Keyfile(data, fingerprint(data, status), stat.S_IMODE(status.st_mode))
