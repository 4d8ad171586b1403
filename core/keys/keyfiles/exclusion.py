"""One writer at a time in a folder of wallets, among this app's processes.

Other programs do not take part: against them, names are only ever linked or
swapped. Where the lock is a file (Windows), it stays behind, empty.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from core.keys.keyfiles.reading import storage_error

LOCK_NAME: Final = ".taonaut-lock"

if sys.platform == "win32":
    import msvcrt

    def _take(root: Path) -> int:
        descriptor = os.open(root / LOCK_NAME, os.O_RDWR | os.O_CREAT)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
        return descriptor
else:
    import fcntl

    def _take(root: Path) -> int:
        descriptor = os.open(root, os.O_RDONLY | os.O_CLOEXEC)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        return descriptor


@contextmanager
def only_writer(root: Path) -> Generator[None]:
    """Wait until no other process writes below ``root``. Raises AppError(STORAGE).

    The system ends the lock of a process that is killed.
    """
    try:
        descriptor = _take(root)
    except OSError as error:
        raise storage_error(error, root) from error
    try:
        yield
    finally:
        os.close(descriptor)
