"""Old bytes or new bytes under a name, never a mix, never over another's."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from core.domain.keys import KeyReason
from core.errors import AppError, ErrorKind
from core.keys.keyfiles import renaming, writer
from core.keys.keyfiles.reading import read_keyfile

NEW = b"new bytes"


@pytest.fixture(params=["nameless", "named", "without links"])
def way(request, monkeypatch):
    """The three ways a file gets its name, as systems allow."""
    if request.param != "nameless":
        monkeypatch.setattr(writer, "_NAMELESS", 0)
    if request.param == "without links":
        monkeypatch.setattr(os, "link", _refuse(errno.EPERM))
    return request.param


@pytest.fixture(params=["exchange", "rename"])
def swap(request, monkeypatch):
    if request.param == "rename":
        monkeypatch.setattr(renaming, "_renameat2", lambda *_: False)
    return request.param


def _refuse(number: int):
    def call(*_args: object, **_kwargs: object) -> None:
        raise OSError(number, os.strerror(number))

    return call


def _accept(data: bytes) -> None:
    assert data == NEW


def _reject(data: bytes) -> None:
    raise AppError(ErrorKind.INTERNAL, "does not decrypt")


def _old(path: Path, data: bytes = b"old bytes"):
    path.write_bytes(data)
    return read_keyfile(path).fingerprint


def _names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


@pytest.mark.usefixtures("way")
def test_a_new_file_has_its_bytes_and_its_fingerprint(tmp_path):
    found = writer.write_new(tmp_path / "key", NEW, _accept)
    assert read_keyfile(tmp_path / "key").fingerprint == found
    assert _names(tmp_path) == ["key"]


def _noted(monkeypatch, done: list[str], *calls: str) -> None:
    """Note each call of the system as it is made; of a flush, of what kind."""

    def noting(name: str, call):
        def run(*arguments, **options):
            is_folder = name == "fsync" and stat.S_ISDIR(os.fstat(arguments[0]).st_mode)
            done.append("fsync folder" if is_folder else name)
            return call(*arguments, **options)

        return run

    for name in calls:
        monkeypatch.setattr(os, name, noting(name, getattr(os, name)))


@pytest.mark.parametrize("nameless", [True, False])
def test_a_new_file_is_on_the_disk_before_it_has_its_name_and_then_its_name(
    tmp_path, monkeypatch, nameless
):
    if not nameless:
        monkeypatch.setattr(writer, "_NAMELESS", 0)
    done: list[str] = []
    _noted(monkeypatch, done, "write", "fsync", "link")
    writer.write_new(tmp_path / "key", NEW, _accept)
    assert done == ["write", "fsync", "link", "fsync folder"]


def test_a_replacement_is_on_the_disk_before_it_takes_the_name_and_then_its_name(
    tmp_path, monkeypatch
):
    seen = _old(tmp_path / "key")
    monkeypatch.setattr(renaming, "_renameat2", lambda *_: False)
    done: list[str] = []
    _noted(monkeypatch, done, "write", "fsync", "replace")
    writer.replace(tmp_path / "key", NEW, _accept, seen)
    assert done == ["write", "fsync", "replace", "fsync folder"]


@pytest.mark.usefixtures("way")
def test_a_new_file_never_replaces_one(tmp_path):
    _old(tmp_path / "key")
    with pytest.raises(AppError) as caught:
        writer.write_new(tmp_path / "key", NEW, _accept)
    assert caught.value.facts["reason"] == KeyReason.KEY_EXISTS
    assert (tmp_path / "key").read_bytes() == b"old bytes"
    assert _names(tmp_path) == ["key"]


@pytest.mark.usefixtures("way")
def test_a_symlink_in_the_new_names_place_is_not_followed(tmp_path):
    (tmp_path / "key").symlink_to(tmp_path / "target")
    with pytest.raises(AppError):
        writer.write_new(tmp_path / "key", NEW, _accept)
    assert _names(tmp_path) == ["key"]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("mask", [0, 0o777])
def test_modes_are_the_owners_whatever_the_umask(tmp_path, mask):
    before = os.umask(mask)
    try:
        writer.make_folder(tmp_path / "wallet")
        writer.write_new(tmp_path / "wallet" / "key", NEW, _accept)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "wallet").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "wallet" / "key").stat().st_mode) == 0o600


@pytest.mark.usefixtures("way")
def test_what_fails_its_check_gets_no_name(tmp_path):
    with pytest.raises(AppError, match="does not decrypt"):
        writer.write_new(tmp_path / "key", NEW, _reject)
    assert _names(tmp_path) == []


def test_a_folder_in_place_of_which_a_file_lies_is_refused(tmp_path):
    _old(tmp_path / "wallet")
    with pytest.raises(AppError) as caught:
        writer.make_folder(tmp_path / "wallet")
    assert caught.value.kind is ErrorKind.STORAGE


@pytest.mark.usefixtures("swap")
def test_a_replaced_file_has_the_new_bytes_for_its_owner_alone(tmp_path):
    seen = _old(tmp_path / "key")
    found = writer.replace(tmp_path / "key", NEW, _accept, seen)
    assert found.is_flushed
    now = read_keyfile(tmp_path / "key")
    assert (now.data, now.fingerprint, now.mode) == (NEW, found.fingerprint, 0o600)
    assert _names(tmp_path) == ["key"]


@pytest.mark.usefixtures("swap")
def test_a_folder_that_cannot_be_flushed_does_not_make_the_new_file_the_old_one(
    tmp_path, monkeypatch
):
    seen = _old(tmp_path / "key")
    monkeypatch.setattr(writer, "sync_folder", _refuse(errno.EIO))
    found = writer.replace(tmp_path / "key", NEW, _accept, seen)
    assert not found.is_flushed
    assert read_keyfile(tmp_path / "key").fingerprint == found.fingerprint
    assert _names(tmp_path) == ["key"]


def test_an_old_file_that_cannot_be_removed_is_left_to_the_next_writer(tmp_path, monkeypatch):
    seen = _old(tmp_path / "key")
    monkeypatch.setattr(os, "unlink", _refuse(errno.EIO))
    writer.replace(tmp_path / "key", NEW, _accept, seen)
    assert (tmp_path / "key").read_bytes() == NEW
    (left,) = set(_names(tmp_path)) - {"key"}
    assert writer.is_part(left)


@pytest.mark.usefixtures("swap")
def test_a_file_that_another_program_wrote_meanwhile_stays(tmp_path):
    seen = _old(tmp_path / "key")
    _old(tmp_path / "key", b"theirs")
    with pytest.raises(AppError) as caught:
        writer.replace(tmp_path / "key", NEW, _accept, seen)
    assert caught.value.kind is ErrorKind.STALE
    assert (tmp_path / "key").read_bytes() == b"theirs"
    assert _names(tmp_path) == ["key"]


def test_a_file_written_at_the_last_moment_is_swapped_back(tmp_path, monkeypatch):
    seen = _old(tmp_path / "key")
    swapped = writer.exchange
    moments = iter([True])

    def exchange(left: Path, right: Path) -> bool:
        if next(moments, False):
            _old(tmp_path / "key", b"theirs")
        return swapped(left, right)

    monkeypatch.setattr(writer, "exchange", exchange)
    with pytest.raises(AppError) as caught:
        writer.replace(tmp_path / "key", NEW, _accept, seen)
    assert caught.value.kind is ErrorKind.STALE
    assert (tmp_path / "key").read_bytes() == b"theirs"
    assert _names(tmp_path) == ["key"]


def test_a_symlink_is_not_replaced(tmp_path):
    seen = _old(tmp_path / "real")
    (tmp_path / "key").symlink_to("real")
    with pytest.raises(AppError) as caught:
        writer.replace(tmp_path / "key", NEW, _accept, seen)
    assert caught.value.facts["reason"] == KeyReason.SYMLINK
    assert (tmp_path / "real").read_bytes() == b"old bytes"


@pytest.mark.usefixtures("swap")
def test_a_replacement_that_fails_its_check_leaves_the_old_file(tmp_path):
    seen = _old(tmp_path / "key")
    with pytest.raises(AppError, match="does not decrypt"):
        writer.replace(tmp_path / "key", NEW, _reject, seen)
    assert (tmp_path / "key").read_bytes() == b"old bytes"
    assert _names(tmp_path) == ["key"]


@pytest.mark.usefixtures("way")
def test_a_file_system_that_flushes_no_folders_takes_keys_too(tmp_path, monkeypatch):
    fsync = os.fsync

    def flush_files_alone(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", flush_files_alone)
    writer.write_new(tmp_path / "key", NEW, _accept)
    assert (tmp_path / "key").read_bytes() == NEW


def test_hidden_names_are_recognised_and_never_the_same():
    first, second = writer.part_name("key"), writer.part_name("key")
    assert first != second
    assert writer.is_part(first)
    assert not writer.is_part("key")
