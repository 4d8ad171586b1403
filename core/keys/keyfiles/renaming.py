"""Renames that overwrite nothing, where the system has them."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path
from typing import Final

_AT_FDCWD: Final = -100  # <fcntl.h> on Linux
_NO_REPLACE: Final = 1  # RENAME_NOREPLACE, <linux/fs.h>
_EXCHANGE: Final = 2  # RENAME_EXCHANGE
# The kernel or the file system does not know the flags.
_UNKNOWN: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP})


def exchange(left: Path, right: Path) -> bool:
    """Swap two names in one step; False, with nothing done, where that cannot be.

    Raises OSError.
    """
    return _renameat2(left, right, _EXCHANGE)


def rename_new(source: Path, target: Path) -> None:
    """Rename where ``target`` does not exist. Raises FileExistsError, OSError."""
    if _renameat2(source, target, _NO_REPLACE):
        return
    # An empty folder may still be replaced below: nothing is lost with it.
    if os.path.lexists(target) and not target.is_dir():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    try:
        os.rename(source, target)
    except OSError as error:
        if error.errno == errno.ENOTEMPTY:
            raise FileExistsError(errno.EEXIST, "folder exists", str(target)) from error
        raise


def _renameat2(source: Path, target: Path, flags: int) -> bool:
    if sys.platform != "linux":
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)  # glibc 2.28, musl 1.2.5
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(source), _AT_FDCWD, os.fsencode(target), flags) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), str(source), None, str(target))
