"""One writer at a time."""

from __future__ import annotations

import fcntl
import os
import runpy
import stat
import sys
from types import SimpleNamespace

import pytest

from core.errors import AppError, ErrorKind
from core.keys.keyfiles import exclusion
from core.keys.keyfiles.exclusion import LOCK_NAME, only_writer


def _is_locked(root) -> bool:
    descriptor = os.open(root / LOCK_NAME, os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def test_a_writer_keeps_others_out_and_lets_them_in_again(tmp_path):
    with only_writer(tmp_path):
        assert _is_locked(tmp_path)
    assert not _is_locked(tmp_path)


def test_a_writer_that_fails_lets_others_in(tmp_path):
    with pytest.raises(ValueError, match="x"), only_writer(tmp_path):
        raise ValueError("x")
    assert not _is_locked(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(AppError) as caught, only_writer(tmp_path / "no"):
        pass
    assert caught.value.kind is ErrorKind.NOT_FOUND


def test_the_lock_is_an_empty_file_of_the_owner_and_no_link(tmp_path):
    with only_writer(tmp_path):
        pass
    assert (tmp_path / LOCK_NAME).stat().st_size == 0
    assert stat.S_IMODE((tmp_path / LOCK_NAME).stat().st_mode) == 0o600
    (tmp_path / LOCK_NAME).unlink()
    (tmp_path / LOCK_NAME).symlink_to(tmp_path / "target")
    with pytest.raises(AppError), only_writer(tmp_path):
        pass
    assert not (tmp_path / "target").exists()


def test_on_windows_the_system_locks_a_byte_of_it(tmp_path, monkeypatch):
    locked: list[tuple[int, int]] = []
    windows = SimpleNamespace(
        LK_LOCK=1, locking=lambda descriptor, mode, size: locked.append((mode, size))
    )
    monkeypatch.setitem(sys.modules, "msvcrt", windows)
    monkeypatch.setattr(sys, "platform", "win32")
    module = runpy.run_path(str(exclusion.__file__))
    with module["only_writer"](tmp_path):
        assert locked == [(1, 1)]
