"""Files of an import are read carefully."""

from __future__ import annotations

import os

import pytest

from core.domain.keys import KeyReason
from core.errors import AppError, ErrorKind
from core.flows.import_files import read_export


def test_text_is_read(tmp_path):
    path = tmp_path / "export.json"
    path.write_text('{"address": "5é"}', encoding="utf-8")
    assert read_export(path) == '{"address": "5é"}'


def test_the_mark_that_some_editors_put_before_a_text_is_no_part_of_it(tmp_path):
    path = tmp_path / "export.json"
    path.write_bytes(b"\xef\xbb\xbf{}")
    assert read_export(path) == "{}"


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(AppError) as caught:
        read_export(tmp_path / "none.json")
    assert caught.value.kind is ErrorKind.NOT_FOUND


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"\xff\xfe{}", KeyReason.POLKADOT_JS), (b"x" * 70_000, KeyReason.TOO_LARGE)],
)
def test_what_is_no_export_is_refused(tmp_path, data, reason):
    path = tmp_path / "export.json"
    path.write_bytes(data)
    with pytest.raises(AppError) as caught:
        read_export(path)
    assert caught.value.facts["reason"] == reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs FIFOs")
def test_a_pipe_does_not_keep_one_waiting(tmp_path):
    path = tmp_path / "export.json"
    os.mkfifo(path)
    with pytest.raises(AppError) as caught:
        read_export(path)
    assert caught.value.facts["reason"] == KeyReason.NOT_A_FILE
