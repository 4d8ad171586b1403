"""What people and disks hand to the app, some thousand times changed.

No crash, no hang, nothing lost, and the right thing said. Where a key's
derivation takes seconds, it is left out: then nothing opens, and all depends
on what is said of it.
"""

from __future__ import annotations

import json
import re
from math import prod
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.addresses import AddressFault, address_fault, public_key_of, tidied
from core.domain.keys import CryptoType, Finding, KeyReason, KeyRef
from core.domain.money import RAO_PER_TAO, amount_fault, parse_tao
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.keyfiles.fingerprint import fingerprint
from core.keys.keyfiles.formats import is_sound
from core.keys.keyfiles.lister import list_wallets
from core.keys.mnemonic import ProblemKind, read_mnemonic, word_list
from core.keys.names import check_component, check_new, named
from core.keys.opening import open_key
from tests.fakes.keyfiles import (
    FERNET_SEED,
    NACL_SEED,
    OTHER_WORDS,
    PASSWORD,
    SEED,
    WORDS,
    keypair,
    plaintext,
    polkadot_js,
    public_bytes,
    vault,
)
from tests.fakes.mutations import mutated_bytes, mutated_json, mutated_text

MAIN = KeyRef("main")
SEEDED = primitives.from_seed(SEED, CryptoType.SR25519)
FORMATS = {
    "nacl": (NACL_SEED, SEEDED),
    "ansible": (vault(plaintext()), keypair()),
    "fernet": (FERNET_SEED, SEEDED),
    "polkadot-js": (polkadot_js(), keypair()),
    "json": (plaintext(), keypair()),
    "mnemonic": (WORDS, keypair()),
    "seed": (SEED, SEEDED),
}
SLOW = (b"$NACL", b"gAAAAA")

many = settings(max_examples=300, deadline=5_000, database=None)


@pytest.fixture(autouse=True)
def _no_slow_derivation(monkeypatch):
    decrypt = primitives.decrypt
    monkeypatch.setattr(
        primitives, "decrypt", lambda d, p: None if d.startswith(SLOW) else decrypt(d, p)
    )


def _put(root: Path, data: bytes, key: primitives.Keypair) -> Path:
    folder = root / "main"
    folder.mkdir()
    (folder / "coldkeypub.txt").write_bytes(public_bytes(key))
    (folder / "coldkey").write_bytes(data)
    return folder / "coldkey"


@pytest.mark.parametrize("form", FORMATS)
@many
@given(st.data())
def test_a_damaged_keyfile_opens_to_its_own_key_or_is_called_damaged(form, data):
    original, key = FORMATS[form]
    changed = data.draw(mutated_bytes(original))
    with TemporaryDirectory() as folder:
        root = Path(folder)
        path = _put(root, original, key)
        seen = fingerprint(original, path.stat())
        path.write_bytes(changed)
        try:
            opened = open_key(root, MAIN, PASSWORD, seen)
        except AppError as error:
            told = error
        else:
            assert bytes(opened.keypair.public_key) == bytes(key.public_key)
            assert len(primitives.sign(opened.keypair, b"payload")) == 64
            assert opened.has_changed
            return
        finally:
            listed = list_wallets(root).wallets[0]
            assert path.read_bytes() == changed
    assert told.kind is ErrorKind.DAMAGED
    assert "reason" in told.facts
    assert listed.name.text == "main"
    assert is_sound(changed) or Finding.DAMAGED in listed.findings


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=70, deadline=5_000, database=None)
@given(st.data())
def test_a_keyfile_never_seen_before_is_not_lost_either(form, data):
    """Without a fingerprint, sound ciphertext may be called a wrong password; nothing else."""
    original, key = FORMATS[form]
    changed = data.draw(mutated_bytes(original))
    with TemporaryDirectory() as folder:
        root = Path(folder)
        path = _put(root, changed, key)
        try:
            open_key(root, MAIN, PASSWORD, None)
        except AppError as error:
            told = error.kind
        else:
            told = None
        assert path.read_bytes() == changed
    sound = {None, ErrorKind.DAMAGED, ErrorKind.WRONG_PASSWORD}
    assert told in (sound if is_sound(changed) else {None, ErrorKind.DAMAGED})


@many
@given(mutated_bytes(public_bytes(keypair()), public_bytes(SEEDED)))
def test_a_damaged_public_file_hides_no_wallet_and_names_no_other_key(changed):
    with TemporaryDirectory() as folder:
        path = _put(Path(folder), plaintext(), keypair())
        path.with_name("coldkeypub.txt").write_bytes(changed)
        (wallet,) = list_wallets(Path(folder)).wallets
        assert wallet.address is None or primitives.account_of(wallet.address) is not None
        assert wallet.address is not None or Finding.DAMAGED in wallet.findings
        try:
            opened = open_key(Path(folder), MAIN, PASSWORD, None).stored.address
        except AppError as error:
            opened = error.kind
        assert opened in (keypair().ss58_address, ErrorKind.DAMAGED)


EXPORT = json.loads(polkadot_js())


@many
@given(mutated_json(EXPORT) | mutated_bytes(json.dumps(EXPORT).encode()))
def test_a_changed_export_is_imported_as_its_key_or_refused(changed):
    document = changed if isinstance(changed, bytes) else json.dumps(changed).encode()
    try:
        opened = primitives.from_polkadot_js(document, PASSWORD)
    except AppError as error:
        told = error.kind
    else:
        told = None
        assert len(primitives.sign(opened, b"payload")) == 64
    assert told in (None, ErrorKind.BAD_INPUT, ErrorKind.WRONG_PASSWORD)


@many
@given(mutated_json(json.loads(plaintext())))
def test_a_changed_plaintext_key_signs_for_its_address_or_is_damaged(changed):
    with TemporaryDirectory() as folder:
        _put(Path(folder), json.dumps(changed).encode(), keypair())
        try:
            opened = open_key(Path(folder), MAIN, None, None)
        except AppError as error:
            told = error.kind
        else:
            told = None
            assert opened.stored.address == keypair().ss58_address
            assert len(primitives.sign(opened.keypair, b"payload")) == 64
    assert told in (None, ErrorKind.DAMAGED)


@many
@given(mutated_text(SEED.decode(), "0x" + "11" * 64), st.sampled_from(CryptoType))
def test_a_changed_seed_or_private_key_is_hex_of_its_length_or_refused(text, scheme):
    given_bytes = text.encode(errors="surrogatepass")
    for read, sizes in ((primitives.from_seed, (64,)), (primitives.from_private_key, (64, 128))):
        try:
            key = read(given_bytes, scheme)
        except AppError as error:
            told = error
        else:
            told = None
            digits = "".join(text.split()).removeprefix("0x")
            assert len(digits) in sizes
            assert len(primitives.sign(key, b"payload")) == 64
        if told is not None:
            assert told.facts["reason"] in (KeyReason.SEED, KeyReason.PRIVATE_KEY)
            assert len(text) < 9 or text not in repr(told)


RESERVED = ("coldkey", "coldkeypub", "hotkey", "hotkeypub", "hotkeys", "con", "taken")


def _plain(name: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,47}", name) is not None


@many
@given(mutated_text("my-cold", "validator_1", "A" * 48, "..", "../coldkey", "hotkeys", "con"))
def test_a_changed_name_is_plain_or_refused_and_leads_nowhere_else(name):
    if _plain(name) and name.lower() not in RESERVED:
        assert check_new(name, ("taken",)) == name
        assert (Path("/w") / check_component(name)).parent == Path("/w")
    else:
        with pytest.raises(AppError) as caught:
            check_new(name, ("taken",))
        reasons = (KeyReason.NAME_INVALID, KeyReason.NAME_RESERVED, KeyReason.NAME_TAKEN)
        assert caught.value.facts["reason"] in reasons
        assert caught.value.facts["name"].isprintable()
    assert named(name).shown.isprintable()


@settings(max_examples=200, deadline=5_000, database=None)  # each wrong word seeks its likes
@given(mutated_text(WORDS.decode(), OTHER_WORDS.decode().upper(), "  1. " + WORDS.decode()))
def test_changed_words_are_a_mnemonic_by_the_list_or_each_wrong_one_is_named(text):
    reading = read_mnemonic(text)
    known = set(word_list())
    wrong = {p.position for p in reading.problems if p.kind is ProblemKind.UNKNOWN_WORD}
    assert wrong == {n for n, word in enumerate(reading.words, 1) if word not in known}
    assert "letter" not in repr(reading)
    if reading.is_mnemonic:
        phrase = reading.phrase().reveal()
        assert primitives.from_words(phrase, CryptoType.SR25519).ss58_address.startswith("5")
        return
    with pytest.raises(AppError) as caught:
        primitives.from_words(" ".join(reading.words).encode(errors="replace"), CryptoType.SR25519)
    assert caught.value.facts == {"reason": KeyReason.MNEMONIC}


@many
@given(mutated_text("0.5", "1234567890.123456789", "1", "21000000", "1,5", "1 000", "1e9", "-1"))
def test_a_changed_amount_is_read_to_the_rao_or_its_fault_is_named(text):
    fault = amount_fault(text)
    if fault is not None:
        with pytest.raises(AppError) as caught:
            parse_tao(text)
        assert caught.value.kind is ErrorKind.BAD_INPUT
        return
    whole, _, decimals = text.strip().partition(".")
    assert parse_tao(text) == int(whole) * RAO_PER_TAO + int((decimals + "0" * 9)[:9])
    assert text.strip().isascii()


ADDRESSES = (keypair().ss58_address, SEEDED.ss58_address, "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1")


@many
@given(mutated_text(*ADDRESSES))
def test_a_changed_address_is_another_or_its_fault_is_named(text):
    tidy = tidied(text)
    fault = address_fault(tidy)
    if fault in (None, AddressFault.ZERO):
        account = public_key_of(tidy)
        assert primitives.address_of(account) == tidy
        assert (primitives.account_of(tidy) is None) == (fault is AddressFault.ZERO)
        return
    with pytest.raises(AppError) as caught:
        public_key_of(tidy)
    assert caught.value.kind is ErrorKind.BAD_INPUT
    assert primitives.account_of(tidy.encode(errors="replace").decode()) is None


@settings(max_examples=300, deadline=5_000, database=None)
@given(
    st.integers(0, 47),
    st.sampled_from("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"),
)
def test_an_address_with_one_other_letter_is_no_address(place, letter):
    address = keypair().ss58_address
    changed = address[:place] + letter + address[place + 1 :]
    assert (address_fault(changed) is None) == (changed == address)


def _mutants_of(test: Any) -> int:
    marks = getattr(test, "pytestmark", [])
    times = prod(len(mark.args[1]) for mark in marks if mark.name == "parametrize")
    return times * test._hypothesis_internal_use_settings.max_examples


def test_they_are_five_thousand_and_more():
    tests = [each for each in globals().values() if hasattr(each, "hypothesis")]
    assert sum(map(_mutants_of, tests)) >= 5_000
