"""Links in the place of a key's files or folders, replaced by what they lead to.

What a link leads to is read and stays as it is: only the link goes.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from core.domain.keys import KeyReason, KeyRef
from core.errors import AppError, ErrorKind
from core.keys.keyfiles import writer
from core.keys.keyfiles.folders import HOTKEYS, paths_of, remove_part
from core.keys.keyfiles.reading import read_keyfile, storage_error
from core.keys.keyfiles.renaming import exchange
from core.keys.names import shown

_DEEPEST: Final = 1  # a wallet's folder has one of hotkeys in it, and that one none


def replace_links(root: Path, ref: KeyRef) -> None:
    """Copy in what the key's links lead to, for the owner alone; each link goes at one stroke.

    A wallet's folder and its folder of hotkeys belong to its coldkey. Raises
    AppError: NOT_FOUND for a link to nothing, DAMAGED where something is
    neither a keyfile nor a folder of them, STALE, STORAGE, and UNSUPPORTED for
    a folder where the system swaps no names; then the link stays.
    """
    wallet, paths = root / ref.wallet, paths_of(root, ref)
    folders = () if ref.hotkey else (wallet, wallet / HOTKEYS)
    for place in (*folders, paths.private, paths.public):
        if place.is_symlink():
            _replace(place)


def _replace(link: Path) -> None:
    part = link.with_name(writer.part_name(link.name))
    try:
        leads_to = os.readlink(link)
        try:
            _copy(link, part)
            _swap_in(part, link, leads_to)
        finally:
            remove_part(part)
        writer.sync_folder(link.parent)
    except OSError as error:
        raise storage_error(error, link) from error


def _copy(source: Path, target: Path, depth: int = 0) -> None:
    """A file with its time, which tells whether a pair was written together; or a folder."""
    if not source.is_dir():
        found = read_keyfile(source)
        writer.write_new(target, found.data, writer.unchecked)
        os.utime(target, ns=(found.fingerprint.mtime_ns, found.fingerprint.mtime_ns))
        return
    if depth > _DEEPEST:
        facts = {"name": shown(source.name), "reason": KeyReason.NOT_A_FILE}
        raise AppError(ErrorKind.DAMAGED, "a folder in a keyfile's place", facts)
    writer.make_folder(target)
    for name in sorted(os.listdir(source)):
        if not writer.is_part(name):
            _copy(source / name, target / name, depth + 1)


def _swap_in(part: Path, link: Path, leads_to: str) -> None:
    """``part`` is what was swapped out, or nothing, once this returns."""
    _must_lead(link, link, leads_to)
    if exchange(part, link):
        try:
            _must_lead(part, link, leads_to)
        except AppError:
            exchange(part, link)
            raise
    elif part.is_dir():  # without swapping, there would be a moment with neither of them
        facts = {"name": shown(link.name), "reason": KeyReason.SYMLINK}
        raise AppError(ErrorKind.UNSUPPORTED, "no folder takes a link's place here", facts)
    else:
        os.replace(part, link)


def _must_lead(place: Path, link: Path, leads_to: str) -> None:
    if not place.is_symlink() or os.readlink(place) != leads_to:
        facts = {"name": shown(link.name), "reason": KeyReason.CHANGED}
        raise AppError(ErrorKind.STALE, "another program changed the link", facts)
