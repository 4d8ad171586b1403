"""Rights of other users, taken back."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from core.domain.keys import Finding, KeyReason, KeyRef
from core.errors import AppError, ErrorKind
from core.keys.keyfiles.lister import list_wallets
from core.keys.keyfiles.modes import restrict
from tests.fakes.keyfiles import put_hotkey, put_wallet

MAIN, MINER = KeyRef("main"), KeyRef("main", "miner")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no such modes")


def _open(root: Path) -> None:
    put_wallet(root)
    put_hotkey(root)
    for path in (root / "main").rglob("*"):
        path.chmod(0o777 if path.is_dir() else 0o666)
    (root / "main").chmod(0o777)


def _modes(root: Path) -> dict[str, int]:
    paths = [root / "main", *(root / "main").rglob("*")]
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in paths}


def test_a_coldkeys_files_and_folders_are_its_owners_alone(root):
    _open(root)
    restrict(root, MAIN)
    modes = _modes(root)
    assert {modes[name] for name in ("coldkey", "coldkeypub.txt")} == {0o600}
    assert {modes[name] for name in ("main", "hotkeys")} == {0o700}
    assert Finding.OPEN_MODE not in list_wallets(root).wallets[0].findings


def test_a_hotkeys_files_are_its_owners_alone(root):
    _open(root)
    restrict(root, MINER)
    modes = _modes(root)
    assert {modes[name] for name in ("miner", "minerpub.txt")} == {0o600}
    (hotkey,) = list_wallets(root).wallets[0].hotkeys
    assert Finding.OPEN_MODE not in hotkey.findings


def test_the_owner_gets_no_right_that_was_not_there(root):
    _open(root)
    (root / "main" / "coldkey").chmod(0o444)
    restrict(root, MAIN)
    assert _modes(root)["coldkey"] == 0o400


def test_what_a_link_leads_to_is_left_alone(root, tmp_path):
    _open(root)
    elsewhere = tmp_path / "elsewhere"
    (root / "main" / "coldkey").rename(elsewhere)
    (root / "main" / "coldkey").symlink_to(elsewhere)
    with pytest.raises(AppError) as caught:
        restrict(root, MAIN)
    assert caught.value.facts["reason"] == KeyReason.SYMLINK
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o666


def test_a_pipe_in_a_keys_place_is_told_and_not_waited_for(root):
    _open(root)
    (root / "main" / "coldkey").unlink()
    os.mkfifo(root / "main" / "coldkey")
    with pytest.raises(AppError) as caught:
        restrict(root, MAIN)
    assert caught.value.facts["reason"] == KeyReason.NOT_A_FILE


def test_a_wallet_that_is_not_there_is_told(root):
    with pytest.raises(AppError) as caught:
        restrict(root, MAIN)
    assert caught.value.kind is ErrorKind.NOT_FOUND


def test_a_wallet_without_hotkeys_or_public_file_is_repaired(root):
    (put_wallet(root) / "coldkeypub.txt").unlink()
    (root / "main" / "coldkey").chmod(0o644)
    restrict(root, MAIN)
    assert _modes(root)["coldkey"] == 0o600
