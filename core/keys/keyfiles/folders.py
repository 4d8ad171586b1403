"""Wallet folders: which files make a key, and how they are made and put away together.

Layout of the SDK and btcli: ``<wallet>/coldkey``, ``<wallet>/coldkeypub.txt``,
``<wallet>/hotkeys/<name>``, ``<wallet>/hotkeys/<name>pub.txt``.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from core.domain.keys import Fingerprint, KeyReason, KeyRef
from core.errors import AppError, ErrorKind
from core.keys.keyfiles import writer
from core.keys.keyfiles.formats import public_facts
from core.keys.keyfiles.reading import read_keyfile, storage_error
from core.keys.keyfiles.renaming import rename_new
from core.keys.names import check_new, check_own, shown

TRASH: Final = ".trash"
COLDKEY: Final = "coldkey"
COLDKEY_PUBLIC: Final = "coldkeypub.txt"
HOTKEYS: Final = "hotkeys"
PUBLIC_SUFFIX: Final = "pub.txt"


@dataclass(frozen=True, slots=True)
class KeyPaths:
    private: Path
    public: Path


@dataclass(frozen=True, slots=True)
class KeyBytes:
    """What is written of one key. ``private`` is empty for a wallet that only watches."""

    address: str
    private: bytes = field(repr=False)
    public: bytes
    check: writer.Check = writer.unchecked


def paths_of(root: Path, ref: KeyRef) -> KeyPaths:
    folder = root / ref.wallet
    if not ref.hotkey:
        return KeyPaths(folder / COLDKEY, folder / COLDKEY_PUBLIC)
    hotkeys = folder / HOTKEYS
    return KeyPaths(hotkeys / ref.hotkey, hotkeys / f"{ref.hotkey}{PUBLIC_SUFFIX}")


def make_root(root: Path) -> None:
    """The folder of wallets, and those above it that are missing, for their owner alone."""
    missing = [folder for folder in (root, *root.parents) if not os.path.lexists(folder)]
    for folder in reversed(missing):
        writer.make_folder(folder)


def check_coldkey_place(root: Path, wallet: str, address: str) -> None:
    """Whether that key may become the wallet's coldkey. Raises AppError(BAD_INPUT)."""
    if (root / wallet).is_dir():
        check_own(wallet)
        _check_pair(paths_of(root, KeyRef(wallet)), address)
    else:
        check_new(wallet, _names(root))


def check_hotkey_place(root: Path, ref: KeyRef, address: str) -> None:
    """Whether that key may become the hotkey. Raises AppError(BAD_INPUT, NOT_FOUND)."""
    check_own(ref.wallet)
    if not (root / ref.wallet).is_dir():
        raise AppError(ErrorKind.NOT_FOUND, "no such wallet", {"name": shown(ref.wallet)})
    paths = paths_of(root, ref)
    folder = paths.private.parent
    names = _names(folder) if folder.is_dir() else []
    check_new(ref.hotkey, {name.removesuffix(PUBLIC_SUFFIX) for name in names} - {ref.hotkey})
    _check_pair(paths, address)


def add_coldkey(root: Path, wallet: str, key: KeyBytes) -> Fingerprint | None:
    """A coldkey with its public file, or the public file alone, as a new wallet or into one.

    A new wallet appears as a whole. In a folder that exists, the private file
    comes first: a coldkey without public file is mended at leisure, the other
    way round it would be lost. Returns the private file's fingerprint.
    Raises AppError(BAD_INPUT, STORAGE).
    """
    check_coldkey_place(root, wallet, key.address)
    folder = root / wallet
    if folder.is_dir():
        return _write_pair(paths_of(root, KeyRef(wallet)), key)
    staging = root / writer.part_name(wallet)
    writer.make_folder(staging)
    try:
        found = _write_pair(KeyPaths(staging / COLDKEY, staging / COLDKEY_PUBLIC), key)
        rename_new(staging, folder)
        writer.sync_folder(root)
    except OSError as error:
        remove_part(staging)
        raise storage_error(error, folder) from error
    except AppError:
        remove_part(staging)
        raise
    return found


def add_hotkey(root: Path, ref: KeyRef, key: KeyBytes) -> Fingerprint | None:
    """A hotkey with its public file, into a wallet that exists.

    Raises AppError(BAD_INPUT, NOT_FOUND, STORAGE).
    """
    check_hotkey_place(root, ref, key.address)
    paths = paths_of(root, ref)
    writer.make_folder(paths.private.parent)
    return _write_pair(paths, key)


def add_public(root: Path, ref: KeyRef, public: bytes) -> None:
    """The public file beside a private one. Raises AppError(BAD_INPUT, STORAGE)."""
    writer.write_new(paths_of(root, ref).public, public, writer.unchecked)


def date_alike(paths: KeyPaths, private: Fingerprint) -> None:
    """Give the public file the private one's time: they were just seen to be a pair.

    A listing tells by their times whether somebody exchanged one of them.
    """
    if not paths.public.is_symlink():
        with suppress(OSError):  # somebody else's file: the listing goes on doubting
            os.utime(paths.public, ns=(private.mtime_ns, private.mtime_ns))


def declared_address(path: Path) -> str | None:
    """The address in a public file; None if there is no such file.

    Raises AppError(DAMAGED, STORAGE).
    """
    try:
        facts = public_facts(read_keyfile(path).data)
    except AppError as error:
        if error.kind is ErrorKind.NOT_FOUND:
            return None
        raise
    if facts is None:
        raise AppError(
            ErrorKind.DAMAGED,
            "the public file names no address",
            {"name": shown(path.name), "reason": KeyReason.UNSOUND},
        )
    return facts.address


def put_away(root: Path, ref: KeyRef) -> Path:
    """Move a wallet, or one hotkey, into a folder of its own in the trash; returns that folder.

    Raises AppError(NOT_FOUND, BAD_INPUT, STORAGE).
    """
    check_own(ref.wallet)
    moves = [root / ref.wallet] if not ref.hotkey else _hotkey_files(root, ref)
    found = [path for path in moves if os.path.lexists(path)]
    if not found:
        raise AppError(
            ErrorKind.NOT_FOUND, "no such key", {"name": shown(ref.hotkey or ref.wallet)}
        )
    target = _trash_folder(root, ref)
    try:
        for path in found:
            rename_new(path, target / path.name)
        writer.sync_folder(target)
        writer.sync_folder(found[0].parent)
    except OSError as error:
        raise storage_error(error, found[0]) from error
    return target


def sweep(folders: Sequence[Path]) -> None:
    """Remove what killed writers of this app left; only for the one writer. Raises AppError."""
    for folder in folders:
        try:
            names = os.listdir(folder) if folder.is_dir() else []
        except OSError as error:
            raise storage_error(error, folder) from error
        for name in filter(writer.is_part, names):
            remove_part(folder / name)


def remove_part(path: Path) -> None:
    """A file or link, or a folder with all that is in it; nothing where there is none."""
    try:
        if path.is_dir() and not path.is_symlink():
            for name in os.listdir(path):
                remove_part(path / name)
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error, path) from error


def _write_pair(paths: KeyPaths, key: KeyBytes) -> Fingerprint | None:
    private = writer.write_new(paths.private, key.private, key.check) if key.private else None
    if not (key.private and os.path.lexists(paths.public)):
        writer.write_new(paths.public, key.public, writer.unchecked)
    return private


def _check_pair(paths: KeyPaths, address: str) -> None:
    if os.path.lexists(paths.private):
        raise AppError(
            ErrorKind.BAD_INPUT,
            "there is a key of that name",
            {"name": shown(paths.private.name), "reason": KeyReason.KEY_EXISTS},
        )
    declared = declared_address(paths.public)
    if declared is not None and declared != address:
        raise AppError(
            ErrorKind.BAD_INPUT,
            "the public file there names another key",
            {"name": shown(paths.public.name), "reason": KeyReason.OTHER_KEY},
        )


def _hotkey_files(root: Path, ref: KeyRef) -> list[Path]:
    """The public file first: a hotkey without it still works."""
    check_own(ref.hotkey)
    paths = paths_of(root, ref)
    return [paths.public, paths.private]


def _trash_folder(root: Path, ref: KeyRef) -> Path:
    stamp = datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S")
    folder = root / TRASH
    parts = [f"{stamp}-{secrets.token_hex(4)}"]
    parts += [ref.wallet, HOTKEYS] if ref.hotkey else []
    writer.make_folder(folder)
    for part in parts:
        folder /= part
        writer.make_folder(folder)
    return folder


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError as error:
        raise storage_error(error, folder) from error
