"""Copies of keys: encrypted, never over a file, never among the wallets."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from core.domain.keys import CryptoType, KeyReason, KeyRef
from core.errors import AppError, ErrorKind
from core.keys import polkadot_js, primitives
from core.keys.exporting import export_keyfile, export_polkadot_js
from core.keys.keyfiles.folders import KeyBytes, add_coldkey
from core.keys.opening import public_bytes
from tests.fakes.keyfiles import PASSWORD, WORDS, keypair, put_hotkey, put_wallet, vault

MAIN, MINER = KeyRef("main"), KeyRef("main", "miner")
PASSPHRASE = "pässphrase".encode()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def _keyfile(root: Path, target: Path, ref: KeyRef = MAIN) -> None:
    export_keyfile(root, ref, target)


def _document(root: Path, target: Path, ref: KeyRef = MAIN) -> None:
    export_polkadot_js(root, ref, None if ref.hotkey else PASSWORD, PASSPHRASE, target)


WAYS = pytest.mark.parametrize("export", [_keyfile, _document])


def _refused(export, *arguments: object) -> AppError:
    with pytest.raises(AppError) as caught:
        export(*arguments)
    return caught.value


def test_a_copy_is_the_keyfile_byte_for_byte_and_its_owners_alone(root, stick):
    put_wallet(root)
    before = os.umask(0)
    try:
        _keyfile(root, stick / "copy")
    finally:
        os.umask(before)
    assert (stick / "copy").read_bytes() == (root / "main" / "coldkey").read_bytes()
    assert stat.S_IMODE((stick / "copy").stat().st_mode) == 0o600


@pytest.mark.parametrize("scheme", list(CryptoType))
def test_an_export_for_polkadot_js_opens_to_the_same_key(root, stick, scheme):
    pair = keypair(WORDS, scheme)
    sealed = vault(primitives.serialise(pair))
    add_coldkey(root, "main", KeyBytes(pair.ss58_address, sealed, public_bytes(pair)))
    _document(root, stick / "export.json")
    data = (stick / "export.json").read_bytes()
    opened = primitives.from_polkadot_js(data, PASSPHRASE)
    assert bytes(opened.public_key) == bytes(pair.public_key)
    assert opened.crypto_type == scheme
    document = json.loads(data)
    assert document["encoding"]["version"] == "3"
    assert document["meta"]["name"] == "main"
    assert stat.S_IMODE((stick / "export.json").stat().st_mode) == 0o600


def test_a_hotkey_in_plaintext_is_exported_under_a_passphrase(root, stick):
    put_wallet(root)
    put_hotkey(root)
    _document(root, stick / "export.json", MINER)
    assert json.loads((stick / "export.json").read_bytes())["meta"]["name"] == "miner"


def test_a_key_in_plaintext_is_not_copied(root, stick):
    put_wallet(root)
    put_hotkey(root)
    error = _refused(_keyfile, root, stick / "copy", MINER)
    assert error.facts["reason"] == KeyReason.PLAINTEXT
    assert list(stick.iterdir()) == []


def test_a_file_of_no_known_form_is_not_copied(root, stick):
    put_wallet(root, coldkey=b"what is this")
    error = _refused(_keyfile, root, stick / "copy")
    assert (error.kind, error.facts["reason"]) == (ErrorKind.DAMAGED, KeyReason.UNSOUND)


def test_a_wallet_that_watches_has_nothing_to_export(root, stick):
    put_wallet(root)
    (root / "main" / "coldkey").unlink()
    error = _refused(_keyfile, root, stick / "copy")
    assert (error.kind, error.facts["reason"]) == (ErrorKind.NOT_FOUND, KeyReason.WATCH_ONLY)


@WAYS
def test_nothing_that_is_there_is_written_over(root, stick, export):
    put_wallet(root)
    (stick / "taken").write_bytes(b"mine")
    (stick / "link").symlink_to(stick / "nowhere")
    for name in ("taken", "link"):
        assert _refused(export, root, stick / name).facts["reason"] == KeyReason.KEY_EXISTS
    assert (stick / "taken").read_bytes() == b"mine"
    assert sorted(path.name for path in stick.iterdir()) == ["link", "taken"]


@WAYS
@pytest.mark.parametrize("place", ["copy", "main/copy", "main/hotkeys/miner", "main/../copy"])
def test_no_copy_is_written_among_the_wallets(root, tmp_path, export, place):
    put_wallet(root)
    put_hotkey(root)
    (root / "main" / "hotkeys" / "miner").rename(tmp_path / "aside")
    (tmp_path / "shortcut").symlink_to(root)
    for base in (root, tmp_path / "shortcut"):
        error = _refused(export, root, base / place)
        assert error.facts["reason"] == KeyReason.AMONG_WALLETS
    assert not (root / place).exists()


@WAYS
@pytest.mark.parametrize("place", ["missing/copy", "file/copy"])
def test_a_folder_that_is_not_there_is_told(root, stick, export, place):
    put_wallet(root)
    (stick / "file").touch()
    assert _refused(export, root, stick / place).kind in (ErrorKind.NOT_FOUND, ErrorKind.STORAGE)


def test_a_path_that_depends_on_where_the_process_runs_is_refused(root, stick, monkeypatch):
    put_wallet(root)
    monkeypatch.chdir(stick)
    assert _refused(_keyfile, root, Path("copy")).kind is ErrorKind.BAD_INPUT
    assert list(stick.iterdir()) == []


def test_a_wrong_password_exports_nothing(root, stick):
    put_wallet(root)
    error = _refused(export_polkadot_js, root, MAIN, b"no", PASSPHRASE, stick / "export.json")
    assert error.kind is ErrorKind.WRONG_PASSWORD
    assert list(stick.iterdir()) == []


def test_an_export_needs_a_passphrase(root, stick):
    put_wallet(root)
    error = _refused(export_polkadot_js, root, MAIN, PASSWORD, b"", stick / "export.json")
    assert error.facts["reason"] == KeyReason.EMPTY_PASSWORD


def test_an_export_that_does_not_open_is_not_kept(root, stick, monkeypatch):
    put_wallet(root)
    sealed = polkadot_js.sealed
    monkeypatch.setattr(polkadot_js, "sealed", lambda *parts: sealed(*parts)[:-1] + b"!")
    error = _refused(_document, root, stick / "export.json")
    assert error.kind is ErrorKind.INTERNAL
    assert list(stick.iterdir()) == []


@WAYS
def test_a_stick_that_keeps_no_modes_takes_what_is_encrypted(root, stick, export, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError(1, "no modes here")

    put_wallet(root)
    monkeypatch.setattr(os, "fchmod", refuse)
    export(root, stick / "copy")
    assert (stick / "copy").stat().st_size > 0
