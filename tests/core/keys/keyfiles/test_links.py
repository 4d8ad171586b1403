"""Links replaced by what they lead to, which stays as it is."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from core.domain.keys import Finding, KeyReason, KeyRef
from core.errors import AppError, ErrorKind
from core.keys.keyfiles import links, renaming, writer
from core.keys.keyfiles.links import replace_links
from core.keys.keyfiles.lister import list_wallets
from core.keys.opening import open_key
from tests.fakes.keyfiles import PASSWORD, keypair, put_hotkey, put_wallet

MAIN, MINER = KeyRef("main"), KeyRef("main", "miner")

SWAPS = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone swaps names")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links are rare elsewhere")


@pytest.fixture(params=["linux", "elsewhere"])
def _system(request, monkeypatch):
    if request.param == "elsewhere":
        monkeypatch.setattr(writer, "_NAMELESS", 0)
        monkeypatch.setattr(renaming, "_renameat2", lambda *_: False)


def _linked(path: Path, elsewhere: Path) -> Path:
    """Move what is there, and leave a link to it."""
    elsewhere.mkdir(exist_ok=True)
    target = elsewhere / path.name
    path.rename(target)
    path.symlink_to(target)
    return target


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def _links(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_symlink()]


def _leftovers(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if writer.is_part(path.name)]


@pytest.mark.usefixtures("_system")
@pytest.mark.parametrize("name", ["coldkey", "coldkeypub.txt"])
def test_a_linked_file_is_there_itself_with_its_bytes_and_time(root, tmp_path, name):
    path = put_wallet(root) / name
    os.utime(path, ns=(10**18, 10**18))
    target = _linked(path, tmp_path / "stick")
    target.chmod(0o644)
    replace_links(root, MAIN)
    assert not path.is_symlink()
    assert path.read_bytes() == target.read_bytes()
    assert path.stat().st_mtime_ns == 10**18
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    assert open_key(root, MAIN, PASSWORD, None).stored.address == keypair().ss58_address


@SWAPS
@pytest.mark.parametrize("place", ["main", "main/hotkeys"])
def test_a_linked_folder_is_there_itself_with_all_its_keys(root, tmp_path, place):
    put_wallet(root)
    put_hotkey(root)
    before = _contents(root)
    target = _linked(root / place, tmp_path / "stick")
    replace_links(root, MAIN)
    assert _links(root) == []
    assert _contents(root) == before
    assert _contents(target) == _contents(root / place)
    assert not {Finding.SYMLINK, Finding.OPEN_MODE} & set(list_wallets(root).wallets[0].findings)
    assert _leftovers(root) == []


@pytest.mark.parametrize("_system", ["elsewhere"], indirect=True)
@pytest.mark.usefixtures("_system")
def test_a_linked_folder_stays_linked_where_names_cannot_be_swapped(root, tmp_path):
    put_wallet(root)
    _linked(root / "main", tmp_path / "stick")
    assert _refusal(root).kind is ErrorKind.UNSUPPORTED
    assert (root / "main").is_symlink()


@SWAPS
def test_links_inside_a_linked_folder_go_along(root, tmp_path):
    _linked(put_wallet(root) / "coldkey", tmp_path / "stick")
    _linked(root / "main", tmp_path / "stick")
    replace_links(root, MAIN)
    assert _links(root) == []
    assert open_key(root, MAIN, PASSWORD, None).stored.address == keypair().ss58_address


def test_a_linked_hotkey_is_there_itself_and_the_coldkeys_link_stays(root, tmp_path):
    coldkey = put_wallet(root) / "coldkey"
    hotkey = put_hotkey(root)
    for path in (coldkey, hotkey):
        _linked(path, tmp_path / "stick")
    replace_links(root, MINER)
    assert not hotkey.is_symlink()
    assert _links(root) == [coldkey]


def test_what_is_no_link_is_left_alone(root):
    put_wallet(root)
    inode = (root / "main" / "coldkey").stat().st_ino
    replace_links(root, MAIN)
    assert (root / "main" / "coldkey").stat().st_ino == inode


def _refusal(root: Path) -> AppError:
    with pytest.raises(AppError) as caught:
        replace_links(root, MAIN)
    assert _leftovers(root) == []
    return caught.value


def test_a_link_to_nothing_stays(root, tmp_path):
    path = put_wallet(root) / "coldkey"
    _linked(path, tmp_path / "stick").unlink()
    assert _refusal(root).kind is ErrorKind.NOT_FOUND
    assert path.is_symlink()


def test_a_link_to_a_pipe_is_not_waited_for_and_stays(root, tmp_path):
    path = put_wallet(root) / "coldkey"
    target = _linked(path, tmp_path / "stick")
    target.unlink()
    os.mkfifo(target)
    assert _refusal(root).facts["reason"] == KeyReason.NOT_A_FILE
    assert path.is_symlink()


def test_a_folder_with_more_in_it_than_keys_stays_a_link(root, tmp_path):
    (put_wallet(root) / "hotkeys" / "photos" / "of-my-cat").mkdir(parents=True)
    _linked(root / "main", tmp_path / "stick")
    assert _refusal(root).facts["reason"] == KeyReason.NOT_A_FILE
    assert (root / "main").is_symlink()


@SWAPS
def test_a_link_that_another_program_turned_meanwhile_stays_as_it_turned_it(
    root, tmp_path, monkeypatch
):
    path = put_wallet(root) / "coldkey"
    _linked(path, tmp_path / "stick")
    swap = renaming.exchange

    def turned_first(left: Path, right: Path) -> bool:
        monkeypatch.setattr(links, "exchange", swap)
        path.unlink()
        path.symlink_to(tmp_path / "other")
        return swap(left, right)

    monkeypatch.setattr(links, "exchange", turned_first)
    assert _refusal(root).kind is ErrorKind.STALE
    assert os.readlink(path) == str(tmp_path / "other")


@pytest.mark.usefixtures("_system")
def test_a_file_that_another_program_put_in_the_links_place_meanwhile_stays(
    root, tmp_path, monkeypatch
):
    path = put_wallet(root) / "coldkey"
    _linked(path, tmp_path / "stick")
    write = writer.write_new

    def put_first(target: Path, *given):
        path.unlink()
        path.write_bytes(b"another key")
        return write(target, *given)

    monkeypatch.setattr(writer, "write_new", put_first)
    assert _refusal(root).kind is ErrorKind.STALE
    assert path.read_bytes() == b"another key"


@pytest.mark.usefixtures("_system")
def test_a_copy_that_cannot_be_finished_does_not_stay(root, tmp_path, monkeypatch):
    path = put_wallet(root) / "coldkey"
    _linked(path, tmp_path / "stick")

    def refuse(*_given, **_more):
        raise PermissionError(errno.EPERM, "times stay as they are here")

    monkeypatch.setattr(os, "utime", refuse)
    assert _refusal(root).kind is ErrorKind.STORAGE
    assert path.is_symlink()
