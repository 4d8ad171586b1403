"""What a key process answers to requests to unlocked keys."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import bittensor_core
import pytest

from core.errors import ErrorKind
from core.keys.protocol import Frame
from core.keys.records import read_unlocked, write_order
from core.keys.service import KeyService
from tests.fakes.key_service import MAIN, MINER, ask, error_of, unlock
from tests.fakes.keyfiles import OTHER_WORDS, WORDS, keypair, put_hotkey, put_wallet
from tests.fakes.orders import DIGEST, SPEC_NAME, SPEC_VERSION, metadata, order


@pytest.fixture
def keys(root: Path) -> KeyService:
    return KeyService(root)


def _sign(keys: KeyService, *, with_metadata: bool = False, ref=MAIN, **changed) -> Frame:
    said = order(**changed)
    header, blobs = write_order(said)
    if with_metadata:
        blobs = {**blobs, "metadata": said.metadata}
    header["metadata"] = sha256(said.metadata).hexdigest()
    return ask(keys, "sign-order", dict(blobs), ref=ref, **header)


def test_an_unlocked_key_signs(keys, root):
    put_wallet(root)
    unlocked = read_unlocked(unlock(keys).header["key"])
    reply = ask(keys, "sign-message", {"text": b"text"}, ref=MAIN)
    address = keypair().ss58_address
    assert unlocked.stored.address == address
    assert bittensor_core.verify(b"text", reply.blobs["signature"], address)


def test_several_keys_are_unlocked_at_once(keys, root):
    put_wallet(root)
    put_wallet(root, "second", words=OTHER_WORDS)
    put_hotkey(root)
    unlock(keys)
    unlock(keys, ["second", ""])
    unlock(keys, MINER, None)
    for ref, words in ((MAIN, WORDS), (["second", ""], OTHER_WORDS), (MINER, OTHER_WORDS)):
        signature = ask(keys, "sign-message", {"text": b"p"}, ref=ref).blobs["signature"]
        assert bittensor_core.verify(b"p", signature, keypair(words).ss58_address)


def test_a_locked_key_does_not_sign(keys, root):
    put_wallet(root)
    assert error_of(ask(keys, "sign-message", {"text": b"p"}, ref=MAIN)).kind is ErrorKind.LOCKED
    unlock(keys)
    ask(keys, "forget", ref=MAIN)
    assert error_of(ask(keys, "sign-message", {"text": b"p"}, ref=MAIN)).kind is ErrorKind.LOCKED
    assert error_of(_sign(keys, with_metadata=True)).kind is ErrorKind.LOCKED


def test_an_order_is_signed_once_its_metadata_is_known(keys, root):
    put_wallet(root)
    unlock(keys)
    assert _sign(keys).header == {"id": 7, "unknown": True}
    first = _sign(keys, with_metadata=True).blobs["signature"]
    again = _sign(keys).blobs["signature"]
    for signature in (first, again):
        assert bittensor_core.verify(order().payload, signature, keypair().ss58_address)


def test_metadata_is_known_by_its_own_hash_not_by_the_one_it_is_sent_under(keys, root):
    put_wallet(root)
    unlock(keys)
    fields = {"spec_version": SPEC_VERSION, "spec_name": SPEC_NAME, "metadata": "00" * 32}
    assert "unknown" in ask(keys, "digest", {"metadata": metadata()}, **fields).header
    assert "unknown" in ask(keys, "digest", **fields).header
    fields["metadata"] = sha256(metadata()).hexdigest()
    assert ask(keys, "digest", **fields).blobs["digest"] == DIGEST


def test_an_order_that_says_another_call_is_not_signed(keys, root):
    put_wallet(root)
    unlock(keys)
    reply = _sign(keys, with_metadata=True, function="Balances.transfer_all")
    assert error_of(reply).kind is ErrorKind.NODE_FAULT
    assert error_of(reply).facts["field"] == "function"


@pytest.mark.parametrize("operation", ["sign", "sign-payload", "sign-bytes"])
def test_there_is_no_request_to_sign_bytes_as_they_are(keys, root, operation):
    put_wallet(root)
    unlock(keys)
    reply = ask(keys, operation, {"payload": order().payload}, ref=MAIN)
    assert error_of(reply).kind is ErrorKind.INTERNAL
    assert reply.blobs == {}


def test_a_transactions_payload_is_no_message(keys, root):
    put_wallet(root)
    unlock(keys)
    reply = ask(keys, "sign-message", {"text": order().payload}, ref=MAIN)
    assert error_of(reply).kind is ErrorKind.BAD_INPUT
