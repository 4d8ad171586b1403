"""Wallets from other folders: copied whole, compared where they can be, never over another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.domain.keys import KeyReason, KeyRef
from core.errors import AppError, ErrorKind
from core.keys.adoption import adopt, look_into
from core.keys.keyfiles import writer
from core.keys.opening import open_key
from tests.fakes.keyfiles import OTHER_WORDS, PASSWORD, plaintext, put_hotkey, put_wallet


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def reason_of(caught: pytest.ExceptionInfo[AppError]) -> str:
    return caught.value.facts.get("reason", "")


def test_a_folder_of_wallets_shows_them(elsewhere):
    put_wallet(elsewhere, "one")
    put_wallet(elsewhere, "two", words=OTHER_WORDS)
    (elsewhere / "notes").mkdir()
    found = look_into(elsewhere)
    assert found.root == elsewhere
    assert [wallet.name.text for wallet in found.wallets] == ["one", "two"]


def test_a_wallet_folder_is_itself_the_one(elsewhere):
    folder = put_wallet(elsewhere, "one")
    put_wallet(elsewhere, "two")
    found = look_into(folder)
    assert found.root == elsewhere
    assert [wallet.name.text for wallet in found.wallets] == ["one"]


def test_the_folder_above_wallets_is_looked_through(elsewhere):
    put_wallet(elsewhere / "wallets", "one")
    found = look_into(elsewhere)
    assert found.root == elsewhere / "wallets"
    assert [wallet.name.text for wallet in found.wallets] == ["one"]


def test_a_folder_that_is_not_there_is_told(elsewhere):
    with pytest.raises(AppError) as caught:
        look_into(elsewhere / "none")
    assert caught.value.kind is ErrorKind.NOT_FOUND


def test_the_copy_has_the_same_files_and_nothing_else_is_touched(root, elsewhere):
    source = put_wallet(elsewhere, "one")
    put_hotkey(elsewhere, "one", "miner")
    before = files(source)
    adopted = adopt(root, source, "mine", None)
    assert files(root / "mine") == before == files(source)
    assert (adopted.hotkeys, adopted.left_out) == (("miner",), ())
    assert not adopted.was_opened
    assert open_key(root, KeyRef("mine"), PASSWORD, None).has_public


@pytest.mark.skipif(os.name != "posix", reason="modes of POSIX")
def test_the_copy_is_for_its_owner_alone_whatever_the_original_was(root, elsewhere):
    source = put_wallet(elsewhere, "one")
    for path in source.rglob("*"):
        path.chmod(0o666)
    adopt(root, source, "mine", None)
    modes = {path.stat().st_mode & 0o777 for path in (root / "mine").rglob("*") if path.is_file()}
    assert modes == {0o600}
    assert (root / "mine").stat().st_mode & 0o777 == 0o700


def test_with_the_password_the_pair_is_compared(root, elsewhere):
    source = put_wallet(elsewhere, "one")
    assert adopt(root, source, "mine", PASSWORD).was_opened


def test_a_wrong_password_copies_nothing(root, elsewhere):
    source = put_wallet(elsewhere, "one")
    with pytest.raises(AppError) as caught:
        adopt(root, source, "mine", b"wrong")
    assert caught.value.kind is ErrorKind.WRONG_PASSWORD
    assert list(root.iterdir()) == []


def test_a_pair_of_two_keys_copies_nothing(root, elsewhere):
    source = put_wallet(elsewhere, "one")
    other = put_wallet(elsewhere, "two", words=OTHER_WORDS)
    (source / "coldkeypub.txt").write_bytes((other / "coldkeypub.txt").read_bytes())
    with pytest.raises(AppError) as caught:
        adopt(root, source, "mine", PASSWORD)
    assert reason_of(caught) == KeyReason.PAIR_DIFFERS
    assert not (root / "mine").exists()


def test_a_coldkey_in_plaintext_is_compared_without_a_password(root, elsewhere):
    source = put_wallet(elsewhere, "one", coldkey=plaintext(OTHER_WORDS))
    with pytest.raises(AppError) as caught:
        adopt(root, source, "mine", None)
    assert reason_of(caught) == KeyReason.PAIR_DIFFERS


def test_a_damaged_coldkey_is_not_copied(root, elsewhere):
    source = put_wallet(elsewhere, "one")
    (source / "coldkey").write_bytes((source / "coldkey").read_bytes()[:-40])
    with pytest.raises(AppError) as caught:
        adopt(root, source, "mine", None)
    assert caught.value.kind is ErrorKind.DAMAGED
    assert not (root / "mine").exists()


@pytest.mark.parametrize("name", ["main", "MAIN", "a b", "../up", "hotkeys"])
def test_names_that_cannot_be_copy_nothing(root, elsewhere, name):
    put_wallet(root, "main")
    before = files(root / "main")
    source = put_wallet(elsewhere, "one", words=OTHER_WORDS)
    with pytest.raises(AppError) as caught:
        adopt(root, source, name, None)
    assert caught.value.kind is ErrorKind.BAD_INPUT
    assert files(root / "main") == before
    assert not [path for path in root.iterdir() if writer.is_part(path.name)]


def test_what_makes_no_key_is_left_out_and_named(root, elsewhere):
    source = put_wallet(elsewhere, "one")
    put_hotkey(elsewhere, "one", "miner")
    put_hotkey(elsewhere, "one", "odd name")
    put_hotkey(elsewhere, "one", "differs")
    (source / "hotkeys" / "differspub.txt").write_bytes((source / "coldkeypub.txt").read_bytes())
    (source / "notes.txt").write_text("mine")
    adopted = adopt(root, source, "mine", None)
    assert adopted.hotkeys == ("miner",)
    assert set(adopted.left_out) == {"notes.txt", "odd name", "differs"}
    assert set(files(root / "mine")) == {
        "coldkey",
        "coldkeypub.txt",
        "hotkeys/miner",
        "hotkeys/minerpub.txt",
    }


def test_a_watched_wallet_is_copied_without_a_key(root, elsewhere):
    source = put_wallet(elsewhere, "one")
    (source / "coldkey").unlink()
    adopt(root, source, "mine", None)
    assert set(files(root / "mine")) == {"coldkeypub.txt"}


def test_a_folder_without_keys_is_refused(root, elsewhere):
    (elsewhere / "empty").mkdir()
    with pytest.raises(AppError) as caught:
        adopt(root, elsewhere / "empty", "mine", None)
    assert caught.value.kind is ErrorKind.NOT_FOUND


def test_a_link_in_the_place_of_a_coldkey_is_not_followed(root, elsewhere):
    source = put_wallet(elsewhere, "one")
    (source / "coldkey").rename(elsewhere / "hidden")
    (source / "coldkey").symlink_to(elsewhere / "hidden")
    with pytest.raises(AppError) as caught:
        adopt(root, source, "mine", None)
    assert reason_of(caught) == KeyReason.SYMLINK
    assert not (root / "mine").exists()


def test_a_disk_that_is_full_leaves_nothing_behind(root, elsewhere, monkeypatch):
    source = put_wallet(elsewhere, "one")
    put_hotkey(elsewhere, "one", "miner")
    real, written = writer.write_new, []

    def fill_up(path, data, check):
        if len(written) == 2:
            raise AppError(ErrorKind.STORAGE, "full", {"reason": KeyReason.DISK_FULL})
        written.append(path)
        return real(path, data, check)

    monkeypatch.setattr(writer, "write_new", fill_up)
    with pytest.raises(AppError) as caught:
        adopt(root, source, "mine", None)
    assert reason_of(caught) == KeyReason.DISK_FULL
    assert [path.name for path in root.iterdir() if path.is_dir()] == []
