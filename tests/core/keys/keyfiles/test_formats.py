"""Telling keyfile formats apart, and whole ones from cut ones."""

from __future__ import annotations

import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.keys import CryptoType, KeyFormat
from core.keys.keyfiles.formats import is_sound, public_facts, recognise
from tests.fakes.keyfiles import (
    FERNET_SEED,
    NACL_SEED,
    OTHER_WORDS,
    SEED,
    WORDS,
    keypair,
    plaintext,
    polkadot_js,
    vault,
)


@cache
def _samples() -> dict[KeyFormat, bytes]:
    return {
        KeyFormat.NACL: NACL_SEED,
        KeyFormat.ANSIBLE: vault(SEED),
        KeyFormat.FERNET: FERNET_SEED,
        KeyFormat.POLKADOT_JS: polkadot_js(),
        KeyFormat.JSON: plaintext(),
        KeyFormat.MNEMONIC: WORDS,
        KeyFormat.SEED: SEED,
    }


@pytest.mark.parametrize("form", [form for form in KeyFormat if form is not KeyFormat.UNKNOWN])
def test_every_format_is_recognised_and_sound(form):
    data = _samples()[form]
    assert recognise(data) is form
    assert is_sound(data)
    assert recognise(data + b"\n") is form


@pytest.mark.parametrize("data", [b"", b"\n", b"hello", b"0x12", b"[1]", b"null", b"\xff\xfe"])
def test_anything_else_is_unknown_and_unsound(data):
    assert recognise(data) is KeyFormat.UNKNOWN
    assert not is_sound(data)


@pytest.mark.parametrize(
    "data",
    [
        b"$NACL" + bytes(40),
        _samples()[KeyFormat.ANSIBLE][:-3],
        b"$ANSIBLE_VAULT;1.1;AES256\n",
        b"$ANSIBLE_VAULT;1.1;AES256\nzz",
        b"$ANSIBLE_VAULT;9.9;AES256" + _samples()[KeyFormat.ANSIBLE][25:],
        FERNET_SEED[:-2],
        FERNET_SEED[:-1] + b"!",
        b"{",
        b"{}",
        b'{"encoded": 5}',
        b'{"encoded": "?"}',
        b'{"encoded": ""}',
        b'{"a":' * 20_000,
    ],
)
def test_what_is_cut_or_garbled_is_unsound(data):
    assert not is_sound(data)


@given(st.binary(max_size=300))
def test_any_bytes_have_a_format(data):
    form = recognise(data)
    assert is_sound(data) in (True, False)
    assert form is not KeyFormat.UNKNOWN or not is_sound(data)


def test_json_says_its_address_and_scheme():
    facts = public_facts(plaintext(OTHER_WORDS))
    assert facts is not None
    assert facts.address == keypair(OTHER_WORDS).ss58_address
    assert facts.crypto_type is CryptoType.SR25519


def test_an_old_public_file_without_scheme_is_sr25519():
    facts = public_facts(b'{"ss58Address": "5X"}')
    assert facts is not None
    assert facts.crypto_type is CryptoType.SR25519


@given(
    st.dictionaries(
        st.sampled_from(["ss58Address", "cryptoType", "address"]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text()
        | st.lists(st.integers()),
    )
)
def test_json_with_fields_of_other_kinds_says_an_address_or_nothing(document):
    facts = public_facts(json.dumps(document).encode())
    assert facts is None or isinstance(facts.address, str)


@pytest.mark.parametrize("data", [b"[1]", b"5", b"null", b'{"ss58Address": 5}', b"{", b"\xff"])
def test_what_is_no_public_file_says_nothing(data):
    assert public_facts(data) is None
