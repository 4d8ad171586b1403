"""Making, re-encrypting and putting away keys, as the worker does."""

from __future__ import annotations

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.domain.keys import CryptoType, Finding, KeyFormat, KeyReason, KeyRef
from core.errors import AppError, ErrorKind
from core.keys import authoring, primitives
from core.keys.authoring import Author
from core.keys.keyfiles import writer
from core.keys.keyfiles.exclusion import LOCK_NAME
from core.keys.keyfiles.reading import read_keyfile
from core.keys.keyfiles.writer import part_name
from core.keys.opening import open_key
from tests.fakes.keyfiles import (
    OTHER_WORDS,
    PASSWORD,
    SEED,
    WORDS,
    keypair,
    polkadot_js,
    put_hotkey,
    put_wallet,
    vault,
)

pytestmark = pytest.mark.usefixtures("cheap_encryption")

MAIN, MINER = KeyRef("main"), KeyRef("main", "miner")
NEW = b"another password"


def _reason(call, *arguments: object) -> str:
    with pytest.raises(AppError) as caught:
        call(*arguments)
    return caught.value.facts.get("reason", caught.value.kind)


def _opens(root: Path, ref: KeyRef, password: bytes | None) -> str:
    return open_key(root, ref, password, None).stored.address


def test_a_stored_coldkey_opens_with_its_password(tmp_path):
    author = Author(tmp_path / "deep" / "wallets")
    stored = author.store(MAIN, keypair(), PASSWORD)
    assert stored.address == keypair().ss58_address
    assert _opens(tmp_path / "deep" / "wallets", MAIN, PASSWORD) == stored.address
    (wallet,) = author.wallets().wallets
    assert wallet.fingerprint == stored.fingerprint


def test_a_new_password_that_the_disk_did_not_confirm_holds_and_says_so(root, monkeypatch):
    put_wallet(root)
    assert Author(root).change_password(MAIN, PASSWORD, PASSWORD + b"2", None).is_flushed

    def refuse(_folder: Path) -> None:
        raise OSError(errno.EIO, "no")

    monkeypatch.setattr(writer, "sync_folder", refuse)
    stored = Author(root).change_password(MAIN, PASSWORD + b"2", NEW, None)
    assert not stored.is_flushed
    assert _opens(root, MAIN, NEW) == stored.address


@pytest.mark.parametrize("encrypted", [b"$ANSIBLE_VAULT;1.1;AES256\n00", vault(SEED, NEW)])
@pytest.mark.parametrize("ref", [MAIN, MINER])
def test_a_key_that_does_not_decrypt_again_is_not_stored(root, monkeypatch, encrypted, ref):
    if ref.hotkey:
        put_wallet(root)
    before = sorted(root.rglob("*"))
    monkeypatch.setattr(primitives, "encrypt", lambda *_: encrypted)
    with pytest.raises(AppError):
        Author(root).store(ref, keypair(), PASSWORD)
    assert {path for path in root.rglob("*") if path.is_file()} <= {*before, root / LOCK_NAME}


@pytest.mark.parametrize("encrypted", [b"$ANSIBLE_VAULT;1.1;AES256\n00", vault(SEED, NEW)])
def test_a_new_password_that_does_not_decrypt_leaves_the_old_one(root, monkeypatch, encrypted):
    put_wallet(root)
    monkeypatch.setattr(primitives, "encrypt", lambda *_: encrypted)
    with pytest.raises(AppError):
        Author(root).change_password(MAIN, PASSWORD, NEW, None)
    assert _opens(root, MAIN, PASSWORD) == keypair().ss58_address


@pytest.mark.parametrize("scheme", list(CryptoType))
@pytest.mark.parametrize("count", [12, 15, 18, 21, 24])
def test_a_coldkey_is_made_of_any_count_of_words_in_either_scheme(root, count, scheme):
    author = Author(root)
    drafted = author.draft(count, scheme)
    assert len(drafted.words.split()) == count
    stored = author.store(MAIN, author.drafted(drafted.number), PASSWORD)
    assert stored.crypto_type is scheme
    assert stored.address == primitives.from_words(drafted.words, scheme).ss58_address
    assert _opens(root, MAIN, PASSWORD) == stored.address


@pytest.mark.parametrize("scheme", list(CryptoType))
def test_a_hotkey_is_stored_in_plaintext_or_encrypted(root, scheme):
    put_wallet(root)
    pair = keypair(OTHER_WORDS, scheme)
    assert Author(root).store(MINER, pair, None).format is KeyFormat.JSON
    Author(root).store(KeyRef("main", "second"), pair, PASSWORD)
    assert _opens(root, MINER, None) == pair.ss58_address
    assert _opens(root, KeyRef("main", "second"), PASSWORD) == pair.ss58_address


@pytest.mark.parametrize("password", [None, b""])
def test_a_coldkey_is_never_stored_in_plaintext(root, password):
    reason = _reason(Author(root).store, MAIN, keypair(), password)
    assert reason == KeyReason.EMPTY_PASSWORD
    assert os.listdir(root) == []


def test_a_taken_name_is_refused_before_anything_is_encrypted(root, monkeypatch):
    put_wallet(root)
    monkeypatch.setattr(authoring, "key_bytes", None)
    assert _reason(Author(root).store, MAIN, keypair(), PASSWORD) == KeyReason.KEY_EXISTS


def test_a_draft_is_kept_until_it_is_discarded(root):
    author = Author(root)
    drafted = author.draft(24, CryptoType.ED25519)
    assert len(drafted.words.split()) == 24
    assert author.drafted(drafted.number).ss58_address == drafted.keypair.ss58_address
    assert drafted.words.decode() not in repr(drafted)
    author.discard(drafted.number)
    assert _reason(author.drafted, drafted.number) == KeyReason.NO_DRAFT


def test_a_drafts_number_names_no_draft_of_a_later_process(root):
    numbers = {Author(root).draft(12, CryptoType.SR25519).number for _ in range(8)}
    assert len(numbers) == 8


def test_drafts_are_limited(root):
    author = Author(root)
    for _ in range(authoring.MOST_DRAFTS):
        author.draft(12, CryptoType.SR25519)
    assert _reason(author.draft, 12, CryptoType.SR25519) == ErrorKind.BAD_INPUT


def test_a_watched_address_has_no_key(root):
    Author(root).watch("main", keypair().ss58_address, CryptoType.SR25519)
    (wallet,) = Author(root).wallets().wallets
    assert wallet.is_watch_only
    assert wallet.address == keypair().ss58_address


def test_a_changed_password_opens_and_the_old_one_does_not(root):
    put_wallet(root)
    stored = Author(root).change_password(MAIN, PASSWORD, NEW, None)
    assert _opens(root, MAIN, NEW) == stored.address
    assert _reason(_opens, root, MAIN, PASSWORD) == ErrorKind.WRONG_PASSWORD
    assert stored.fingerprint == read_keyfile(root / "main" / "coldkey").fingerprint


def test_an_export_in_a_keyfiles_place_is_encrypted_anew(root):
    put_wallet(root, coldkey=polkadot_js())
    Author(root).change_password(MAIN, PASSWORD, PASSWORD, None)
    assert (root / "main" / "coldkey").read_bytes().startswith(b"$ANSIBLE")
    assert _opens(root, MAIN, PASSWORD) == keypair().ss58_address


def _age(folder: Path, days: int) -> None:
    for path in folder.rglob("*"):
        when = path.stat().st_mtime_ns - days * 86_400 * 10**9
        os.utime(path, ns=(when, when))


def test_a_changed_password_does_not_let_the_pair_look_exchanged(root):
    put_wallet(root)
    _age(root, days=30)
    Author(root).change_password(MAIN, PASSWORD, NEW, None)
    (wallet,) = Author(root).wallets().wallets
    assert Finding.PAIR_MAY_DIFFER not in wallet.findings


def test_a_restored_public_file_does_not_let_the_pair_look_exchanged(root):
    put_wallet(root)
    (root / "main" / "coldkeypub.txt").unlink()
    _age(root, days=30)
    Author(root).restore_public(MAIN, PASSWORD, None)
    (wallet,) = Author(root).wallets().wallets
    assert Finding.PAIR_MAY_DIFFER not in wallet.findings


def test_a_hotkey_in_plaintext_gets_a_password(root):
    put_wallet(root)
    put_hotkey(root)
    Author(root).change_password(MINER, None, NEW, None)
    assert _opens(root, MINER, NEW) == keypair(OTHER_WORDS).ss58_address


def test_a_wrong_old_password_changes_nothing(root):
    before = (put_wallet(root) / "coldkey").read_bytes()
    reason = _reason(Author(root).change_password, MAIN, b"no", NEW, None)
    assert reason == ErrorKind.WRONG_PASSWORD
    assert (root / "main" / "coldkey").read_bytes() == before


def test_a_file_changed_by_another_program_meanwhile_is_left_alone(root, monkeypatch):
    path = put_wallet(root) / "coldkey"
    theirs = vault(SEED)

    def encrypt_slowly(plaintext: bytes, password: bytes) -> bytes:
        path.write_bytes(theirs)
        return vault(plaintext, password)

    monkeypatch.setattr("core.keys.primitives.encrypt", encrypt_slowly)
    reason = _reason(Author(root).change_password, MAIN, PASSWORD, NEW, None)
    assert reason == KeyReason.CHANGED
    assert path.read_bytes() == theirs


@pytest.mark.parametrize("words", [WORDS, OTHER_WORDS])
def test_a_file_changed_by_another_program_since_it_was_shown_is_left_alone(root, words):
    path = put_wallet(root) / "coldkey"
    seen = read_keyfile(path).fingerprint
    (root / "main").rename(root / "before")
    put_wallet(root, words=words)
    theirs = path.read_bytes() + b"\n"
    path.write_bytes(theirs)
    with pytest.raises(AppError) as caught:
        Author(root).change_password(MAIN, PASSWORD, NEW, seen)
    assert caught.value.kind is ErrorKind.STALE
    assert caught.value.facts["reason"] == KeyReason.CHANGED
    assert path.read_bytes() == theirs


def test_a_missing_public_file_is_restored(root):
    (put_wallet(root) / "coldkeypub.txt").unlink()
    Author(root).restore_public(MAIN, PASSWORD, None)
    (wallet,) = Author(root).wallets().wallets
    assert Finding.MISSING_PUBLIC not in wallet.findings
    assert wallet.address == keypair().ss58_address
    again = _reason(Author(root).restore_public, MAIN, PASSWORD, None)
    assert again == KeyReason.KEY_EXISTS


def test_two_new_passwords_at_once_leave_one_that_opens(root):
    put_wallet(root)
    passwords = (b"first", b"second")

    def change(password: bytes) -> str:
        return _reason(Author(root).change_password, MAIN, PASSWORD, password, None)

    with ThreadPoolExecutor() as threads:
        results = [threads.submit(change, password) for password in passwords]
    refused = [result for result in results if result.exception() is None]
    assert [result.result() for result in refused] == [ErrorKind.WRONG_PASSWORD]
    won = passwords[1 - results.index(refused[0])]
    assert _opens(root, MAIN, won) == keypair().ss58_address


def test_foreign_names_are_not_written_to(root):
    put_wallet(root, "my wallet")
    foreign, author = KeyRef("my wallet"), Author(root)
    for call in (
        lambda: author.change_password(foreign, PASSWORD, NEW, None),
        lambda: author.restore_public(foreign, PASSWORD, None),
        lambda: author.put_away(foreign),
        lambda: author.store(KeyRef("my wallet", "miner"), keypair(), None),
    ):
        assert _reason(call) == KeyReason.NAME_FOREIGN


def test_what_a_killed_writer_left_is_swept_by_the_next(root):
    put_wallet(root)
    left = root / "main" / part_name("coldkey")
    left.write_bytes(b"half a key")
    (root / part_name("other")).mkdir()
    Author(root).change_password(MAIN, PASSWORD, NEW, None)
    assert sorted(os.listdir(root)) == [LOCK_NAME, "main"]
    assert not left.exists()


@pytest.mark.parametrize("ref", [KeyRef("../other"), KeyRef("main", "../../../other/x")])
def test_nothing_beside_the_folder_of_wallets_is_swept(root, ref):
    put_wallet(root)
    beside = root.parent / "other"
    beside.mkdir()
    (beside / part_name("x")).write_bytes(b"theirs")
    assert _reason(Author(root).store, ref, keypair(), PASSWORD) == KeyReason.NAME_INVALID
    assert len(os.listdir(beside)) == 1


def test_a_key_put_away_lies_in_the_trash(root):
    put_wallet(root)
    target = Author(root).put_away(MAIN)
    assert (target / "main" / "coldkey").exists()
    assert Author(root).wallets().wallets == ()


def test_words_are_the_keys_whatever_its_scheme(root):
    for number, scheme in enumerate(CryptoType):
        ref = KeyRef(f"wallet{number}")
        Author(root).store(ref, keypair(OTHER_WORDS, scheme), PASSWORD)
        assert Author(root).words_make(ref, OTHER_WORDS)
        assert not Author(root).words_make(ref, WORDS)


def test_words_are_checked_without_a_public_file_only_where_the_key_lies_open(root):
    (put_wallet(root) / "coldkeypub.txt").unlink()
    path = put_hotkey(root)
    path.with_name("minerpub.txt").unlink()
    assert Author(root).words_make(MINER, OTHER_WORDS)
    assert _reason(Author(root).words_make, MAIN, WORDS) == KeyReason.NO_PUBLIC
    assert _reason(Author(root).words_make, KeyRef("none"), WORDS) == ErrorKind.NOT_FOUND


def test_modes_are_repaired_by_the_one_writer(root):
    put_wallet(root)
    (root / "main" / "coldkey").chmod(0o644)
    Author(root).repair_mode(MAIN)
    assert (root / "main" / "coldkey").stat().st_mode & 0o777 == 0o600
    assert (root / LOCK_NAME).exists()
    assert _reason(Author(root).repair_mode, KeyRef("../main")) == KeyReason.NAME_INVALID
