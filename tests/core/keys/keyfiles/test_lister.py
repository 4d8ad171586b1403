"""Listing whatever lies in a folder of wallets."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.domain.keys import CryptoType, Finding, KeyFormat, WalletRecord
from core.keys import primitives
from core.keys.keyfiles import lister
from core.keys.keyfiles.lister import list_wallets
from core.keys.keyfiles.writer import part_name
from core.keys.opening import public_bytes
from tests.fakes.keyfiles import (
    OTHER_WORDS,
    SEED,
    WORDS,
    keypair,
    plaintext,
    polkadot_js,
    put_hotkey,
    put_wallet,
    vault,
)

NACL = b"$NACL" + bytes(100)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "wallets"
    folder.mkdir()
    return folder


def _only(root: Path) -> WalletRecord:
    (wallet,) = list_wallets(root).wallets
    return wallet


def test_a_missing_folder_holds_no_wallets(tmp_path):
    assert list_wallets(tmp_path / "no").wallets == ()


def test_a_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "wallets").write_text("x")
    assert list_wallets(tmp_path / "wallets").findings == (Finding.UNREADABLE,)


def test_a_sound_wallet_has_nothing_to_tell_but_its_plaintext_hotkeys(root):
    put_wallet(root, coldkey=NACL)
    put_hotkey(root)
    wallet = _only(root)
    assert wallet.address == keypair().ss58_address
    assert wallet.crypto_type is CryptoType.SR25519
    assert wallet.format is KeyFormat.NACL
    assert wallet.findings == ()
    (hotkey,) = wallet.hotkeys
    assert hotkey.name.text == "miner"
    assert hotkey.address == keypair(OTHER_WORDS).ss58_address
    assert hotkey.findings == (Finding.PLAINTEXT,)


def test_an_ed25519_wallet_says_so(root):
    folder = put_wallet(root, coldkey=NACL)
    ed25519 = keypair(crypto_type=CryptoType.ED25519)
    (folder / "coldkeypub.txt").write_bytes(public_bytes(ed25519))
    assert _only(root).crypto_type is CryptoType.ED25519
    assert _only(root).address == ed25519.ss58_address


def test_a_public_file_alone_is_a_wallet_to_watch(root):
    (put_wallet(root) / "coldkey").unlink()
    wallet = _only(root)
    assert wallet.is_watch_only
    assert wallet.findings == ()


@pytest.mark.parametrize(
    ("data", "form", "finding"),
    [
        (vault(SEED), KeyFormat.ANSIBLE, Finding.LEGACY_FORMAT),
        (polkadot_js(), KeyFormat.POLKADOT_JS, Finding.LEGACY_FORMAT),
        (plaintext(), KeyFormat.JSON, Finding.PLAINTEXT),
        (WORDS, KeyFormat.MNEMONIC, Finding.PLAINTEXT),
        (SEED, KeyFormat.SEED, Finding.PLAINTEXT),
        (NACL[:20], KeyFormat.NACL, Finding.DAMAGED),
        (b"", KeyFormat.UNKNOWN, Finding.DAMAGED),
        (b"\xff" * 99, KeyFormat.UNKNOWN, Finding.DAMAGED),
    ],
)
def test_what_is_unwell_about_a_coldkey_is_found(root, data, form, finding):
    put_wallet(root, coldkey=data)
    assert _only(root).format is form
    assert finding in _only(root).findings


@pytest.mark.parametrize("name", ["coldkey", "coldkeypub.txt"])
@pytest.mark.parametrize(
    ("put", "finding"),
    [
        (os.mkfifo, Finding.NOT_A_FILE),
        (Path.mkdir, Finding.NOT_A_FILE),
        (lambda path: path.symlink_to(path.name), Finding.UNREADABLE),
        (lambda path: path.symlink_to("nowhere"), Finding.SYMLINK),
        (lambda path: path.write_bytes(bytes(1 << 20)), Finding.TOO_LARGE),
        (lambda path: path.write_text("[" * 60_000), Finding.DAMAGED),
    ],
)
def test_an_odd_thing_in_a_files_place_hides_no_other_wallet(root, name, put, finding):
    odd = put_wallet(root, "odd", NACL) / name
    odd.unlink()
    put(odd)
    put_wallet(root, "well", NACL)
    first, second = list_wallets(root).wallets
    assert finding in first.findings
    assert second.findings == ()


def test_a_damaged_public_file_is_a_finding(root):
    (put_wallet(root, coldkey=NACL) / "coldkeypub.txt").write_text("[1]")
    assert Finding.DAMAGED in _only(root).findings
    assert _only(root).address is None


@pytest.mark.parametrize("address", ["5X", primitives.address_of(bytes(32))])
def test_an_address_that_cannot_be_is_damage(root, address):
    public = put_wallet(root, coldkey=NACL) / "coldkeypub.txt"
    public.write_text(json.dumps({"ss58Address": address}))
    assert Finding.DAMAGED in _only(root).findings


def test_a_folder_without_permission_is_a_finding(root, monkeypatch):
    put_wallet(root, coldkey=NACL)

    def refuse(_path: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "scandir", refuse)
    assert list_wallets(root).findings == (Finding.UNREADABLE,)


def test_open_modes_are_found_on_secrets_and_not_on_public_files(root):
    folder = put_wallet(root, coldkey=NACL)
    (folder / "coldkeypub.txt").chmod(0o644)
    assert _only(root).findings == ()
    (folder / "coldkey").chmod(0o640)
    assert _only(root).findings == (Finding.OPEN_MODE,)


def test_a_folder_that_others_may_write_is_found(root):
    put_wallet(root, coldkey=NACL).chmod(0o770)
    assert _only(root).findings == (Finding.OPEN_MODE,)


@pytest.mark.parametrize("name", ["coldkey", "coldkeypub.txt"])
def test_a_linked_file_is_read_and_told(root, tmp_path, name):
    path = put_wallet(root, coldkey=NACL) / name
    (root / "main" / name).rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert _only(root).address == keypair().ss58_address
    assert _only(root).format is KeyFormat.NACL
    assert _only(root).findings == (Finding.SYMLINK,)


def test_a_folder_of_hotkeys_that_others_may_write_is_found(root):
    put_wallet(root, coldkey=NACL)
    put_hotkey(root).parent.chmod(0o770)
    assert _only(root).findings == (Finding.OPEN_MODE,)


def test_a_linked_folder_of_hotkeys_is_read_and_told(root, tmp_path):
    put_wallet(root, coldkey=NACL)
    put_hotkey(root).parent.rename(tmp_path / "elsewhere")
    (root / "main" / "hotkeys").symlink_to(tmp_path / "elsewhere")
    assert _only(root).findings == (Finding.SYMLINK,)
    assert [hotkey.name.text for hotkey in _only(root).hotkeys] == ["miner"]


def test_a_linked_wallet_is_read_and_told(root, tmp_path):
    put_wallet(tmp_path / "elsewhere", coldkey=NACL)
    (root / "main").symlink_to(tmp_path / "elsewhere" / "main")
    assert _only(root).address == keypair().ss58_address
    assert _only(root).findings == (Finding.SYMLINK,)


def test_a_coldkey_without_its_public_file_is_found(root):
    (put_wallet(root, coldkey=NACL) / "coldkeypub.txt").unlink()
    assert _only(root).findings == (Finding.MISSING_PUBLIC,)


def test_a_hotkey_whose_address_nothing_tells_is_found(root):
    put_wallet(root, coldkey=NACL)
    hotkey = put_hotkey(root)
    (hotkey.parent / "minerpub.txt").unlink()
    assert Finding.MISSING_PUBLIC not in _only(root).hotkeys[0].findings
    hotkey.write_bytes(NACL)
    assert _only(root).hotkeys[0].findings == (Finding.MISSING_PUBLIC,)


def test_a_public_hotkey_without_the_hotkey_is_found(root):
    put_wallet(root, coldkey=NACL)
    put_hotkey(root).unlink()
    (hotkey,) = _only(root).hotkeys
    assert hotkey.name.text == "miner"
    assert hotkey.format is None
    assert hotkey.findings == (Finding.MISSING_PRIVATE,)


def test_a_pair_of_different_keys_is_found_where_it_can_be_seen(root):
    put_wallet(root, coldkey=NACL)
    hotkey = put_hotkey(root)
    (hotkey.parent / "minerpub.txt").write_bytes(public_bytes(keypair(WORDS)))
    (found,) = _only(root).hotkeys
    assert Finding.PAIR_DIFFERS in found.findings
    assert found.address == keypair(OTHER_WORDS).ss58_address


def test_a_pair_written_at_different_times_may_differ(root):
    folder = put_wallet(root, coldkey=NACL)
    os.utime(folder / "coldkeypub.txt", (0, 0))
    assert _only(root).findings == (Finding.PAIR_MAY_DIFFER,)


def test_foreign_names_are_shown_escaped(root):
    put_wallet(root, "my\u202ewallet", NACL)
    wallet = _only(root)
    assert wallet.name.is_foreign
    assert wallet.name.shown == "my\\u{202e}wallet"
    assert Finding.FOREIGN_NAME in wallet.findings


def test_a_name_that_is_no_text_is_listed(root):
    os.mkdir(os.fsencode(root) + b"/\xff\xfe")
    wallet = _only(root)
    assert wallet.name.text == "\udcff\udcfe"
    assert wallet.findings == (Finding.FOREIGN_NAME, Finding.EMPTY)


def test_leftovers_locks_and_trash_are_no_wallets(root):
    put_wallet(root, coldkey=NACL)
    put_hotkey(root)
    for name in (".trash", part_name("new")):
        (root / name).mkdir()
    (root / ".taonaut-lock").write_bytes(b"")
    (root / "main" / "hotkeys" / "miner.lock").write_bytes(b"")
    (root / "main" / part_name("coldkey")).write_bytes(b"")
    listing = list_wallets(root)
    (wallet,) = listing.wallets
    assert listing.findings == (Finding.LEFTOVER,)
    assert wallet.findings == (Finding.LEFTOVER,)
    assert [hotkey.name.text for hotkey in wallet.hotkeys] == ["miner"]


def test_more_entries_than_anybody_has_are_cut_and_told(root, monkeypatch):
    monkeypatch.setattr(lister, "MOST_ENTRIES", 3)
    for number in range(5):
        (root / f"w{number}").mkdir()
    listing = list_wallets(root)
    assert listing.findings == (Finding.TOO_MANY,)
    assert len(listing.wallets) == 3


def test_wallets_come_in_the_order_people_count(root):
    for name in ("w10", "w2", "W1"):
        put_wallet(root, name, NACL)
    assert [wallet.name.text for wallet in list_wallets(root).wallets] == ["W1", "w2", "w10"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.dictionaries(
        st.sampled_from(
            ["coldkey", "coldkeypub.txt", "hotkeys/a", "hotkeys/apub.txt", "hotkeys/b"]
        ),
        st.one_of(
            st.binary(max_size=60),
            st.sampled_from([NACL, SEED, WORDS, plaintext(), vault(SEED)]),
            st.recursive(
                st.none() | st.text(max_size=5),
                lambda inner: st.dictionaries(
                    st.sampled_from(["ss58Address", "cryptoType", "encoded"]), inner, max_size=3
                ),
                max_leaves=4,
            )
            .map(repr)
            .map(str.encode),
        ),
    )
)
def test_any_content_is_listed(root, names):
    folder = root / "main"
    (folder / "hotkeys").mkdir(parents=True, exist_ok=True)
    for path in [*folder.glob("hotkeys/*"), *folder.glob("cold*")]:
        path.unlink()
    for name, data in names.items():
        (folder / name).write_bytes(data)
    wallet = _only(root)
    listed = {hotkey.name.text for hotkey in wallet.hotkeys}
    assert listed == {Path(name).name.removesuffix("pub.txt") for name in names if "/" in name}
    assert (wallet.format is not None) == ("coldkey" in names)
