from __future__ import annotations

import bittensor_core
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.addresses import (
    ZERO,
    AddressFault,
    address_fault,
    look_alike,
    public_key_of,
    tidied,
)
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
    assert look_alike(ALICE, twin.swapcase())
    assert not look_alike(ALICE, ALICE)
    assert not look_alike(ALICE, address("//Bob"))


@pytest.mark.parametrize("kept", [slice(0, 6), slice(-6, None)])
def test_addresses_that_agree_at_one_end_do_not(kept):
    other = list("5" + "x" * 47)
    other[kept] = ALICE[kept]
    assert not look_alike(ALICE, "".join(other))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (ALICE, None),
        ("", AddressFault.EMPTY),
        ("0x" + "11" * 32, AddressFault.HEX),
        ("O" + ALICE[1:], AddressFault.CHARACTER),
        (ALICE.replace("5", "\uff15", 1), AddressFault.CHARACTER),
        (ALICE[:-1], AddressFault.CHECKSUM),
        (ALICE[:-4], AddressFault.SHORT),
        (ALICE + "1111", AddressFault.LONG),
        (ALICE + "1", AddressFault.LONG),
        (ALICE[:-1] + ("z" if ALICE[-1] != "z" else "y"), AddressFault.CHECKSUM),
        (ALICE[:10] + ALICE[11] + ALICE[10] + ALICE[12:], AddressFault.CHECKSUM),
        (ZERO, AddressFault.ZERO),
    ],
)
def test_what_is_wrong_with_a_typed_address_is_told(text, fault):
    assert address_fault(text) is fault


@pytest.mark.parametrize("prefix", [0, 2, 64, 1284])
def test_a_sound_address_of_another_network_is_told_from_a_mistyped_one(prefix):
    foreign = bittensor_core.encode_ss58(public_key_of(ALICE), prefix)
    assert address_fault(foreign) is AddressFault.FOREIGN


def test_an_address_pasted_in_fours_is_put_together():
    fours = " ".join(ALICE[at : at + 4] for at in range(0, len(ALICE), 4))
    assert tidied(f"  {fours}\u00a0\n") == ALICE


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_address_or_told_why_not(text):
    try:
        public_key_of(text)
        good = text != ZERO
    except AppError:
        good = False
    assert (address_fault(text) is None) == good
