"""Renames that overwrite nothing."""

from __future__ import annotations

import errno
import os

import pytest

from core.keys.keyfiles import renaming


@pytest.fixture(params=["by the kernel", "by hand"])
def _either_way(request, monkeypatch):
    if request.param == "by hand":
        monkeypatch.setattr(renaming, "_renameat2", lambda *_: False)


def test_two_names_are_swapped(tmp_path):
    (tmp_path / "a").write_text("1")
    (tmp_path / "b").write_text("2")
    assert renaming.exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a").read_text() == "2"
    assert (tmp_path / "b").read_text() == "1"


def test_swapping_with_nothing_is_an_error_of_the_system(tmp_path):
    (tmp_path / "a").write_text("1")
    with pytest.raises(FileNotFoundError):
        renaming.exchange(tmp_path / "a", tmp_path / "b")


@pytest.mark.usefixtures("_either_way")
def test_a_folder_moves_to_a_name_that_is_free(tmp_path):
    (tmp_path / "a").mkdir()
    renaming.rename_new(tmp_path / "a", tmp_path / "b")
    assert os.listdir(tmp_path) == ["b"]


@pytest.mark.usefixtures("_either_way")
def test_a_folder_with_something_in_it_is_not_replaced(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "key").write_text("1")
    with pytest.raises(FileExistsError):
        renaming.rename_new(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b" / "key").exists()


@pytest.mark.usefixtures("_either_way")
def test_a_file_is_not_replaced(tmp_path):
    (tmp_path / "a").write_text("1")
    (tmp_path / "b").write_text("2")
    with pytest.raises(FileExistsError):
        renaming.rename_new(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_text() == "2"


def test_other_systems_rename_by_hand(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    assert not renaming.exchange(tmp_path / "a", tmp_path / "b")


def test_a_file_system_that_does_not_know_the_flags_is_no_error(tmp_path, monkeypatch):
    monkeypatch.setattr("ctypes.get_errno", lambda: errno.EINVAL)
    assert not renaming.exchange(tmp_path / "a", tmp_path / "b")
