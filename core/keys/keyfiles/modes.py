"""Taking a key's files back from the other users of the machine."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from core.domain.keys import KeyReason, KeyRef
from core.errors import AppError, ErrorKind
from core.keys.keyfiles.folders import HOTKEYS, paths_of
from core.keys.keyfiles.reading import NO_FOLLOW, READ_FLAGS, storage_error
from core.keys.names import shown

_OWN: Final = stat.S_IRWXU


def restrict(root: Path, ref: KeyRef) -> None:
    """Leave only the owner's rights to a key's files and folders; the secret first.

    What is not there is passed over, symlinks are not followed. Raises
    AppError(STORAGE, DAMAGED), NOT_FOUND where there is no such wallet.
    """
    paths, wallet = paths_of(root, ref), root / ref.wallet
    if not os.path.lexists(wallet):
        raise AppError(ErrorKind.NOT_FOUND, "no such wallet", {"name": shown(ref.wallet)})
    if os.name != "posix":  # no such modes, and so no such finding
        return
    for path in (paths.private, wallet / HOTKEYS, wallet, paths.public):
        if os.path.lexists(path):
            _restrict(path)


def _restrict(path: Path) -> None:
    try:
        descriptor = os.open(path, READ_FLAGS | NO_FOLLOW)
        try:
            mode = os.fstat(descriptor).st_mode
            if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
                facts = {"name": shown(path.name), "reason": KeyReason.NOT_A_FILE}
                raise AppError(ErrorKind.DAMAGED, "neither file nor folder", facts)
            os.fchmod(descriptor, stat.S_IMODE(mode) & _OWN)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise storage_error(error, path) from error
