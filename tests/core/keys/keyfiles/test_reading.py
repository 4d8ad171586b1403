"""Opening what others may have put in a keyfile's place."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from core.domain.keys import KeyReason
from core.errors import AppError, ErrorKind
from core.keys.keyfiles.formats import LARGEST
from core.keys.keyfiles.reading import read_keyfile, storage_error


def _error(path: Path, *, follow: bool = True) -> AppError:
    with pytest.raises(AppError) as caught:
        read_keyfile(path, follow=follow)
    return caught.value


def test_a_file_comes_with_what_it_was(tmp_path):
    path = tmp_path / "coldkey"
    path.write_bytes(b"key")
    path.chmod(0o640)
    found = read_keyfile(path)
    assert found.data == b"key"
    assert found.mode == 0o640
    assert found.fingerprint.size == 3
    assert found.fingerprint.inode == path.stat().st_ino


def test_a_keyfiles_bytes_stay_out_of_its_repr(tmp_path):
    path = tmp_path / "hotkey"
    path.write_bytes(b"secret")
    assert "secret" not in repr(read_keyfile(path))


def test_a_missing_file_is_not_found(tmp_path):
    assert _error(tmp_path / "coldkey").kind is ErrorKind.NOT_FOUND
    assert _error(tmp_path / "no" / "coldkey").kind is ErrorKind.NOT_FOUND


def test_a_fifo_is_refused_without_waiting_for_a_writer(tmp_path):
    os.mkfifo(tmp_path / "coldkey")
    assert _error(tmp_path / "coldkey").facts["reason"] == KeyReason.NOT_A_FILE


def test_a_folder_a_device_and_a_socket_are_refused(tmp_path):
    for path in (tmp_path, Path("/dev/zero")):
        assert _error(path).facts["reason"] == KeyReason.NOT_A_FILE
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        assert _error(tmp_path / "s").facts["reason"] == KeyReason.NOT_A_FILE


def test_a_huge_file_is_refused_after_its_first_64_kib(tmp_path):
    path = tmp_path / "coldkey"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    assert _error(path).facts["reason"] == KeyReason.TOO_LARGE
    path.write_bytes(bytes(LARGEST))
    assert len(read_keyfile(path).data) == LARGEST


def test_a_symlink_is_followed_only_for_reading(tmp_path):
    (tmp_path / "real").write_bytes(b"key")
    (tmp_path / "link").symlink_to("real")
    assert read_keyfile(tmp_path / "link").data == b"key"
    assert _error(tmp_path / "link", follow=False).facts["reason"] == KeyReason.SYMLINK


def test_a_loop_of_links_is_told(tmp_path):
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert _error(tmp_path / "a").kind is ErrorKind.STORAGE


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, KeyReason.DISK_FULL),
        (errno.EDQUOT, KeyReason.DISK_FULL),
        (errno.EACCES, KeyReason.NO_PERMISSION),
        (errno.EROFS, KeyReason.NO_PERMISSION),
    ],
)
def test_the_systems_errors_have_reasons(number, reason):
    error = storage_error(OSError(number, "x"), Path("/w/\u202ekey"))
    assert error.kind is ErrorKind.STORAGE
    assert error.facts == {"name": "\\u{202e}key", "reason": reason}


def test_an_unforeseen_error_is_named(tmp_path):
    assert "EIO" in storage_error(OSError(errno.EIO, "x"), tmp_path).detail
    assert "unknown" in storage_error(OSError("x"), tmp_path).detail
