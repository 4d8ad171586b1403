"""From a keyfile on disk to a key, and from a source to the bytes of a keyfile.

Runs in the key processes alone: what passes through here is secret.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from core.domain.ids import Ss58
from core.domain.keys import CryptoType, Fingerprint, KeyFormat, KeyReason, KeyRef, StoredKey
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.keyfiles.fingerprint import holds_same, why_it_does_not_open
from core.keys.keyfiles.folders import KeyBytes, KeyPaths, declared_address, paths_of
from core.keys.keyfiles.formats import recognise
from core.keys.keyfiles.reading import Keyfile, read_keyfile
from core.keys.names import check_component, shown
from core.keys.primitives import Keypair


@dataclass(frozen=True, slots=True)
class OpenKey:
    """A decrypted key. ``plaintext`` is the keyfile's content as the SDK would store it."""

    stored: StoredKey
    keypair: Keypair = field(repr=False)
    plaintext: bytes = field(repr=False)
    has_changed: bool
    has_public: bool


def open_key(
    root: Path, ref: KeyRef, password: bytes | None, expected: Fingerprint | None
) -> OpenKey:
    """Read, decrypt and compare with the public file.

    Raises AppError: NOT_FOUND, WRONG_PASSWORD, DAMAGED, BAD_INPUT (no
    password given for an encrypted key), STORAGE, INTERNAL.
    """
    paths = checked_paths(root, ref)
    found = read_private(paths, ref)
    form = recognise(found.data)
    keypair, plaintext = _open(found, form, password, expected)
    declared = declared_address(paths.public)
    if declared is not None and declared != keypair.ss58_address:
        raise AppError(
            ErrorKind.DAMAGED,
            "private and public file are of different keys",
            {"name": shown(ref.hotkey or ref.wallet), "reason": KeyReason.PAIR_DIFFERS},
        )
    return OpenKey(
        stored=stored_key(ref, keypair, form, found.fingerprint),
        keypair=keypair,
        plaintext=plaintext,
        has_changed=expected is not None and not holds_same(expected, found.fingerprint),
        has_public=declared is not None,
    )


def stored_key(
    ref: KeyRef, keypair: Keypair, form: KeyFormat, fingerprint: Fingerprint
) -> StoredKey:
    return StoredKey(
        ref=ref,
        address=Ss58(keypair.ss58_address),
        public_key=bytes(keypair.public_key),
        crypto_type=CryptoType(keypair.crypto_type),
        format=form,
        fingerprint=fingerprint,
    )


def key_bytes(keypair: Keypair, plaintext: bytes, password: bytes | None) -> KeyBytes:
    """What to write: encrypted unless ``password`` is None, and how to check it on the disk.

    Takes 2 to 5 seconds to encrypt, and as long to check. Raises AppError.
    """
    private = plaintext if password is None else primitives.encrypt(plaintext, password)

    def check(back: bytes) -> None:
        content = back if password is None else primitives.decrypt(back, password)
        if content != plaintext or not _is_same(primitives.from_plaintext(plaintext), keypair):
            raise AppError(ErrorKind.INTERNAL, "the keyfile opens to another key")

    return KeyBytes(keypair.ss58_address, private, public_bytes(keypair), check)


def public_bytes(keypair: Keypair) -> bytes:
    return primitives.serialise(primitives.public_part(keypair))


def new_password(password: bytes) -> bytes:
    """Raises AppError(BAD_INPUT) for the empty one, at which the SDK asks on the terminal."""
    if not password:
        raise AppError(ErrorKind.BAD_INPUT, "no password", {"reason": KeyReason.EMPTY_PASSWORD})
    return password


def _is_same(left: Keypair, right: Keypair) -> bool:
    return bytes(left.public_key) == bytes(right.public_key) and (
        left.crypto_type == right.crypto_type
    )


def checked_paths(root: Path, ref: KeyRef) -> KeyPaths:
    """Where a key's files are. Raises AppError(BAD_INPUT) for a name that leads elsewhere."""
    check_component(ref.wallet)
    if ref.hotkey:
        check_component(ref.hotkey)
    return paths_of(root, ref)


def read_private(paths: KeyPaths, ref: KeyRef) -> Keyfile:
    """Raises AppError(NOT_FOUND, DAMAGED, STORAGE)."""
    try:
        return read_keyfile(paths.private)
    except AppError as error:
        if error.kind is ErrorKind.NOT_FOUND and paths.public.exists():
            facts = {"name": shown(ref.hotkey or ref.wallet), "reason": KeyReason.WATCH_ONLY}
            raise AppError(ErrorKind.NOT_FOUND, "there is only a public key", facts) from error
        raise


def _open(
    found: Keyfile, form: KeyFormat, password: bytes | None, expected: Fingerprint | None
) -> tuple[Keypair, bytes]:
    if not form.is_encrypted:
        keypair = primitives.from_plaintext(found.data)
        return keypair, _content(found.data, keypair)
    if password is None:
        raise AppError(
            ErrorKind.BAD_INPUT, "the key is encrypted", {"reason": KeyReason.EMPTY_PASSWORD}
        )
    if form is KeyFormat.POLKADOT_JS:
        return _open_export(found, password, expected)
    plaintext = primitives.decrypt(found.data, password)
    if plaintext is None:
        raise why_it_does_not_open(found.data, found.fingerprint, expected)
    keypair = primitives.from_plaintext(plaintext)
    return keypair, _content(plaintext, keypair)


def _open_export(
    found: Keyfile, password: bytes, expected: Fingerprint | None
) -> tuple[Keypair, bytes]:
    try:
        keypair = primitives.from_polkadot_js(found.data, password)
    except AppError as error:
        if error.facts.get("reason") == KeyReason.POLKADOT_JS:
            raise AppError(
                ErrorKind.DAMAGED, "the export is broken", {"reason": KeyReason.UNSOUND}
            ) from None
        raise why_it_does_not_open(found.data, found.fingerprint, expected) from None
    return keypair, primitives.serialise(keypair)


def _content(plaintext: bytes, keypair: Keypair) -> bytes:
    """JSON as it is, so that no field of it is lost; words and seeds as JSON."""
    try:
        is_document = isinstance(json.loads(plaintext), dict)
    except (ValueError, RecursionError):
        is_document = False
    return plaintext if is_document else primitives.serialise(keypair)
