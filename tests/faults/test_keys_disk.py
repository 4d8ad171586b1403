"""A disk that is full, broken or slow of hand, at each call of a writer of keyfiles."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from core.domain.keys import CryptoType, KeyReason, KeyRef
from core.errors import AppError, ErrorKind
from core.keys import primitives
from core.keys.adoption import adopt
from core.keys.authoring import Author
from core.keys.exporting import export_keyfile
from core.keys.keyfiles import renaming, writer
from core.keys.keyfiles.exclusion import LOCK_NAME
from core.keys.keyfiles.lister import list_wallets
from core.keys.opening import open_key
from tests.fakes.keyfiles import OTHER_WORDS, PASSWORD, keypair, put_hotkey, put_wallet, vault

MAIN, MINER = KeyRef("main"), KeyRef("main", "miner")
NEW = b"new password"

RUNS: dict[str, tuple[Callable[[Path], object], Callable[[Path], object]]] = {
    "create": (lambda _root: None, lambda root: Author(root).store(MAIN, keypair(), PASSWORD)),
    "hotkey": (put_wallet, lambda root: Author(root).store(MINER, keypair(OTHER_WORDS), None)),
    "password": (put_wallet, lambda root: Author(root).change_password(MAIN, PASSWORD, NEW, None)),
    "away": (
        lambda root: (put_wallet(root), put_hotkey(root)),
        lambda root: Author(root).put_away(MAIN),
    ),
    "watch": (
        lambda _root: None,
        lambda root: Author(root).watch("main", keypair().ss58_address, CryptoType.SR25519),
    ),
    "folder": (
        lambda root: (_stick(root).mkdir(), put_wallet(_stick(root)), put_hotkey(_stick(root))),
        lambda root: adopt(root, _stick(root) / "main", "main", PASSWORD),
    ),
    "link": (
        lambda root: (put_wallet(root), _move_to_stick(root / "main" / "coldkey", root)),
        lambda root: Author(root).replace_links(MAIN),
    ),
    "copy": (
        lambda root: (put_wallet(root), _stick(root).mkdir()),
        lambda root: export_keyfile(root, MAIN, _stick(root) / "copy"),
    ),
}


def _stick(root: Path) -> Path:
    return root.with_name(f"{root.name}-stick")


def _move_to_stick(path: Path, root: Path) -> None:
    """Leave a link to it in its place."""
    _stick(root).mkdir()
    path.rename(_stick(root) / path.name)
    path.symlink_to(_stick(root) / path.name)


@pytest.fixture(autouse=True)
def _cheap(monkeypatch):
    monkeypatch.setattr(primitives, "encrypt", vault)


@pytest.fixture(params=["linux", "elsewhere"])
def _system(request, monkeypatch):
    if request.param == "elsewhere":
        monkeypatch.setattr(writer, "_NAMELESS", 0)
        monkeypatch.setattr(renaming, "_renameat2", lambda *_: False)


class Failing:
    """Lets some calls through and fails all that follow: a disk that is full stays full."""

    def __init__(self, call, number: int, after: int) -> None:
        self._call = call
        self._number = number
        self._left = after
        self.failed = False

    def __call__(self, *arguments, **options):
        if self._left == 0:
            self.failed = True
            raise OSError(self._number, os.strerror(self._number))
        self._left -= 1
        return self._call(*arguments, **options)


def _content(root: Path) -> dict[str, bytes]:
    """Every file but the lock."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name != LOCK_NAME
    }


def _everything(root: Path) -> set[bytes]:
    return {*_content(root).values(), *_content(_stick(root)).values()}


@pytest.mark.usefixtures("_system")
@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("call", ["write", "fsync", "mkdir", "link", "rename"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_failing_disk_is_told_and_no_key_is_lost(tmp_path, run, call, number):
    prepare, act = RUNS[run]
    for after in count():
        root = tmp_path / str(after)
        root.mkdir()
        prepare(root)
        before = _everything(root)
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(getattr(os, call), number, after)
            patch.setattr(os, call, failing)
            error = _told(act, root)
        if not failing.failed:
            assert error is None
            break
        if error is None:  # the new password holds: only its name could not be flushed
            assert (run, call) == ("password", "fsync")
            open_key(root, MAIN, NEW, None)
            continue
        assert error.kind is ErrorKind.STORAGE
        assert (error.facts.get("reason") == KeyReason.DISK_FULL) == (number == errno.ENOSPC)
        # The new key may be there already, in full, where only its name could not be flushed.
        assert before <= _everything(root) or _opens(root)
        assert b"" not in _content(root).values()
        assert set(_content(_stick(root)).values()) <= before


def _told(act: Callable[[Path], object], root: Path) -> AppError | None:
    try:
        act(root)
    except AppError as error:
        return error
    return None


def _opens(root: Path) -> bool:
    for password in (PASSWORD, NEW):
        try:
            open_key(root, MAIN, password, None)
        except AppError:
            continue
        return True
    return False


@pytest.mark.usefixtures("_system")
@pytest.mark.parametrize("run", RUNS)
def test_a_disk_that_takes_a_few_bytes_at_a_time_gets_all_of_them(tmp_path, monkeypatch, run):
    prepare, act = RUNS[run]
    prepare(tmp_path)
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, bytes(data)[:7]))
    act(tmp_path)
    for root in (tmp_path, *tmp_path.glob(".trash/*")):
        if (root / "main" / "coldkey").exists():
            assert _opens(root)
    assert list_wallets(tmp_path).findings == ()
    assert all(
        wallet.address == keypair().ss58_address for wallet in list_wallets(tmp_path).wallets
    )


@pytest.mark.usefixtures("_system")
def test_a_disk_that_takes_nothing_does_not_hang_the_writer(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "write", lambda _fd, _data: 0)
    error = _told(RUNS["create"][1], tmp_path)
    assert error is not None
    assert error.kind is ErrorKind.STORAGE
    assert _content(tmp_path) == {}


@pytest.mark.usefixtures("_system")
def test_a_disk_that_gives_other_bytes_back_keeps_the_old_key(tmp_path, monkeypatch):
    folder = put_wallet(tmp_path)
    before = (folder / "coldkey").read_bytes()
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, b"\0" * len(data)))
    error = _told(RUNS["password"][1], tmp_path)
    assert error is not None
    assert error.kind is ErrorKind.STORAGE
    assert (folder / "coldkey").read_bytes() == before
    assert _opens(tmp_path)


def test_a_full_disk_leaves_the_watched_wallet_as_it_was(tmp_path, monkeypatch):
    (put_wallet(tmp_path) / "coldkey").unlink()
    before = _content(tmp_path)
    monkeypatch.setattr(os, "write", Failing(os.write, errno.ENOSPC, 0))
    assert _told(RUNS["create"][1], tmp_path) is not None
    assert _content(tmp_path) == before
