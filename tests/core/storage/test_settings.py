from __future__ import annotations

import json
import os
import stat
from dataclasses import fields, replace
from pathlib import Path

import pytest

from core.domain.settings import Appearance, Settings
from core.errors import AppError, ErrorKind
from core.storage.settings import SettingsFile
from tests.fakes.entries import ALICE

FULL = Settings(
    network="finney",
    custom_endpoint="ws://x:1",
    appearance=Appearance.DARK,
    hidden_columns=("flow", "tempo"),
    window_geometry="AbC=",
    practice_block_time=0.5,
    wallet="main",
    hotkey="miner",
    hide_amounts=True,
    lock_minutes=5,
    lock_with_screen=False,
    lock_minimised=True,
    password_each_time=True,
    new_address_percent=50,
    most_per_transaction=10**9,
    most_per_day=5 * 10**9,
    fee_reserve=0,
    practice_wallets=(ALICE,),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_a_missing_file_is_a_first_run(path):
    assert SettingsFile(path).load() == (Settings(), ())


def test_every_field_is_tried_with_another_value_than_its_default():
    default = Settings()
    same = [f.name for f in fields(Settings) if getattr(FULL, f.name) == getattr(default, f.name)]
    assert same == []


def test_what_was_saved_comes_back(path):
    SettingsFile(path).save(FULL)
    assert SettingsFile(path).load() == (FULL, ())


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"5", b"\xff\xfe\x00", b'"x"', b"[" * 100_000, b"{" * 2_000_000]
)
def test_a_damaged_file_is_set_aside_and_said(path, content):
    path.write_bytes(content)
    settings, notices = SettingsFile(path).load()
    assert settings == Settings()
    (kept,) = path.parent.glob("settings.json.damaged-*")
    assert kept.read_bytes() == content
    assert kept.name in notices[0]


def test_a_second_damaged_file_does_not_replace_the_first(path):
    for content in ("{", "["):
        path.write_text(content)
        SettingsFile(path).load()
    assert len(list(path.parent.glob("settings.json.damaged-*"))) == 2


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("network", 5, ""),
        ("appearance", "purple", Appearance.SYSTEM),
        ("appearance", 5, Appearance.SYSTEM),
        ("hidden_columns", "flow", ()),
        ("hidden_columns", ["flow", 5], ("flow",)),
        ("window_geometry", None, ""),
        ("practice_block_time", "fast", 2.0),
        ("practice_block_time", -1, 2.0),
        ("practice_block_time", float("nan"), 2.0),
        ("practice_block_time", 1e300, 2.0),
        ("wallet", 5, ""),
        ("hotkey", ["x"], ""),
        ("hide_amounts", "yes", False),
        ("lock_minutes", 0, 10),
        ("lock_minutes", 721, 10),
        ("lock_minutes", True, 10),
        ("lock_minutes", 5.0, 10),
        ("lock_with_screen", 0, True),
        ("lock_minimised", 1, False),
        ("password_each_time", None, False),
        ("new_address_percent", 101, 20),
        ("new_address_percent", -1, 20),
        ("most_per_transaction", -1, 0),
        ("most_per_day", 10**30, 0),
        ("fee_reserve", -1, 100_000_000),
        ("fee_reserve", "1", 100_000_000),
        ("practice_wallets", ALICE, ()),
        ("practice_wallets", [ALICE, "5Grw", 5], (ALICE,)),
    ],
)
def test_one_bad_field_falls_back_and_the_others_stay(path, field, value, expected):
    path.write_text(json.dumps({"custom_endpoint": "ws://x:1", field: value}))
    settings, notices = SettingsFile(path).load()
    assert getattr(settings, field) == expected
    assert settings.custom_endpoint == "ws://x:1"
    assert notices == ()


def test_fields_of_a_newer_version_survive_saving(path):
    path.write_text(json.dumps({"network": "test", "not_yet_invented": [1, 2]}))
    file = SettingsFile(path)
    settings, _ = file.load()
    file.save(replace(settings, network="finney"))
    assert json.loads(path.read_text())["not_yet_invented"] == [1, 2]
    assert json.loads(path.read_text())["network"] == "finney"


def test_a_failed_save_leaves_the_old_file_and_no_scraps(path, monkeypatch):
    SettingsFile(path).save(FULL)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AppError) as caught:
        SettingsFile(path).save(Settings())
    assert caught.value.kind is ErrorKind.STORAGE
    assert SettingsFile(path).load() == (FULL, ())
    assert list(path.parent.iterdir()) == [path]


def test_saving_into_a_folder_that_is_gone_is_said(tmp_path):
    with pytest.raises(AppError) as caught:
        SettingsFile(tmp_path / "gone" / "settings.json").save(FULL)
    assert caught.value.kind is ErrorKind.STORAGE


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps profiles apart by other means")
def test_the_file_is_ours_alone(path):
    SettingsFile(path).save(FULL)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_cannot_be_read_is_said_and_left(path):
    path.mkdir()
    settings, notices = SettingsFile(path).load()
    assert settings == Settings()
    assert "could not be read" in notices[0]
    assert path.is_dir()
