"""Files the user asked for, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from core.errors import AppError, ErrorKind


def write_text(path: Path, text: str) -> None:
    """Replace ``path`` by ``text`` in UTF-8, line ends as they are.

    Lone surrogates, which UTF-8 cannot hold, become ``?``. Errors as ``write_bytes``.
    """
    write_bytes(path, text.encode("utf-8", "replace"))


def write_bytes(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data``.

    Raises AppError(STORAGE) with the fact ``path``; what was there stays then.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".export-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise AppError(ErrorKind.STORAGE, str(error), {"path": str(path)}) from error
