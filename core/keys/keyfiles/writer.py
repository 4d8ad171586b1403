"""Putting bytes under a name so that a reader sees the old file or the new one, whole.

Bytes go into a nameless file (or, where the system has none, a random hidden
name in the same folder), are flushed, read back and checked, and only then
get their name: by a link, which never overwrites, or, for a new password, by
swapping names, so that what was swapped out can be checked too. A writer that
is killed leaves no secret in plaintext behind on Linux; elsewhere the hidden
file lies there until the next writer sweeps it away.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.domain.keys import Fingerprint, KeyReason
from core.errors import AppError, ErrorKind
from core.keys.keyfiles.fingerprint import fingerprint, holds_same
from core.keys.keyfiles.formats import LARGEST
from core.keys.keyfiles.reading import NO_FOLLOW, read_all, read_keyfile, storage_error
from core.keys.keyfiles.renaming import exchange, rename_new
from core.keys.names import shown

PART_SUFFIX: Final = ".taonaut-part"
FILE_MODE: Final = 0o600
FOLDER_MODE: Final = 0o700

_OPEN_FLAGS: Final[int] = os.O_RDWR | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NAMED_FLAGS: Final[int] = _OPEN_FLAGS | os.O_CREAT | os.O_EXCL | NO_FOLLOW
_NAMELESS: Final[int] = getattr(os, "O_TMPFILE", 0)
# No hard links here (FAT, some network shares), or none to a nameless file (no /proc).
_NO_LINKS: Final = frozenset(
    {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL, errno.ENOENT, errno.EXDEV}
)
# FAT lets nobody change modes.
_NO_MODES: Final = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.EINVAL})
# Some network file systems flush files alone.
_NO_FOLDER_SYNC: Final = frozenset({errno.EINVAL, errno.EOPNOTSUPP})

Check = Callable[[bytes], None]


@dataclass(frozen=True, slots=True)
class _Content:
    """What goes into a file."""

    data: bytes
    check: Check
    must_restrict: bool = True


@dataclass(frozen=True, slots=True)
class Replaced:
    """A new file in an old one's place.

    ``is_flushed`` is False where the disk did not confirm it: after a power cut
    the old one may be there again.
    """

    fingerprint: Fingerprint
    is_flushed: bool


def unchecked(data: bytes) -> None:
    """For bytes that need not decrypt; the writer compares them with what it reads back."""


def write_new(path: Path, data: bytes, check: Check, *, must_restrict: bool = True) -> Fingerprint:
    """Write a file that does not exist yet, readable by its owner alone, whatever the umask.

    Where the file system keeps no modes, only without ``must_restrict``.
    ``check`` gets the bytes as they were read back, and raises if they are not
    what they should be. Raises AppError(BAD_INPUT) where the name is taken,
    AppError(STORAGE) else; then nothing was written, or all of it where only
    the name could not be made durable.
    """
    try:
        content = _Content(data, check, must_restrict)
        found = _write_nameless(path, content) if _NAMELESS else None
        return found or _write_named(path, content)
    except FileExistsError as error:
        raise AppError(
            ErrorKind.BAD_INPUT,
            "a file of that name exists",
            {"name": shown(path.name), "reason": KeyReason.KEY_EXISTS},
        ) from error
    except OSError as error:
        raise storage_error(error, path) from error


def replace(path: Path, data: bytes, check: Check, expected: Fingerprint) -> Replaced:
    """Put ``data`` in the place of the file that ``expected`` was taken of.

    Raises AppError(STALE) where another program wrote the file meanwhile: its
    bytes stay. Raises AppError(STORAGE); then the old file stays. Once the new
    one is in its place nothing is raised any more: it would say otherwise.
    """
    part = _part_of(path)
    try:
        found = _stage(part, _Content(data, check))
        try:
            _swap_in(part, path, expected)
        except AppError:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise storage_error(error, path) from error
    is_flushed = _is_flushed(path.parent)
    with suppress(OSError):  # the next writer sweeps it away
        part.unlink(missing_ok=True)
    return Replaced(found, is_flushed)


def make_folder(path: Path) -> None:
    """A folder for its owner alone; one that exists stays as it is. Raises AppError(STORAGE)."""
    try:
        try:
            os.mkdir(path, FOLDER_MODE)
        except FileExistsError:
            if path.is_dir():
                return
            raise
        os.chmod(path, FOLDER_MODE)
        sync_folder(path.parent)
    except OSError as error:
        raise storage_error(error, path) from error


def sync_folder(path: Path) -> None:
    """Make names durable, where the system and the file system can. Raises OSError."""
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def is_part(name: str) -> bool:
    return name.startswith(".") and name.endswith(PART_SUFFIX)


def part_name(name: str) -> str:
    """A hidden name beside ``name`` that nobody can foresee."""
    return f".{name}.{secrets.token_hex(8)}{PART_SUFFIX}"


def _write_nameless(path: Path, content: _Content) -> Fingerprint | None:
    """None, with nothing done, where the system has no nameless files."""
    try:
        descriptor = os.open(path.parent, _OPEN_FLAGS | _NAMELESS, FILE_MODE)
    except OSError as error:
        if error.errno in _NO_LINKS or error.errno == errno.EISDIR:
            return None
        raise
    try:
        found = _fill(descriptor, content)
        if not _name(descriptor, path):
            return None
    finally:
        os.close(descriptor)
    sync_folder(path.parent)
    return found


def _name(descriptor: int, path: Path) -> bool:
    """Link a nameless file; False where the system cannot."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_CLOEXEC)
    try:
        # Given a folder's descriptor, Python calls linkat, which follows /proc's link.
        os.link(f"/proc/self/fd/{descriptor}", path.name, dst_dir_fd=folder)
    except OSError as error:
        if error.errno in _NO_LINKS:
            return False
        raise
    finally:
        os.close(folder)
    return True


def _write_named(path: Path, content: _Content) -> Fingerprint:
    part = _part_of(path)
    found = _stage(part, content)
    try:
        _publish(part, path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)
    return found


def _stage(part: Path, content: _Content) -> Fingerprint:
    descriptor = os.open(part, _NAMED_FLAGS, FILE_MODE)
    try:
        return _fill(descriptor, content)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)


def _fill(descriptor: int, content: _Content) -> Fingerprint:
    _restrict(descriptor, content.must_restrict)
    rest = memoryview(content.data)
    while rest:
        written = os.write(descriptor, rest)
        if written <= 0:
            raise OSError(errno.EIO, "nothing was written")
        rest = rest[written:]
    os.fsync(descriptor)
    back = read_all(descriptor, LARGEST + 1)
    if back != content.data:
        raise OSError(errno.EIO, "the disk gave other bytes back")
    content.check(back)
    return fingerprint(back, os.fstat(descriptor))


def _restrict(descriptor: int, must: bool) -> None:
    if os.name != "posix":
        return
    try:
        os.fchmod(descriptor, FILE_MODE)
    except OSError as error:
        if must or error.errno not in _NO_MODES:
            raise


def _publish(part: Path, path: Path) -> None:
    try:
        os.link(part, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        rename_new(part, path)


def _swap_in(part: Path, path: Path, expected: Fingerprint) -> None:
    _must_be(path, expected)
    if not exchange(part, path):
        os.replace(part, path)
        return
    try:
        _must_be(part, expected)
    except AppError:
        exchange(part, path)
        raise


def _must_be(path: Path, expected: Fingerprint) -> None:
    if not holds_same(expected, read_keyfile(path, follow=False).fingerprint):
        raise AppError(
            ErrorKind.STALE,
            "another program changed the keyfile",
            {"name": shown(path.name), "reason": KeyReason.CHANGED},
        )


def _is_flushed(folder: Path) -> bool:
    try:
        sync_folder(folder)
    except OSError:
        return False
    return True


def _part_of(path: Path) -> Path:
    return path.with_name(part_name(path.name))
