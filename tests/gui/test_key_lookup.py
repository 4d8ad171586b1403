"""A key's record by its reference."""

from __future__ import annotations

import pytest

from core.domain.keys import CryptoType, HotkeyRecord, KeyFormat, KeyName, KeyRef, WalletRecord
from gui.key_lookup import address_of, is_encrypted, name_of, record_of
from tests.builders import address
from tests.fakes.application import FakeApplication
from tests.fakes.wallets import ADDRESS

MINER = HotkeyRecord(KeyName("a\nb", "ab"), address(3), CryptoType.SR25519, KeyFormat.JSON)
COLD = WalletRecord(
    KeyName("cold", "cold"), ADDRESS, CryptoType.SR25519, KeyFormat.NACL, hotkeys=(MINER,)
)


@pytest.fixture
def app():
    made = FakeApplication()
    made.wallets.become(COLD, WalletRecord(KeyName("watched", "watched"), ADDRESS))
    return made


def test_a_coldkey_and_a_hotkey_are_found(app):
    assert record_of(app, KeyRef("cold")) is COLD
    assert record_of(app, KeyRef("cold", "a\nb")) is MINER
    assert address_of(app, KeyRef("cold", "a\nb")) == address(3)
    assert name_of(app, KeyRef("cold", "a\nb")) == "ab"


def test_what_is_not_there_has_no_record_but_a_name(app):
    for ref in (KeyRef("none"), KeyRef("cold", "none"), KeyRef("none", "none")):
        assert record_of(app, ref) is None
        assert address_of(app, ref) is None
        assert name_of(app, ref) == "none"


@pytest.mark.parametrize(
    ("ref", "encrypted"),
    [
        (KeyRef("cold"), True),
        (KeyRef("cold", "a\nb"), False),
        (KeyRef("watched"), False),
        (KeyRef("none"), False),
    ],
)
def test_only_an_encrypted_private_key_needs_a_password(app, ref, encrypted):
    assert is_encrypted(app, ref) is encrypted
