"""The key derivation's edge: what goes in, and which errors come out."""

from __future__ import annotations

import json
import traceback

import pytest

from core.domain.keys import CryptoType
from core.errors import AppError, ErrorKind
from core.keys import primitives
from tests.fakes.keyfiles import (
    OTHER_WORDS,
    PASSWORD,
    SEED,
    WORDS,
    keypair,
    plaintext,
    polkadot_js,
    vault,
)

SCHEMES = list(CryptoType)


def _kind(call, *arguments: object) -> ErrorKind:
    with pytest.raises(AppError) as caught:
        call(*arguments)
    return caught.value.kind


@pytest.mark.parametrize("count", [12, 15, 18, 21, 24])
def test_fresh_words_are_a_mnemonic_of_that_length(count):
    words = primitives.new_mnemonic(count)
    assert len(words.split()) == count
    assert words != primitives.new_mnemonic(count)
    primitives.from_words(words, CryptoType.SR25519)


@pytest.mark.parametrize("count", [0, 11, 13, -1, 2**70])
def test_other_lengths_are_refused(count):
    assert _kind(primitives.new_mnemonic, count) is ErrorKind.BAD_INPUT


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_signature_verifies_and_names_its_scheme(scheme):
    pair = keypair(crypto_type=scheme)
    assert pair.crypto_type == scheme
    assert len(primitives.sign(pair, b"payload")) == 64


class Faulty:
    """A key whose signature is another's, as a flipped bit in memory could make it."""

    ss58_address = keypair().ss58_address
    public_key = bytes(keypair().public_key)
    crypto_type = CryptoType.SR25519

    def sign(self, message: bytes) -> bytes:
        return keypair(OTHER_WORDS).sign(message)


def test_a_signature_that_does_not_verify_never_leaves():
    assert _kind(primitives.sign, Faulty(), b"payload") is ErrorKind.INTERNAL


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("digits", [SEED, SEED[2:], SEED.upper().replace(b"X", b"x"), SEED + b"\n"])
def test_a_seed_is_taken_with_and_without_prefix(scheme, digits):
    expected = primitives.from_seed(SEED, scheme).ss58_address
    assert primitives.from_seed(digits, scheme).ss58_address == expected


@pytest.mark.parametrize("digits", [b"", b"0x", b"zz" * 32, SEED[:-1], SEED + b"00", b"0" * 64])
def test_what_is_no_seed_is_refused_and_so_is_zero(digits):
    assert _kind(primitives.from_seed, digits, CryptoType.SR25519) is ErrorKind.BAD_INPUT
    assert _kind(primitives.from_private_key, digits, CryptoType.SR25519) is ErrorKind.BAD_INPUT


def test_a_private_key_that_is_no_scalar_is_refused():
    digits = b"f" * 128
    assert _kind(primitives.from_private_key, digits, CryptoType.SR25519) is ErrorKind.BAD_INPUT


def test_words_that_are_none_are_refused():
    for words in (b"", b"zoo " * 12, b"\xff"):
        assert _kind(primitives.from_words, words, CryptoType.SR25519) is ErrorKind.BAD_INPUT


def test_an_export_opens_with_its_passphrase_alone():
    document = polkadot_js()
    opened = primitives.from_polkadot_js(document, PASSWORD)
    assert opened.ss58_address == keypair().ss58_address
    assert _kind(primitives.from_polkadot_js, document, b"no") is ErrorKind.WRONG_PASSWORD


@pytest.mark.parametrize("document", [b"", b"{}", b"[1]", b'{"encoded": "AAAA"}', b"\xff"])
def test_what_is_no_export_is_refused(document):
    assert _kind(primitives.from_polkadot_js, document, PASSWORD) is ErrorKind.BAD_INPUT


@pytest.mark.parametrize("data", [b"", b"{}", b"hello", b"\xff", plaintext()[:-1]])
def test_what_holds_no_key_is_damaged(data):
    assert _kind(primitives.from_plaintext, data) is ErrorKind.DAMAGED


def test_a_vault_opens_with_its_password_alone():
    assert primitives.decrypt(vault(WORDS), PASSWORD) == WORDS
    assert primitives.decrypt(vault(WORDS), b"no") is None


def test_a_password_that_is_no_text_is_refused_without_a_trace_of_it():
    password = bytes(reversed(b"2retnuh")) + b"\xff"
    with pytest.raises(AppError) as caught:
        primitives.decrypt(vault(WORDS), password)
    shown = "".join(traceback.format_exception(caught.value))
    assert "hunter2" not in shown


@pytest.mark.parametrize("address", ["", "5X", "13KVd4f2a4S5pLp4gTTFezyXdPWx27vQ9vS6xBXJ9yWVd7xo"])
def test_an_address_of_another_network_is_none(address):
    assert primitives.account_of(address) is None
    assert _kind(primitives.watched, address, CryptoType.SR25519) is ErrorKind.BAD_INPUT


def test_the_zero_address_is_none():
    assert primitives.account_of(primitives.address_of(bytes(32))) is None


def test_an_own_address_is_its_account():
    pair = keypair()
    assert primitives.account_of(pair.ss58_address) == bytes(pair.public_key)
    watched = primitives.watched(pair.ss58_address, CryptoType.ED25519)
    assert watched.crypto_type == CryptoType.ED25519


def test_the_public_part_holds_no_secret():
    public = primitives.serialise(primitives.public_part(keypair()))
    assert b"secret" not in public
    assert b"privateKey" not in public


def test_metadata_that_is_none_gives_no_digest():
    kind = _kind(primitives.metadata_digest, b"meta\x0e", 461, "node-subtensor")
    assert kind is ErrorKind.NODE_FAULT


def _without_secret() -> bytes:
    document = json.loads(plaintext())
    kept = ("publicKey", "accountId", "ss58Address", "cryptoType")
    return json.dumps({name: document[name] for name in kept}).encode()


def _with_anothers_secret() -> bytes:
    document, other = json.loads(plaintext()), json.loads(plaintext(OTHER_WORDS))
    for name in ("privateKey", "secretSeed", "secretPhrase"):
        document[name] = other[name]
    return json.dumps(document).encode()


@pytest.mark.parametrize("data", [_without_secret(), _with_anothers_secret()])
def test_a_plaintext_that_cannot_sign_for_the_key_it_names_is_damaged(data):
    assert _kind(primitives.from_plaintext, data) is ErrorKind.DAMAGED


def test_a_public_key_alone_signs_nothing():
    with pytest.raises(AppError) as caught:
        primitives.sign(primitives.public_part(keypair()), b"payload")
    assert caught.value.kind is ErrorKind.INTERNAL
