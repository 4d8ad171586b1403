"""From a keyfile to a key: every format, every truncation, every flipped bit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.domain.keys import CryptoType, Fingerprint, KeyReason, KeyRef
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.keyfiles.reading import read_keyfile
from core.keys.opening import key_bytes, new_password, open_key, public_bytes
from tests.fakes.keyfiles import (
    FERNET_SEED,
    NACL_SEED,
    OTHER_WORDS,
    PASSWORD,
    SEED,
    WORDS,
    keypair,
    plaintext,
    polkadot_js,
    put_hotkey,
    put_wallet,
    vault,
)

MAIN = KeyRef("main")
SLOW = {"nacl": NACL_SEED, "fernet": FERNET_SEED}
ENCRYPTED = {"vault": vault(SEED), "polkadot-js": polkadot_js()}
PLAIN = {"json": plaintext(), "words": WORDS, "seed": SEED}


def _address(data: bytes) -> str:
    if data in (SEED, *SLOW.values()) or data.startswith(b"$ANSIBLE"):
        return primitives.from_seed(SEED, CryptoType.SR25519).ss58_address
    return keypair().ss58_address


def _put(root: Path, data: bytes) -> Path:
    """A wallet with ``data`` as coldkey, and the public file of its key."""
    folder = put_wallet(root, coldkey=data)
    public = primitives.watched(_address(data), CryptoType.SR25519)
    (folder / "coldkeypub.txt").write_bytes(public_bytes(public))
    return folder / "coldkey"


def _error(root: Path, password: bytes | None, seen: Fingerprint | None = None) -> AppError:
    with pytest.raises(AppError) as caught:
        open_key(root, MAIN, password, seen)
    return caught.value


def _does_no_harm(root: Path, seen: Fingerprint, address: str) -> bool:
    """Whether a changed file still opens, and then to the very same key."""
    try:
        opened = open_key(root, MAIN, PASSWORD, seen)
    except AppError as error:
        if error.kind is not ErrorKind.DAMAGED:
            raise
        return False
    assert opened.stored.address == address
    assert opened.has_changed
    return True


@pytest.mark.parametrize("data", [*ENCRYPTED.values(), *PLAIN.values()])
def test_every_format_opens_to_its_key(root, data):
    _put(root, data)
    opened = open_key(root, MAIN, PASSWORD, None)
    assert opened.stored.address == _address(data)
    assert opened.has_public
    assert not opened.has_changed


@pytest.mark.parametrize("data", SLOW.values(), ids=SLOW)
def test_the_default_and_the_oldest_encryption_open_too(root, data):
    path = _put(root, data)
    opened = open_key(root, MAIN, PASSWORD, None)
    assert opened.stored.address == _address(data)
    assert opened.stored.fingerprint == read_keyfile(path).fingerprint


@pytest.mark.parametrize("data", SLOW.values(), ids=SLOW)
def test_every_truncation_and_flipped_bit_of_the_slow_forms_is_called_damaged(
    root, data, monkeypatch
):
    """Their authenticators refuse such bytes, as the two above are shown to: seconds each."""
    path = _put(root, data)
    seen = read_keyfile(path).fingerprint
    monkeypatch.setattr(primitives, "decrypt", lambda _data, _password: None)
    for at in range(len(data)):
        flipped = bytearray(data)
        flipped[at] ^= 1 << at % 8
        for changed in (data[:at], bytes(flipped)):
            path.write_bytes(changed)
            assert _error(root, PASSWORD, seen).kind is ErrorKind.DAMAGED, at


@pytest.mark.parametrize("data", ENCRYPTED.values())
def test_a_wrong_password_is_called_that(root, data):
    seen = read_keyfile(_put(root, data)).fingerprint
    assert _error(root, b"no", seen).kind is ErrorKind.WRONG_PASSWORD
    assert _error(root, b"no").kind is ErrorKind.WRONG_PASSWORD


def test_an_encrypted_key_needs_a_password(root):
    _put(root, ENCRYPTED["vault"])
    assert _error(root, None).facts["reason"] == KeyReason.EMPTY_PASSWORD


@pytest.mark.parametrize("data", [*ENCRYPTED.values(), *PLAIN.values()], ids=[*ENCRYPTED, *PLAIN])
def test_every_truncation_is_called_damaged(root, data):
    path = _put(root, data)
    seen = read_keyfile(path).fingerprint
    # The last line break of a vault is the one byte that nobody misses.
    whole = data.rstrip(b"\n")
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        assert _error(root, PASSWORD, seen).kind is ErrorKind.DAMAGED, size


@pytest.mark.parametrize("data", [*ENCRYPTED.values(), *PLAIN.values()], ids=[*ENCRYPTED, *PLAIN])
def test_a_flipped_bit_is_called_damaged_or_does_no_harm(root, data):
    path = _put(root, data)
    seen = read_keyfile(path).fingerprint
    harmless = 0
    for at in range(len(data)):
        flipped = bytearray(data)
        flipped[at] ^= 1 << at % 8
        path.write_bytes(flipped)
        harmless += _does_no_harm(root, seen, _address(data))
    # Names of fields nobody reads, the case of hex digits; most bytes matter.
    assert harmless < len(data) * 2 // 3


def test_a_file_rewritten_with_the_same_password_opens_and_is_told_as_changed(root):
    path = _put(root, vault(SEED))
    seen = read_keyfile(path).fingerprint
    path.write_bytes(vault(SEED))
    opened = open_key(root, MAIN, PASSWORD, seen)
    assert opened.stored.address == _address(SEED)
    assert opened.has_changed


def test_a_pair_of_different_keys_does_not_open(root):
    folder = put_wallet(root)
    (folder / "coldkeypub.txt").write_bytes(public_bytes(keypair(OTHER_WORDS)))
    error = _error(root, PASSWORD)
    assert error.kind is ErrorKind.DAMAGED
    assert error.facts["reason"] == KeyReason.PAIR_DIFFERS


def test_a_hotkey_whose_public_file_names_another_does_not_open(root):
    put_wallet(root)
    hotkey = put_hotkey(root)
    (hotkey.parent / "minerpub.txt").write_bytes(public_bytes(keypair(WORDS)))
    with pytest.raises(AppError) as caught:
        open_key(root, KeyRef("main", "miner"), None, None)
    assert caught.value.facts["reason"] == KeyReason.PAIR_DIFFERS


def test_a_key_without_public_file_opens_and_says_so(root):
    (put_wallet(root) / "coldkeypub.txt").unlink()
    assert not open_key(root, MAIN, PASSWORD, None).has_public


def test_a_wallet_to_watch_has_no_key_to_open(root):
    (put_wallet(root) / "coldkey").unlink()
    assert _error(root, PASSWORD).facts["reason"] == KeyReason.WATCH_ONLY


@pytest.mark.parametrize("ref", [KeyRef("../x"), KeyRef(""), KeyRef("main", "../coldkey")])
def test_a_name_that_leaves_its_folder_is_not_read(root, ref):
    put_wallet(root)
    with pytest.raises(AppError) as caught:
        open_key(root, ref, PASSWORD, None)
    assert caught.value.kind is ErrorKind.BAD_INPUT


def test_a_foreign_name_opens(root):
    put_wallet(root, "my wallet")
    assert open_key(root, KeyRef("my wallet"), PASSWORD, None).has_public


def test_the_content_of_a_json_keyfile_stays_as_it_is(root):
    document = {**json.loads(plaintext()), "note": "mine"}
    put_wallet(root, coldkey=vault(json.dumps(document).encode()))
    opened = open_key(root, MAIN, PASSWORD, None)
    assert json.loads(opened.plaintext) == document


def test_words_and_seeds_become_json(root):
    _put(root, vault(SEED))
    assert json.loads(open_key(root, MAIN, PASSWORD, None).plaintext)["secretSeed"]


def test_nothing_of_an_open_key_shows_in_its_repr(root):
    put_wallet(root)
    shown = repr(open_key(root, MAIN, PASSWORD, None))
    assert "advice" not in shown
    assert "secret" not in shown


@pytest.mark.usefixtures("cheap_encryption")
def test_bytes_that_open_to_another_key_fail_their_check():
    key = key_bytes(keypair(), plaintext(), PASSWORD)
    key.check(key.private)
    with pytest.raises(AppError, match="another key"):
        key.check(vault(plaintext(OTHER_WORDS)))
    with pytest.raises(AppError, match="another key"):
        key_bytes(keypair(OTHER_WORDS), plaintext(), PASSWORD).check(key.private)


def test_an_empty_password_is_none():
    with pytest.raises(AppError) as caught:
        new_password(b"")
    assert caught.value.facts["reason"] == KeyReason.EMPTY_PASSWORD
