"""Looking at folders without opening a file in them: modes, links, room on disk."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600
_MOST_ENTRIES: Final = 20_000


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """A folder as it stands, or as it could be made.

    ``writable`` speaks of the nearest existing parent where the folder is not
    there yet; ``free_bytes`` likewise.
    """

    path: Path
    exists: bool
    writable: bool
    private: bool
    is_link: bool
    free_bytes: int


@dataclass(frozen=True, slots=True)
class WalletSurvey:
    """What is odd about the wallets folder, each a path below it.

    ``loose`` may be read or written by others, ``links`` point elsewhere,
    ``strange`` is neither file nor folder, ``unreadable`` could not be listed.
    """

    path: Path
    exists: bool
    wallets: int = 0
    loose: tuple[Path, ...] = ()
    links: tuple[Path, ...] = ()
    strange: tuple[Path, ...] = ()
    unreadable: tuple[Path, ...] = ()


def probe_folder(path: Path) -> FolderFacts:
    """Blocking, a few system calls; never raises for a path that cannot be read."""
    base = path
    while not _exists(base) and base != base.parent:
        base = base.parent
    exists = base == path
    return FolderFacts(
        path=path,
        exists=exists,
        writable=base.is_dir() and os.access(base, os.W_OK | os.X_OK),
        private=not exists or _is_private(path.stat().st_mode, _FOLDER_MODE),
        is_link=path.is_symlink(),
        free_bytes=shutil.disk_usage(base).free,
    )


def survey_wallets(path: Path) -> WalletSurvey:
    """Walk the wallets folder. Blocking; opens no file, so that a FIFO cannot hang it."""
    if not _exists(path):
        return WalletSurvey(path, exists=False)
    found: dict[str, list[Path]] = {"loose": [], "links": [], "strange": [], "unreadable": []}
    wallets = 0
    for count, (entry, depth) in enumerate(_walk(path, 0, found["unreadable"])):
        if count >= _MOST_ENTRIES:
            break
        oddity, is_folder = _judge(entry)
        wallets += is_folder and depth == 1
        if oddity:
            found[oddity].append(entry)
    return WalletSurvey(
        path, exists=True, wallets=wallets, **{k: tuple(v) for k, v in found.items()}
    )


def _walk(path: Path, depth: int, unreadable: list[Path]) -> Iterator[tuple[Path, int]]:
    """``path`` and what is below it, never through a link below it."""
    yield path, depth
    if (depth and path.is_symlink()) or not path.is_dir():
        return
    try:
        entries = sorted(path.iterdir())
    except OSError:
        unreadable.append(path)
        return
    for entry in entries:
        yield from _walk(entry, depth + 1, unreadable)


def _judge(path: Path) -> tuple[str, bool]:
    """The oddity of one entry ("" for none) and whether it is a real folder."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return "unreadable", False
    if stat.S_ISLNK(mode):
        return "links", False
    if stat.S_ISDIR(mode):
        return ("" if _is_private(mode, _FOLDER_MODE) else "loose"), True
    if stat.S_ISREG(mode):
        return ("" if _is_private(mode, _FILE_MODE) else "loose"), False
    return "strange", False


def _is_private(mode: int, widest: int) -> bool:
    """Windows has access lists instead; its mode bits say nothing."""
    return os.name == "nt" or not stat.S_IMODE(mode) & ~widest & 0o777


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
