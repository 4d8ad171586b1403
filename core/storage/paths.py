"""Where the app keeps its files, readable by its user alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.errors import AppError, ErrorKind

_PRIVATE: Final = 0o700


@dataclass(frozen=True, slots=True)
class DataPaths:
    """Every file and folder under the data directory."""

    root: Path

    @property
    def settings(self) -> Path:
        return self.root / "settings.json"

    @property
    def database(self) -> Path:
        return self.root / "taonaut.db"

    @property
    def sdk(self) -> Path:
        """What the SDK caches: a folder for each endpoint."""
        return self.root / "sdk"

    @property
    def practice(self) -> Path:
        """The practice node's world and its log."""
        return self.root / "practice"


def open_paths(root: Path) -> DataPaths:
    """Make the data directory where it is missing, and take it away from other users.

    Raises AppError(STORAGE) with the fact ``path``.
    """
    paths = DataPaths(root)
    try:
        for folder in (root, paths.sdk, paths.practice):
            folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            folder.chmod(_PRIVATE)
    except OSError as error:
        raise AppError(ErrorKind.STORAGE, str(error), {"path": str(root)}) from error
    return paths
