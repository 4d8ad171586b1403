"""One writer at a time in a folder of wallets, among this app's processes.

Other programs do not take part: against them, names are only ever linked or
swapped. The lock is an empty file that stays behind; a folder itself can be
locked neither on Windows nor over NFS.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from core.keys.keyfiles.reading import NO_FOLLOW, storage_error

LOCK_NAME: Final = ".taonaut-lock"

_FLAGS: Final[int] = os.O_RDWR | os.O_CREAT | NO_FOLLOW | getattr(os, "O_CLOEXEC", 0)
_MODE: Final = 0o600

if sys.platform == "win32":
    import msvcrt

    def _wait_for(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
else:
    import fcntl

    def _wait_for(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)


@contextmanager
def only_writer(root: Path) -> Generator[None]:
    """Wait until no other process writes below ``root``. Raises AppError(STORAGE, NOT_FOUND).

    The system ends the lock of a process that is killed.
    """
    try:
        descriptor = os.open(root / LOCK_NAME, _FLAGS, _MODE)
    except OSError as error:
        raise storage_error(error, root) from error
    try:
        try:
            _wait_for(descriptor)
        except OSError as error:
            raise storage_error(error, root) from error
        yield
    finally:
        os.close(descriptor)
