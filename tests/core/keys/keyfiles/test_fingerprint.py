"""Damaged or wrong password: what a fingerprint tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.domain.keys import Fingerprint, KeyReason
from core.errors import ErrorKind
from core.keys.keyfiles.fingerprint import holds_same, is_untouched, why_it_does_not_open
from core.keys.keyfiles.reading import read_keyfile
from tests.fakes.keyfiles import SEED, vault

NACL = b"$NACL" + bytes(range(200))


def _seen(path: Path, data: bytes) -> Fingerprint:
    path.write_bytes(data)
    return read_keyfile(path).fingerprint


def test_a_file_that_is_what_it_was_has_the_wrong_password(tmp_path):
    seen = _seen(tmp_path / "coldkey", NACL)
    error = why_it_does_not_open(NACL, seen, seen)
    assert error.kind is ErrorKind.WRONG_PASSWORD


def test_without_a_fingerprint_sound_bytes_have_the_wrong_password(tmp_path):
    seen = _seen(tmp_path / "coldkey", NACL)
    assert why_it_does_not_open(NACL, seen, None).kind is ErrorKind.WRONG_PASSWORD


@pytest.mark.parametrize("whole", [NACL, vault(SEED)])
def test_every_truncation_is_called_damaged(tmp_path, whole):
    seen = _seen(tmp_path / "coldkey", whole)
    for size in range(len(whole)):
        now = Fingerprint(f"{size}", size, seen.inode, seen.mtime_ns)
        assert why_it_does_not_open(whole[:size], now, seen).kind is ErrorKind.DAMAGED


def test_a_file_that_contradicts_its_format_is_damaged_without_a_fingerprint(tmp_path):
    seen = _seen(tmp_path / "coldkey", NACL[:30])
    error = why_it_does_not_open(NACL[:30], seen, None)
    assert error.kind is ErrorKind.DAMAGED
    assert error.facts["reason"] == KeyReason.UNSOUND


def test_a_copy_holds_the_same_and_was_touched(tmp_path):
    first, second = _seen(tmp_path / "a", NACL), _seen(tmp_path / "b", NACL)
    assert holds_same(first, second)
    assert not is_untouched(first, second)
    assert is_untouched(first, read_keyfile(tmp_path / "a").fingerprint)
