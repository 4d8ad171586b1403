"""The cipher and the document of polkadot.js exports."""

from __future__ import annotations

import json

import pytest

from core.domain.keys import CryptoType
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.polkadot_js import check_export, exported, hsalsa20, sealed
from tests.fakes.keyfiles import OTHER_WORDS, SEED, WORDS, keypair

# The vectors of "Cryptography in NaCl" (Bernstein, 2009): its sections 8 and 10.
SHARED = "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742"
FIRST_KEY = "1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389"
NONCE = "69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37"
MESSAGE = (
    "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a"
    "1ac728d45e6c61296cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057"
    "e2f6556ad6b1318a024a838f21af1fde048977eb48f59ffd4924ca1c60902e52f0a089bc76897040"
    "e082f937763848645e0705"
)
SEALED = (
    "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4"
    "476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738"
    "b48eeee314a7cc8ab932164548e526ae90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de"
    "56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74e355a5"
)


def test_a_key_is_derived_as_the_paper_has_it():
    assert hsalsa20(bytes.fromhex(SHARED), bytes(16)).hex() == FIRST_KEY


def test_a_message_is_sealed_as_the_paper_has_it():
    key, nonce = bytes.fromhex(FIRST_KEY), bytes.fromhex(NONCE)
    assert sealed(bytes.fromhex(MESSAGE), nonce, key).hex() == SEALED


def _sources():
    for scheme in CryptoType:
        yield keypair(WORDS, scheme)
        yield primitives.from_seed(SEED, scheme)
        private = json.loads(primitives.serialise(keypair(WORDS, scheme)))["privateKey"]
        yield primitives.from_private_key(private.encode(), scheme)


@pytest.mark.parametrize("key", list(_sources()), ids=lambda key: f"{key.crypto_type}")
def test_keys_of_every_origin_are_exported(key):
    check_export(exported(key, b"p", "name"), b"p", key)


def test_two_exports_of_one_key_have_nothing_in_common():
    first, second = (json.loads(exported(keypair(), b"p", "name")) for _ in range(2))
    assert first["encoded"][:40] != second["encoded"][:40]
    assert first["address"] == second["address"]


def test_an_export_of_another_key_or_under_another_passphrase_is_told():
    document = exported(keypair(), b"p", "name")
    for passphrase, key in ((b"q", keypair()), (b"p", keypair(OTHER_WORDS))):
        with pytest.raises(AppError) as caught:
            check_export(document, passphrase, key)
        assert caught.value.kind is ErrorKind.INTERNAL


def test_a_key_without_its_secret_is_not_exported():
    with pytest.raises(AppError) as caught:
        exported(primitives.public_part(keypair()), b"p", "name")
    assert caught.value.kind is ErrorKind.UNSUPPORTED
