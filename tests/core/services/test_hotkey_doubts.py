from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.domain.ids import Ss58
from core.domain.keys import (
    CryptoType,
    Finding,
    Fingerprint,
    KeyFormat,
    KeyRef,
    WalletListing,
)
from core.domain.wallets import Doubt, HotkeyReference
from core.services.hotkey_doubts import doubt_of, reference_to, sound_references
from tests.fakes.entries import ALICE, BOB
from tests.fakes.vault import hotkey, wallet
from tests.fakes.wallets import stored

ROOT = Path("wallets")
REFERENCE = HotkeyReference(
    KeyRef("main", "m"),
    str(ROOT / "main" / "hotkeys" / "m"),
    ALICE,
    CryptoType.SR25519,
    "ab" * 32,
)


def print_of(sha256: str = "ab" * 32) -> Fingerprint:
    return Fingerprint(sha256, 100, 1, 1)


def listing(*hotkeys, **wallet_fields) -> WalletListing:
    return WalletListing(ROOT, (wallet("main", *hotkeys, **wallet_fields), wallet("other")))


def file_of(sha256="ab" * 32, *findings, address=ALICE, form=KeyFormat.JSON):
    record = hotkey("m", address, form, *findings)
    return replace(record, fingerprint=None if sha256 is None else print_of(sha256))


CHANGED = "cd" * 32


@pytest.mark.parametrize(
    ("record", "doubt"),
    [
        (file_of(), None),
        (file_of(form=KeyFormat.NACL), None),
        (file_of(address=BOB, form=KeyFormat.NACL), None),
        (file_of(CHANGED), Doubt.CHANGED),
        (file_of(CHANGED, form=KeyFormat.NACL), Doubt.CHANGED),
        (file_of(CHANGED, address=None, form=KeyFormat.NACL), Doubt.CHANGED),
        (file_of(CHANGED, address=BOB), Doubt.OTHER_KEY),
        (file_of(CHANGED, Finding.DAMAGED, form=KeyFormat.NACL), Doubt.DAMAGED),
        (file_of(CHANGED, address=None, form=KeyFormat.UNKNOWN), Doubt.DAMAGED),
        (file_of(None, Finding.TOO_LARGE, form=KeyFormat.UNKNOWN), Doubt.DAMAGED),
        (file_of(None, Finding.NOT_A_FILE, form=KeyFormat.UNKNOWN), Doubt.DAMAGED),
        (file_of(None, Finding.UNREADABLE, form=KeyFormat.UNKNOWN), None),
        (file_of(None, Finding.MISSING_PRIVATE, form=None), Doubt.GONE),
    ],
)
def test_a_file_is_compared_with_what_is_remembered(record, doubt):
    assert doubt_of(REFERENCE, listing(record)) is doubt


def test_a_hotkey_or_wallet_that_is_not_listed_is_gone():
    assert doubt_of(REFERENCE, listing()) is Doubt.GONE
    assert doubt_of(REFERENCE, WalletListing(ROOT)) is Doubt.GONE
    elsewhere = WalletListing(ROOT, (wallet("main"), wallet("other", file_of())))
    assert doubt_of(REFERENCE, elsewhere) is Doubt.GONE


def test_a_sound_hotkey_makes_a_reference():
    assert sound_references(listing(file_of())) == [REFERENCE]
    assert sound_references(listing(file_of(form=KeyFormat.NACL))) == [REFERENCE]


@pytest.mark.parametrize(
    "record",
    [
        file_of(None),
        file_of(address=None),
        file_of(form=None),
        file_of(form=KeyFormat.UNKNOWN),
        replace(file_of(), crypto_type=None),
        replace(file_of(), name=replace(file_of().name, is_foreign=True)),
        *(
            file_of("ab" * 32, finding)
            for finding in (Finding.DAMAGED, Finding.PAIR_DIFFERS, Finding.UNREADABLE)
        ),
    ],
)
def test_what_is_not_sound_is_not_remembered(record):
    assert sound_references(listing(record)) == []


def test_nothing_is_remembered_under_a_foreign_wallets_name():
    assert sound_references(listing(file_of(), is_foreign=True)) == []


def test_findings_that_say_nothing_of_the_key_do_not_matter():
    record = file_of("ab" * 32, Finding.PLAINTEXT, Finding.OPEN_MODE, Finding.MISSING_PUBLIC)
    assert sound_references(listing(record)) == [REFERENCE]


def test_a_key_that_was_written_makes_a_reference_with_its_own_fingerprint():
    written = stored(KeyRef("main", "m"), Ss58(ALICE))
    assert reference_to(listing(), written) == replace(REFERENCE, sha256="00" * 32)
