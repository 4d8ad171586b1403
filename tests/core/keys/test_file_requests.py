"""What a key process answers to requests about wallet files."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from core.domain.keys import CryptoType, KeyReason
from core.errors import ErrorKind
from core.keys import primitives
from core.keys.records import read_stored, read_unlocked
from core.keys.service import KeyService
from tests.fakes.key_service import MAIN, MINER, ask, error_of, unlock
from tests.fakes.keyfiles import (
    OTHER_WORDS,
    PASSWORD,
    SEED,
    WORDS,
    keypair,
    polkadot_js,
    put_hotkey,
    put_wallet,
)

pytestmark = pytest.mark.usefixtures("cheap_encryption")


@pytest.fixture
def keys(root: Path) -> KeyService:
    return KeyService(root)


def test_a_draft_becomes_a_coldkey_and_is_gone(keys):
    drafted = ask(keys, "draft", word_count=15, crypto_type=1)
    number = drafted.header["number"]
    assert len(drafted.blobs["words"].split()) == 15
    fields = {"ref": MAIN, "source": "draft", "number": number}
    stored = ask(keys, "store", {"password": PASSWORD}, **fields)
    assert read_stored(stored.header["key"]).address == drafted.header["address"]
    again = ask(keys, "store", {"password": PASSWORD}, **{**fields, "ref": ["second", ""]})
    assert error_of(again).facts["reason"] == KeyReason.NO_DRAFT


def test_a_discarded_draft_is_gone(keys):
    number = ask(keys, "draft", word_count=12, crypto_type=0).header["number"]
    assert "error" not in ask(keys, "discard", number=number).header
    reply = ask(keys, "store", {"password": PASSWORD}, ref=MAIN, source="draft", number=number)
    assert error_of(reply).facts["reason"] == KeyReason.NO_DRAFT


PRIVATE = json.loads(primitives.serialise(keypair()))["privateKey"].encode()
SOURCES = {
    "words": ({"words": b"  1. " + WORDS.upper().replace(b" ", b", ")}, keypair()),
    "seed": ({"seed": SEED}, primitives.from_seed(SEED, CryptoType.SR25519)),
    "private-key": ({"private_key": PRIVATE}, keypair()),
    "polkadot-js": ({"document": polkadot_js(), "passphrase": PASSWORD}, keypair()),
}


@pytest.mark.parametrize("source", SOURCES)
def test_every_source_is_imported(keys, source):
    blobs, expected = SOURCES[source]
    blobs = {**blobs, "password": PASSWORD}
    reply = ask(keys, "store", blobs, ref=MAIN, source=source, crypto_type=1)
    assert read_stored(reply.header["key"]).address == expected.ss58_address
    assert "error" not in unlock(keys).header


def test_wrong_words_are_refused_without_repeating_them(keys):
    wrong = WORDS.replace(b"cage", b"kage")
    blobs = {"words": wrong, "password": PASSWORD}
    reply = ask(keys, "store", blobs, ref=MAIN, source="words", crypto_type=1)
    facts = {"reason": KeyReason.MNEMONIC, "problem": "unknown-word", "positions": "3 11"}
    assert error_of(reply).facts == facts


def test_a_watched_wallet_is_listed(keys):
    address = keypair().ss58_address
    assert "error" not in ask(keys, "watch", wallet="eye", address=address, crypto_type=1).header
    listing = ask(keys, "wallets").header["listing"]
    assert listing["wallets"][0]["address"] == address


def test_a_password_is_changed_and_a_key_put_away(keys, root):
    put_wallet(root)
    blobs = {"old": PASSWORD, "new": b"new"}
    assert "error" not in ask(keys, "change-password", blobs, ref=MAIN, expected=None).header
    assert "error" not in unlock(keys, password=b"new").header
    folder = ask(keys, "put-away", ref=MAIN).header["folder"]
    assert (Path(str(folder)) / "main" / "coldkey").exists()


def test_a_public_file_is_restored(keys, root):
    (put_wallet(root) / "coldkeypub.txt").unlink()
    ask(keys, "restore-public", {"password": PASSWORD}, ref=MAIN, expected=None)
    assert read_unlocked(unlock(keys).header["key"]).has_public


def test_a_keys_files_are_taken_from_others(keys, root):
    put_wallet(root)
    path = root / "main" / "coldkey"
    path.chmod(0o644)
    assert "error" not in ask(keys, "repair-mode", ref=MAIN).header
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(("words", "same"), [(WORDS, True), (OTHER_WORDS, False)])
def test_words_are_checked_against_a_key(keys, root, words, same):
    put_wallet(root)
    reply = ask(keys, "check-words", {"words": words.upper()}, ref=MAIN)
    assert reply.header["same"] is same


def test_words_that_are_none_are_told_by_their_positions(keys, root):
    put_wallet(root)
    reply = ask(keys, "check-words", {"words": b"legal winner tank"}, ref=MAIN)
    facts = error_of(reply).facts
    assert facts == {"reason": "mnemonic", "problem": "word-count"}
    assert "tank" not in repr(reply)


def test_a_keyfile_is_exported(keys, root, tmp_path):
    put_wallet(root)
    target = tmp_path / "copy"
    assert "error" not in ask(keys, "export-keyfile", ref=MAIN, target=str(target)).header
    assert target.read_bytes() == (root / "main" / "coldkey").read_bytes()


def test_a_key_is_exported_for_polkadot_js(keys, root, tmp_path):
    put_hotkey(root, wallet=put_wallet(root).name)
    target, blobs = tmp_path / "export.json", {"passphrase": b"another"}
    ask(keys, "export-polkadot-js", blobs, ref=MINER, target=str(target))
    opened = primitives.from_polkadot_js(target.read_bytes(), b"another")
    assert opened.ss58_address == keypair(OTHER_WORDS).ss58_address


@pytest.mark.parametrize("scheme", list(CryptoType))
@pytest.mark.parametrize(("text", "valid"), [(b"said", True), (b"not said", False)])
def test_a_message_is_verified_whatever_the_scheme(keys, scheme, text, valid):
    key = keypair(WORDS, scheme)
    blobs = {"text": text, "signature": primitives.sign(key, b"said")}
    reply = ask(keys, "verify-message", blobs, address=key.ss58_address)
    assert reply.header["valid"] is valid


def test_a_message_of_what_is_no_address_is_refused(keys):
    reply = ask(keys, "verify-message", {"text": b"x", "signature": bytes(64)}, address="5X")
    assert error_of(reply).kind is ErrorKind.BAD_INPUT
