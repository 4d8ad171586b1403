from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.storage.wallet_folder import holds, signature_of


@pytest.fixture
def root(tmp_path) -> Path:
    found = tmp_path / "wallets"
    (found / "main" / "hotkeys").mkdir(parents=True)
    for name in ("coldkey", "coldkeypub.txt", "hotkeys/miner", "hotkeys/lonelypub.txt"):
        (found / "main" / name).write_text("content")
    return found


def _same_size_and_time(path: Path) -> None:
    before = path.stat()
    path.write_text("CONTENT")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _replace_by_a_copy(path: Path) -> None:
    before = path.stat()
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    os.utime(copy, ns=(before.st_atime_ns, before.st_mtime_ns))
    copy.replace(path)


CHANGES = {
    "a wallet is made": lambda root: (root / "other").mkdir(),
    "a wallet is renamed": lambda root: (root / "main").rename(root / "other"),
    "a hotkey is added": lambda root: (root / "main/hotkeys/new").write_text("x"),
    "a hotkey is removed": lambda root: (root / "main/hotkeys/miner").unlink(),
    "a coldkey is written": lambda root: (root / "main/coldkey").write_text("other"),
    "a file is written and dated back": lambda root: _same_size_and_time(root / "main/coldkey"),
    "a file is replaced by a copy": lambda root: _replace_by_a_copy(root / "main/coldkey"),
    "a file is opened to others": lambda root: (root / "main/coldkey").chmod(0o606),
    "a folder is opened to others": lambda root: (root / "main").chmod(0o757),
    "a folder is swapped": lambda root: (
        (root / "main").rename(root / "x") or (root / "main").mkdir()
    ),
    "the root goes": lambda root: root.rename(root.with_name("gone")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_makes_another_signature(root, change):
    before = signature_of(root)
    assert signature_of(root) == before
    CHANGES[change](root)
    assert signature_of(root) != before


def test_a_changed_file_behind_a_link_makes_another_signature(root, tmp_path):
    target = tmp_path / "elsewhere"
    target.write_text("one")
    (root / "main/hotkeys/linked").symlink_to(target)
    before = signature_of(root)
    target.write_text("three")
    assert signature_of(root) != before


def test_reading_a_file_makes_no_other_signature(root):
    before = signature_of(root)
    (root / "main/coldkey").read_bytes()
    assert signature_of(root) == before


def test_odd_things_in_the_folder_do_not_stop_it(root, tmp_path):
    os.mkfifo(root / "main/hotkeys/fifo")
    (root / "loop").symlink_to(root / "loop")
    (root / "main/dangling").symlink_to(tmp_path / "nothing")
    (root / os.fsdecode(b"\xff\xfe")).mkdir()
    (root / "a\nb").mkdir()
    before = signature_of(root)
    (tmp_path / "nothing").write_text("something")
    assert signature_of(root) != before


def test_a_missing_root_has_a_signature_until_it_is_there(tmp_path):
    root = tmp_path / "later"
    before = signature_of(root)
    root.mkdir()
    assert signature_of(root) != before


@pytest.mark.parametrize(
    ("wallet", "hotkey", "there"),
    [
        ("main", "", True),
        ("main", "miner", True),
        ("main", "lonely", True),
        ("main", "gone", False),
        ("gone", "", False),
        ("", "", False),
        ("..", "", False),
        ("main/hotkeys", "", False),
        ("main", "../coldkey", False),
        ("main", "..", False),
        ("main\0", "", False),
    ],
)
def test_names_are_looked_for_as_one_component(root, wallet, hotkey, there):
    assert holds(root, wallet, hotkey) is there
