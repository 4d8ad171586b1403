"""What a key process answers, and that no answer tells a secret."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import bittensor_core
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.domain.keys import CryptoType, KeyReason, KeyRef
from core.errors import ErrorKind
from core.keys import primitives, service
from core.keys.protocol import Frame
from core.keys.records import read_error, read_stored, read_unlocked
from core.keys.service import KeyService
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

MAIN, MINER = ["main", ""], ["main", "miner"]
OPERATIONS = (
    *("wallets", "draft", "discard", "store", "watch", "change-password"),
    *("restore-public", "put-away", "unlock", "forget", "sign", "digest"),
)


@pytest.fixture
def keys(root: Path) -> KeyService:
    return KeyService(root)


def _ask(keys: KeyService, operation: str, blobs: dict[str, bytes] | None = None, **fields):
    return keys.answer(Frame({"id": 7, "op": operation, **fields}, blobs or {}))


def _unlock(keys: KeyService, ref=MAIN, password: bytes | None = PASSWORD) -> Frame:
    blobs = {} if password is None else {"password": password}
    return _ask(keys, "unlock", blobs, ref=ref, expected=None)


def _error(reply: Frame):
    return read_error(reply.header["error"])


def test_an_unlocked_key_signs(keys, root):
    put_wallet(root)
    unlocked = read_unlocked(_unlock(keys).header["key"])
    reply = _ask(keys, "sign", {"payload": b"payload"}, ref=MAIN)
    address = keypair().ss58_address
    assert unlocked.stored.address == address
    assert bittensor_core.verify(b"payload", reply.blobs["signature"], address)


def test_several_keys_are_unlocked_at_once(keys, root):
    put_wallet(root)
    put_wallet(root, "second", words=OTHER_WORDS)
    put_hotkey(root)
    _unlock(keys)
    _unlock(keys, ["second", ""])
    _unlock(keys, MINER, None)
    for ref, words in ((MAIN, WORDS), (["second", ""], OTHER_WORDS), (MINER, OTHER_WORDS)):
        signature = _ask(keys, "sign", {"payload": b"p"}, ref=ref).blobs["signature"]
        assert bittensor_core.verify(b"p", signature, keypair(words).ss58_address)


def test_a_locked_key_does_not_sign(keys, root):
    put_wallet(root)
    assert _error(_ask(keys, "sign", {"payload": b"p"}, ref=MAIN)).kind is ErrorKind.LOCKED
    _unlock(keys)
    _ask(keys, "forget", ref=MAIN)
    assert _error(_ask(keys, "sign", {"payload": b"p"}, ref=MAIN)).kind is ErrorKind.LOCKED


def test_too_much_is_not_signed(keys, root):
    put_wallet(root)
    _unlock(keys)
    payload = bytes(service.LARGEST_PAYLOAD + 1)
    reply = _ask(keys, "sign", {"payload": payload}, ref=MAIN)
    assert _error(reply).kind is ErrorKind.BAD_INPUT


def test_a_draft_becomes_a_coldkey_and_is_gone(keys):
    drafted = _ask(keys, "draft", word_count=15, crypto_type=1)
    number = drafted.header["number"]
    assert len(drafted.blobs["words"].split()) == 15
    fields = {"ref": MAIN, "source": "draft", "number": number}
    stored = _ask(keys, "store", {"password": PASSWORD}, **fields)
    assert read_stored(stored.header["key"]).address == drafted.header["address"]
    again = _ask(keys, "store", {"password": PASSWORD}, **{**fields, "ref": ["second", ""]})
    assert _error(again).facts["reason"] == KeyReason.NO_DRAFT


def test_a_discarded_draft_is_gone(keys):
    number = _ask(keys, "draft", word_count=12, crypto_type=0).header["number"]
    assert "error" not in _ask(keys, "discard", number=number).header
    reply = _ask(keys, "store", {"password": PASSWORD}, ref=MAIN, source="draft", number=number)
    assert _error(reply).facts["reason"] == KeyReason.NO_DRAFT


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
    reply = _ask(keys, "store", blobs, ref=MAIN, source=source, crypto_type=1)
    assert read_stored(reply.header["key"]).address == expected.ss58_address
    assert "error" not in _unlock(keys).header


def test_wrong_words_are_refused_without_repeating_them(keys):
    wrong = WORDS.replace(b"cage", b"kage")
    blobs = {"words": wrong, "password": PASSWORD}
    reply = _ask(keys, "store", blobs, ref=MAIN, source="words", crypto_type=1)
    assert _error(reply).facts == {"reason": KeyReason.MNEMONIC}


def test_a_watched_wallet_is_listed(keys):
    address = keypair().ss58_address
    assert "error" not in _ask(keys, "watch", wallet="eye", address=address, crypto_type=1).header
    listing = _ask(keys, "wallets").header["listing"]
    assert listing["wallets"][0]["address"] == address


def test_a_password_is_changed_and_a_key_put_away(keys, root):
    put_wallet(root)
    blobs = {"old": PASSWORD, "new": b"new"}
    assert "error" not in _ask(keys, "change-password", blobs, ref=MAIN, expected=None).header
    assert "error" not in _unlock(keys, password=b"new").header
    folder = _ask(keys, "put-away", ref=MAIN).header["folder"]
    assert (Path(str(folder)) / "main" / "coldkey").exists()


def test_a_public_file_is_restored(keys, root):
    (put_wallet(root) / "coldkeypub.txt").unlink()
    _ask(keys, "restore-public", {"password": PASSWORD}, ref=MAIN, expected=None)
    assert read_unlocked(_unlock(keys).header["key"]).has_public


@pytest.mark.parametrize("operation", ["", "unlok", "__init__", None])
def test_an_unknown_request_is_refused(keys, operation):
    reply = keys.answer(Frame({"id": 7, "op": operation}))
    assert _error(reply).kind is ErrorKind.INTERNAL


json_values = st.none() | st.integers() | st.text() | st.lists(st.text(), max_size=2)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(OPERATIONS),
    st.dictionaries(
        st.sampled_from(["ref", "source", "number", "crypto_type", "expected", "wallet"]),
        json_values,
    ),
    st.dictionaries(
        st.sampled_from(["password", "payload", "words", "seed", "old", "new", "metadata"]),
        st.binary(max_size=40),
    ),
)
def test_any_request_gets_one_reply(keys, operation, fields, blobs):
    reply = _ask(keys, operation, blobs, **fields)
    assert reply.header["id"] == 7


def _canaries(root: Path) -> list[tuple[str, Frame]]:
    """One failing request for each way a secret goes in."""
    put_wallet(root)
    fields = {"ref": ["new", ""], "crypto_type": 1}
    canary = b"canary-secret"
    return [
        ("unlock", Frame({"ref": MAIN, "expected": None}, {"password": canary})),
        ("unlock", Frame({"ref": MAIN, "expected": None}, {"password": canary + b"\xff"})),
        ("unlock", Frame({"ref": MAIN, "expected": 5}, {"password": canary})),
        ("store", Frame({**fields, "source": "words"}, {"words": canary, "password": canary})),
        ("store", Frame({**fields, "source": "words"}, {"words": canary + b"\xff"})),
        ("store", Frame({**fields, "source": "seed"}, {"seed": canary, "password": canary})),
        ("store", Frame({**fields, "source": "private-key"}, {"private_key": canary})),
        (
            "store",
            Frame({**fields, "source": "polkadot-js"}, {"document": canary, "passphrase": canary}),
        ),
        (
            "change-password",
            Frame({"ref": MAIN, "expected": None}, {"old": canary, "new": canary}),
        ),
        ("restore-public", Frame({"ref": MAIN, "expected": None}, {"password": canary})),
        ("digest", Frame({"spec_version": 1, "spec_name": "x"}, {"metadata": canary})),
    ]


def test_no_error_log_or_print_repeats_a_secret(keys, root, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    for operation, request in _canaries(root):
        reply = _ask(keys, operation, dict(request.blobs), **request.header)
        assert "error" in reply.header, operation
        assert "canary" not in repr(reply) + repr(_error(reply)), operation
    assert "canary" not in caplog.text
    assert capfd.readouterr() == ("", "")


def test_an_unforeseen_exception_tells_its_type_and_not_its_text(keys, root, monkeypatch):
    def fail(*_: object) -> None:
        raise RuntimeError("canary-secret")

    put_wallet(root)
    monkeypatch.setattr(service, "open_key", fail)
    error = _error(_unlock(keys))
    assert error.kind is ErrorKind.INTERNAL
    assert error.detail == "unexpected RuntimeError"


def test_a_reference_is_a_wallet_and_a_hotkey():
    assert KeyRef("main", "miner") == KeyRef(*MINER)
