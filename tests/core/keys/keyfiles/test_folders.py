"""Which files make a key, and how they come and go together."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.domain.keys import KeyReason, KeyRef
from core.errors import AppError, ErrorKind
from core.keys.keyfiles import folders
from core.keys.keyfiles.folders import KeyBytes
from core.keys.keyfiles.writer import part_name
from core.keys.opening import public_bytes
from tests.fakes.keyfiles import OTHER_WORDS, WORDS, keypair, put_hotkey, put_wallet

COLD = b"$NACL" + bytes(50)


def _key(words: bytes = WORDS, private: bytes = COLD) -> KeyBytes:
    pair = keypair(words)
    return KeyBytes(pair.ss58_address, private, public_bytes(pair))


def _reason(call, *arguments: object) -> str:
    with pytest.raises(AppError) as caught:
        call(*arguments)
    return caught.value.facts.get("reason", caught.value.kind)


def _tree(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*"))


def test_a_new_wallet_is_a_folder_with_both_files(tmp_path):
    found = folders.add_coldkey(tmp_path, "main", _key())
    assert found is not None
    assert _tree(tmp_path) == ["main", "main/coldkey", "main/coldkeypub.txt"]
    assert stat.S_IMODE((tmp_path / "main").stat().st_mode) == 0o700


def test_a_check_that_fails_leaves_no_wallet(tmp_path):
    def reject(_data: bytes) -> None:
        raise AppError(ErrorKind.INTERNAL, "no")

    key = KeyBytes("5X", COLD, b"{}", reject)
    with pytest.raises(AppError):
        folders.add_coldkey(tmp_path, "main", key)
    assert _tree(tmp_path) == []


def test_a_coldkey_joins_the_wallet_that_watched_its_address(tmp_path):
    (put_wallet(tmp_path) / "coldkey").unlink()
    folders.add_coldkey(tmp_path, "main", _key())
    assert (tmp_path / "main" / "coldkey").read_bytes() == COLD


def test_a_coldkey_does_not_join_a_wallet_that_watches_another_address(tmp_path):
    (put_wallet(tmp_path, words=OTHER_WORDS) / "coldkey").unlink()
    assert _reason(folders.add_coldkey, tmp_path, "main", _key()) == KeyReason.OTHER_KEY
    assert not (tmp_path / "main" / "coldkey").exists()


def test_a_coldkey_never_replaces_one(tmp_path):
    put_wallet(tmp_path)
    assert _reason(folders.add_coldkey, tmp_path, "main", _key()) == KeyReason.KEY_EXISTS


def test_a_wallet_to_watch_is_not_made_twice(tmp_path):
    folders.add_coldkey(tmp_path, "main", _key(private=b""))
    assert _tree(tmp_path) == ["main", "main/coldkeypub.txt"]
    again = _key(private=b"")
    assert _reason(folders.add_coldkey, tmp_path, "main", again) == KeyReason.KEY_EXISTS


def test_a_wallets_name_is_taken_whatever_its_case(tmp_path):
    put_wallet(tmp_path)
    assert _reason(folders.add_coldkey, tmp_path, "MAIN", _key()) == KeyReason.NAME_TAKEN


@pytest.mark.parametrize("name", ["../coldkey", "", "x/y"])
def test_a_hotkeys_name_leaves_no_folder(tmp_path, name):
    put_wallet(tmp_path)
    ref = KeyRef("main", name)
    assert _reason(folders.add_hotkey, tmp_path, ref, _key()) == KeyReason.NAME_INVALID


def test_a_hotkey_gets_its_folder_and_both_files(tmp_path):
    put_wallet(tmp_path)
    folders.add_hotkey(tmp_path, KeyRef("main", "miner"), _key())
    found = _tree(tmp_path / "main" / "hotkeys")
    assert found == ["miner", "minerpub.txt"]
    assert stat.S_IMODE((tmp_path / "main" / "hotkeys").stat().st_mode) == 0o700


def test_a_hotkey_needs_its_wallet(tmp_path):
    reason = _reason(folders.add_hotkey, tmp_path, KeyRef("main", "miner"), _key())
    assert reason == ErrorKind.NOT_FOUND


def test_a_hotkey_does_not_join_the_public_file_of_another(tmp_path):
    put_wallet(tmp_path)
    put_hotkey(tmp_path, words=OTHER_WORDS).unlink()
    reason = _reason(folders.add_hotkey, tmp_path, KeyRef("main", "miner"), _key(WORDS))
    assert reason == KeyReason.OTHER_KEY


def test_foreign_wallets_are_not_written_to(tmp_path):
    put_wallet(tmp_path, "my wallet")
    ref = KeyRef("my wallet", "miner")
    assert _reason(folders.add_hotkey, tmp_path, ref, _key()) == KeyReason.NAME_FOREIGN
    assert _reason(folders.put_away, tmp_path, KeyRef("my wallet")) == KeyReason.NAME_FOREIGN


def _date_of(folder: Path) -> datetime:
    return datetime.strptime(folder.name.rpartition("-")[0] + "+0000", "%Y-%m-%d-%H%M%S%z")


def test_two_put_away_in_one_moment_do_not_meet(tmp_path):
    for name in ("a", "b"):
        put_wallet(tmp_path, name)
    targets = {folders.put_away(tmp_path, KeyRef(name)) for name in ("a", "b")}
    assert len(targets) == 2


def test_a_wallet_put_away_lies_whole_in_the_trash(tmp_path):
    put_wallet(tmp_path)
    put_hotkey(tmp_path)
    before = {path.read_bytes() for path in (tmp_path / "main").rglob("*") if path.is_file()}
    target = folders.put_away(tmp_path, KeyRef("main"))
    assert target.parent == tmp_path / ".trash"
    assert abs(datetime.now(UTC) - _date_of(target)) < timedelta(days=1)
    assert os.listdir(tmp_path) == [".trash"]
    after = {path.read_bytes() for path in target.rglob("*") if path.is_file()}
    assert after == before


def test_a_hotkey_put_away_leaves_its_wallet(tmp_path):
    put_wallet(tmp_path)
    put_hotkey(tmp_path)
    target = folders.put_away(tmp_path, KeyRef("main", "miner"))
    assert _tree(target) == ["miner", "minerpub.txt"]
    assert _tree(tmp_path / "main") == ["coldkey", "coldkeypub.txt", "hotkeys"]


def test_what_is_not_there_is_not_put_away(tmp_path):
    put_wallet(tmp_path)
    assert _reason(folders.put_away, tmp_path, KeyRef("main", "no")) == ErrorKind.NOT_FOUND
    assert not (tmp_path / ".trash").exists()


def test_missing_folders_above_are_the_owners_alone(tmp_path):
    folders.make_root(tmp_path / "a" / "b")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_sweeping_removes_leftovers_and_nothing_else(tmp_path):
    put_wallet(tmp_path)
    staging = tmp_path / part_name("new")
    staging.mkdir()
    (staging / "coldkey").write_bytes(COLD)
    (tmp_path / "main" / part_name("coldkey")).write_bytes(COLD)
    folders.sweep((tmp_path, tmp_path / "main", tmp_path / "main" / "hotkeys"))
    assert _tree(tmp_path) == ["main", "main/coldkey", "main/coldkeypub.txt"]


def test_a_public_file_without_address_is_damage(tmp_path):
    (tmp_path / "coldkeypub.txt").write_text("{}")
    with pytest.raises(AppError) as caught:
        folders.declared_address(tmp_path / "coldkeypub.txt")
    assert caught.value.kind is ErrorKind.DAMAGED
    assert folders.declared_address(tmp_path / "no") is None
