"""Copying a wallet from a folder elsewhere: its files as they are, after they were looked at.

Nothing is decrypted for the copy, and nothing in the other folder is touched.
The copy appears as a whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from core.domain.keys import Adopted, Finding, HotkeyRecord, KeyReason, KeyRef, WalletListing
from core.errors import AppError, ErrorKind
from core.keys.keyfiles import folders, writer
from core.keys.keyfiles.exclusion import only_writer
from core.keys.keyfiles.lister import list_wallet, list_wallets
from core.keys.keyfiles.reading import read_keyfile, storage_error
from core.keys.keyfiles.renaming import rename_new
from core.keys.names import check_component, check_new, folded, shown
from core.keys.opening import open_key

_WALLETS: Final = "wallets"  # the folder of wallets inside ~/.bittensor
_UNFIT: Final = {
    Finding.DAMAGED: KeyReason.UNSOUND,
    Finding.PAIR_DIFFERS: KeyReason.PAIR_DIFFERS,
    Finding.NOT_A_FILE: KeyReason.NOT_A_FILE,
    Finding.TOO_LARGE: KeyReason.TOO_LARGE,
    Finding.UNREADABLE: KeyReason.NO_PERMISSION,
}


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the copy: where it goes below the wallet, and its bytes."""

    path: Path
    data: bytes = field(repr=False)


def look_into(folder: Path) -> WalletListing:
    """The wallets in a folder, or the folder itself as the one wallet of its parent.

    Raises AppError(NOT_FOUND) where there is no such folder.
    """
    if not folder.is_dir():
        raise AppError(ErrorKind.NOT_FOUND, "no such folder", {"name": shown(folder.name)})
    itself = list_wallet(folder)
    if Finding.EMPTY not in itself.findings and folder.name:
        return WalletListing(folder.parent, (itself,))
    listing = list_wallets(folder)
    found = tuple(w for w in listing.wallets if Finding.EMPTY not in w.findings)
    if not found and (folder / _WALLETS).is_dir():
        return look_into(folder / _WALLETS)
    return WalletListing(folder, found, listing.findings)


def adopt(root: Path, source: Path, name: str, password: bytes | None) -> Adopted:
    """Copy the wallet in the folder ``source`` to ``name`` below ``root``.

    With its password the coldkey is opened and compared with its public file
    first. Hotkeys that are damaged, differ from their public file or have
    names this app would not give are left out. Raises AppError: BAD_INPUT (the
    name), NOT_FOUND, DAMAGED, WRONG_PASSWORD, STORAGE.
    """
    was_opened = _open(source, password)
    files, hotkeys, left_out = _collect(source)
    folders.make_root(root)
    with only_writer(root):
        folders.sweep((root,))
        check_new(name, _names(root))
        _write(root, name, files)
    return Adopted(name, hotkeys, left_out, was_opened)


def _open(source: Path, password: bytes | None) -> bool:
    record = list_wallet(source)
    for finding, reason in _UNFIT.items():
        if finding in record.findings:
            facts = {"name": record.name.shown, "reason": reason}
            raise AppError(ErrorKind.DAMAGED, f"the wallet is {finding}", facts)
    if record.address is None and record.format is None and not record.hotkeys:
        raise AppError(ErrorKind.NOT_FOUND, "no wallet there", {"name": record.name.shown})
    if record.format is None or (record.format.is_encrypted and password is None):
        return False
    check_component(source.name)
    open_key(source.parent, KeyRef(source.name), password, None)
    return True


def _collect(source: Path) -> tuple[list[_File], tuple[str, ...], tuple[str, ...]]:
    """The files to copy, the names of the hotkeys, and what is left out."""
    record = list_wallet(source)
    names = (folders.COLDKEY, folders.COLDKEY_PUBLIC)
    files = [_read(source, Path(name)) for name in names if os.path.lexists(source / name)]
    left_out = [shown(name) for name in _names(source) if name not in (*names, folders.HOTKEYS)]
    taken: set[str] = set()
    hotkeys: list[str] = []
    for hotkey in record.hotkeys:
        if not _is_fit(hotkey) or folded(hotkey.name.text) in taken:
            left_out.append(hotkey.name.shown)
            continue
        taken.add(folded(hotkey.name.text))
        hotkeys.append(hotkey.name.text)
        files += _hotkey_files(source, hotkey.name.text)
    return files, tuple(hotkeys), tuple(left_out)


def _is_fit(hotkey: HotkeyRecord) -> bool:
    unfit = {*_UNFIT, Finding.SYMLINK, Finding.MISSING_PRIVATE}
    return not hotkey.name.is_foreign and not unfit & set(hotkey.findings)


def _hotkey_files(source: Path, name: str) -> Iterator[_File]:
    for file in (name, f"{name}{folders.PUBLIC_SUFFIX}"):
        path = Path(folders.HOTKEYS) / file
        if os.path.lexists(source / path):
            yield _read(source, path)


def _read(source: Path, path: Path) -> _File:
    return _File(path, read_keyfile(source / path, follow=False).data)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except OSError as error:
        raise storage_error(error, folder) from error


def _write(root: Path, name: str, files: list[_File]) -> None:
    staging = root / writer.part_name(name)
    writer.make_folder(staging)
    try:
        if any(file.path.parent.name for file in files):
            writer.make_folder(staging / folders.HOTKEYS)
        for file in files:
            writer.write_new(staging / file.path, file.data, _unchecked)
        rename_new(staging, root / name)
        writer.sync_folder(root)
    except OSError as error:
        folders.sweep((root,))
        raise storage_error(error, root / name) from error
    except AppError:
        folders.sweep((root,))
        raise


def _unchecked(data: bytes) -> None:
    """The writer compares the bytes; what they hold was looked at before."""
