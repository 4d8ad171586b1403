"""One writer at a time."""

from __future__ import annotations

import fcntl
import os

import pytest

from core.errors import AppError, ErrorKind
from core.keys.keyfiles.exclusion import only_writer


def _is_locked(root) -> bool:
    descriptor = os.open(root, os.O_RDONLY)
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
