from __future__ import annotations

import os
import stat

import pytest

from core.errors import AppError, ErrorKind
from core.storage.paths import open_paths


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps profiles apart by other means")
def test_the_folders_are_made_and_ours_alone(tmp_path):
    (tmp_path / "data").mkdir(mode=0o755)
    paths = open_paths(tmp_path / "data")
    for folder in (paths.root, paths.sdk, paths.practice):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_file_in_the_way_is_said_with_its_path(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(AppError) as caught:
        open_paths(tmp_path / "data")
    assert caught.value.kind is ErrorKind.STORAGE
    assert caught.value.facts["path"] == str(tmp_path / "data")
