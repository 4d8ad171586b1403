"""Records over the pipe and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.ids import Ss58
from core.domain.keys import (
    CryptoType,
    Finding,
    Fingerprint,
    HotkeyRecord,
    KeyFormat,
    KeyName,
    KeyRef,
    StoredKey,
    UnlockedKey,
    WalletListing,
    WalletRecord,
)
from core.errors import AppError, ErrorKind
from core.keys import records

fingerprints = st.builds(
    Fingerprint, st.text(), st.integers(), st.integers(0, 2**64), st.integers(0, 2**64)
)
names = st.builds(KeyName, st.text(), st.text(), st.booleans())
common = {
    "name": names,
    "address": st.none() | st.text().map(Ss58),
    "crypto_type": st.none() | st.sampled_from(CryptoType),
    "format": st.none() | st.sampled_from(KeyFormat),
    "fingerprint": st.none() | fingerprints,
    "findings": st.lists(st.sampled_from(Finding)).map(tuple),
}
hotkeys = st.lists(st.builds(HotkeyRecord, **common), max_size=3).map(tuple)
wallets = st.lists(st.builds(WalletRecord, **common, hotkeys=hotkeys), max_size=3).map(tuple)
stored = st.builds(
    StoredKey,
    ref=st.builds(KeyRef, st.text(), st.text()),
    address=st.text().map(Ss58),
    public_key=st.binary(),
    crypto_type=st.sampled_from(CryptoType),
    format=st.sampled_from(KeyFormat),
    fingerprint=fingerprints,
    is_flushed=st.booleans(),
)


def _sent(value: records.Json) -> records.Json:
    return json.loads(json.dumps(value))


@given(wallets)
def test_a_listing_comes_back_as_it_was(found):
    listing = WalletListing(Path("/wallets"), found, (Finding.LEFTOVER,))
    back = records.read_listing(listing.root, _sent(records.write_listing(listing)))
    assert back == listing


@given(stored, st.booleans(), st.booleans())
def test_an_unlocked_key_comes_back_as_it_was(key, has_changed, has_public):
    unlocked = UnlockedKey(key, has_changed, has_public)
    assert records.read_unlocked(_sent(records.write_unlocked(unlocked))) == unlocked


@given(st.sampled_from(ErrorKind), st.text(), st.dictionaries(st.text(), st.text()))
def test_an_error_comes_back_as_it_was(kind, detail, facts):
    back = records.read_error(_sent(records.write_error(AppError(kind, detail, facts))))
    assert (back.kind, back.detail, dict(back.facts)) == (kind, detail, facts)


def test_a_stored_key_without_fingerprint_is_none():
    key = StoredKey(
        KeyRef("a"),
        Ss58("5X"),
        b"",
        CryptoType.SR25519,
        KeyFormat.NACL,
        Fingerprint("", 0, 0, 0),
    )
    fields = records.write_stored(key)
    assert isinstance(fields, dict)
    with pytest.raises(ValueError, match="fingerprint"):
        records.read_stored({**fields, "fingerprint": None})
