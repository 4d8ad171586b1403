"""Copies of keys for keeping elsewhere: encrypted, never over a file, never among the wallets."""

from __future__ import annotations

from pathlib import Path

from core.domain.keys import KeyFormat, KeyReason, KeyRef
from core.errors import AppError, ErrorKind
from core.keys import polkadot_js
from core.keys.keyfiles import writer
from core.keys.keyfiles.formats import recognise
from core.keys.keyfiles.reading import storage_error
from core.keys.names import shown
from core.keys.opening import checked_paths, new_password, open_key, read_private


def export_keyfile(root: Path, ref: KeyRef, target: Path) -> None:
    """The keyfile's bytes as they are, if they are encrypted.

    Raises AppError: BAD_INPUT (plaintext, a file is there, a place among the
    wallets), NOT_FOUND, DAMAGED, STORAGE.
    """
    _check_place(root, target)
    found = read_private(checked_paths(root, ref), ref)
    form = recognise(found.data)
    name = shown(ref.hotkey or ref.wallet)
    if form is KeyFormat.UNKNOWN:
        facts = {"name": name, "reason": KeyReason.UNSOUND}
        raise AppError(ErrorKind.DAMAGED, "no keyfile of a known form", facts)
    if not form.is_encrypted:
        facts = {"name": name, "reason": KeyReason.PLAINTEXT}
        raise AppError(ErrorKind.BAD_INPUT, "the key is not encrypted", facts)
    # What is written is read back and compared there; it opens as the keyfile does.
    _write(target, found.data, writer.unchecked)


def export_polkadot_js(
    root: Path, ref: KeyRef, password: bytes | None, passphrase: bytes, target: Path
) -> None:
    """The key as polkadot-js JSON, opened once more from what was written.

    Raises AppError as opening a key does, and BAD_INPUT as ``export_keyfile``.
    """
    _check_place(root, target)
    passphrase = new_password(passphrase)
    keypair = open_key(root, ref, password, None).keypair
    document = polkadot_js.exported(keypair, passphrase, ref.hotkey or ref.wallet)

    def check(back: bytes) -> None:
        polkadot_js.check_export(back, passphrase, keypair)

    _write(target, document, check)


def _write(target: Path, data: bytes, check: writer.Check) -> None:
    # Sticks for backups often have file systems without modes; what goes there is encrypted.
    writer.write_new(target, data, check, must_restrict=False)


def _check_place(root: Path, target: Path) -> None:
    """Raises AppError(BAD_INPUT, NOT_FOUND)."""
    facts = {"name": shown(target.name)}
    try:
        folder, wallets = target.parent.resolve(strict=True), root.resolve()
    except (OSError, RuntimeError) as error:
        if isinstance(error, OSError):
            raise storage_error(error, target.parent) from error
        raise AppError(ErrorKind.STORAGE, "a folder that leads to itself", facts) from error
    if folder.is_relative_to(wallets):
        facts["reason"] = KeyReason.AMONG_WALLETS
        raise AppError(ErrorKind.BAD_INPUT, "a copy does not belong among the wallets", facts)
    if not target.name or not target.is_absolute():
        raise AppError(ErrorKind.BAD_INPUT, "not a file's path", facts)
