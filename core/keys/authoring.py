"""Making, importing, re-encrypting and putting away keys: what the worker process does."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from core.domain.keys import (
    CryptoType,
    Fingerprint,
    KeyFormat,
    KeyReason,
    KeyRef,
    StoredKey,
    WalletListing,
)
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.keyfiles import folders, writer
from core.keys.keyfiles.exclusion import only_writer
from core.keys.keyfiles.formats import recognise
from core.keys.keyfiles.links import replace_links
from core.keys.keyfiles.lister import list_wallets
from core.keys.keyfiles.modes import restrict
from core.keys.names import check_component, check_own, shown
from core.keys.opening import (
    checked_paths,
    key_bytes,
    new_password,
    open_key,
    public_bytes,
    read_private,
    stored_key,
)
from core.keys.primitives import Keypair

MOST_DRAFTS: Final = 16
_NUMBER_BITS: Final = 63


@dataclass(frozen=True, slots=True)
class Drafted:
    """A key that exists in this process's memory alone, until it is stored or discarded."""

    number: int
    words: bytes = field(repr=False)
    keypair: Keypair = field(repr=False)


class Author:
    """Writes below one folder of wallets; the only writer there while it writes."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._drafts: dict[int, Drafted] = {}

    def wallets(self) -> WalletListing:
        return list_wallets(self._root)

    def draft(self, word_count: int, crypto_type: CryptoType) -> Drafted:
        """Raises AppError(BAD_INPUT), also for the 17th draft."""
        if len(self._drafts) >= MOST_DRAFTS:
            raise AppError(ErrorKind.BAD_INPUT, "too many drafts")
        words = primitives.new_mnemonic(word_count)
        # By chance, not counted: a number from a process that ended must name no other key.
        number = secrets.randbits(_NUMBER_BITS)
        drafted = Drafted(number, words, primitives.from_words(words, crypto_type))
        self._drafts[drafted.number] = drafted
        return drafted

    def drafted(self, number: int) -> Keypair:
        """Raises AppError(NOT_FOUND)."""
        if number not in self._drafts:
            raise AppError(ErrorKind.NOT_FOUND, "no such draft", {"reason": KeyReason.NO_DRAFT})
        return self._drafts[number].keypair

    def discard(self, number: int) -> None:
        self._drafts.pop(number, None)

    def store(self, ref: KeyRef, keypair: Keypair, password: bytes | None) -> StoredKey:
        """Write a key that is not there yet. A coldkey needs a password. Raises AppError."""
        if password is not None or not ref.hotkey:
            password = new_password(password or b"")
        _check_readable(ref)
        address = keypair.ss58_address
        folders.make_root(self._root)
        with only_writer(self._root):
            self._sweep(ref)
            if ref.hotkey:
                folders.check_hotkey_place(self._root, ref, address)
            else:
                folders.check_coldkey_place(self._root, ref.wallet, address)
            key = key_bytes(keypair, primitives.serialise(keypair), password)
            if ref.hotkey:
                found = folders.add_hotkey(self._root, ref, key)
            else:
                found = folders.add_coldkey(self._root, ref.wallet, key)
        return _stored(ref, keypair, password, found)

    def watch(self, wallet: str, address: str, crypto_type: CryptoType) -> None:
        """Raises AppError(BAD_INPUT, STORAGE)."""
        keypair = primitives.watched(address, crypto_type)
        _check_readable(KeyRef(wallet))
        key = folders.KeyBytes(address, b"", public_bytes(keypair))
        folders.make_root(self._root)
        with only_writer(self._root):
            self._sweep(KeyRef(wallet))
            folders.add_coldkey(self._root, wallet, key)

    def change_password(
        self, ref: KeyRef, old: bytes | None, new: bytes, expected: Fingerprint | None
    ) -> StoredKey:
        """Raises AppError, STALE where the file is not the expected one, or changes meanwhile."""
        _check_writable(ref)
        new_password(new)
        with only_writer(self._root):
            self._sweep(ref)
            opened = open_key(self._root, ref, old, expected)
            if opened.has_changed:  # the person saw another file, and perhaps another key
                facts = {"name": shown(ref.hotkey or ref.wallet), "reason": KeyReason.CHANGED}
                raise AppError(ErrorKind.STALE, "another program changed the keyfile", facts)
            key = key_bytes(opened.keypair, opened.plaintext, new)
            paths = folders.paths_of(self._root, ref)
            seen = opened.stored.fingerprint
            found = writer.replace(paths.private, key.private, key.check, seen)
            folders.date_alike(paths, found.fingerprint)
        stored = _stored(ref, opened.keypair, new, found.fingerprint)
        return replace(stored, is_flushed=found.is_flushed)

    def restore_public(
        self, ref: KeyRef, password: bytes | None, expected: Fingerprint | None
    ) -> StoredKey:
        """Raises AppError(BAD_INPUT) where the public file is there."""
        _check_writable(ref)
        with only_writer(self._root):
            self._sweep(ref)
            opened = open_key(self._root, ref, password, expected)
            folders.add_public(self._root, ref, public_bytes(opened.keypair))
            paths = folders.paths_of(self._root, ref)
            folders.date_alike(paths, opened.stored.fingerprint)
        return opened.stored

    def put_away(self, ref: KeyRef) -> Path:
        """Raises AppError(NOT_FOUND, BAD_INPUT, STORAGE)."""
        _check_writable(ref)
        with only_writer(self._root):
            self._sweep(ref)
            return folders.put_away(self._root, ref)

    def repair_mode(self, ref: KeyRef) -> None:
        """Raises AppError(NOT_FOUND, STORAGE, DAMAGED, BAD_INPUT)."""
        _check_readable(ref)
        with only_writer(self._root):
            restrict(self._root, ref)

    def replace_links(self, ref: KeyRef) -> None:
        """Raises AppError(NOT_FOUND, DAMAGED, STALE, STORAGE, BAD_INPUT)."""
        _check_writable(ref)
        with only_writer(self._root):
            self._sweep(ref)
            replace_links(self._root, ref)

    def words_make(self, ref: KeyRef, words: bytes) -> bool:
        """Whether a normalised mnemonic makes the key, whatever its scheme.

        Raises AppError: BAD_INPUT, NOT_FOUND where nothing says the key's address.
        """
        paths = checked_paths(self._root, ref)
        address = folders.declared_address(paths.public)
        if address is None:
            if recognise(read_private(paths, ref).data).is_encrypted:
                facts = {"name": shown(ref.hotkey or ref.wallet), "reason": KeyReason.NO_PUBLIC}
                raise AppError(ErrorKind.NOT_FOUND, "nothing says the key's address", facts)
            address = open_key(self._root, ref, None, None).stored.address
        return any(primitives.from_words(words, c).ss58_address == address for c in CryptoType)

    def tidy(self, wallet: str) -> None:
        """Remove what a writer that was killed left half-done there. Raises AppError(STORAGE)."""
        ref = KeyRef(check_component(wallet))
        if self._root.is_dir():
            with only_writer(self._root):
                self._sweep(ref)

    def _sweep(self, ref: KeyRef) -> None:
        wallet = folders.paths_of(self._root, KeyRef(ref.wallet)).private.parent
        folders.sweep((self._root, wallet, wallet / folders.HOTKEYS))


def _check_readable(ref: KeyRef) -> None:
    check_component(ref.wallet)
    if ref.hotkey:
        check_component(ref.hotkey)


def _check_writable(ref: KeyRef) -> None:
    check_own(ref.wallet)
    if ref.hotkey:
        check_own(ref.hotkey)


def _stored(
    ref: KeyRef, keypair: Keypair, password: bytes | None, found: Fingerprint | None
) -> StoredKey:
    if found is None:
        raise AppError(ErrorKind.INTERNAL, "a private key was not written")
    form = KeyFormat.JSON if password is None else KeyFormat.NACL
    return stored_key(ref, keypair, form, found)
