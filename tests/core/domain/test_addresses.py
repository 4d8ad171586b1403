from __future__ import annotations

import bittensor_core
import pytest

from core.domain.addresses import ZERO, look_alike, public_key_of
from core.errors import AppError, ErrorKind
from tests.fakes.signers import DevSigner, address

ALICE = address("//Alice")


def test_an_address_gives_its_key():
    assert public_key_of(ALICE) == DevSigner("//Alice").public_key
    assert public_key_of(ZERO) == bytes(32)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " " + ALICE,
        ALICE + "1",
        ALICE[:-1],
        ALICE[:-1] + ("z" if ALICE[-1] != "z" else "y"),
        ALICE.lower(),
        "0x" + "11" * 32,
        "1" * 48,
        "5" * 100_000,
        ALICE.replace("5", "\uff15", 1),
    ],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(AppError) as caught:
        public_key_of(text)
    assert caught.value.kind is ErrorKind.BAD_INPUT
    assert len(caught.value.facts["text"]) <= 64


@pytest.mark.parametrize("prefix", [0, 2, 64, 1284])
def test_an_address_of_another_network_is_refused(prefix):
    foreign = bittensor_core.encode_ss58(public_key_of(ALICE), prefix)
    with pytest.raises(AppError):
        public_key_of(foreign)


def test_addresses_that_agree_at_both_ends_look_alike():
    twin = ALICE[:6] + "x" * 36 + ALICE[-6:]
    assert look_alike(ALICE, twin)
    assert not look_alike(ALICE, ALICE)
    assert not look_alike(ALICE, address("//Bob"))
