"""Looking at folders without touching what is in them."""

from __future__ import annotations

import os

import pytest

from core.storage.folder_probe import probe_folder, survey_wallets

pytestmark = pytest.mark.skipif(os.name == "nt", reason="mode bits are POSIX")


@pytest.fixture
def wallets(tmp_path):
    """A wallets folder with one wallet as it should be."""
    root = tmp_path / "wallets"
    for folder in (root, root / "cold", root / "cold" / "hotkeys"):
        folder.mkdir(mode=0o700)
    for file in (root / "cold" / "coldkey", root / "cold" / "hotkeys" / "hot"):
        file.touch(mode=0o600)
    return root


def test_a_private_folder_that_exists(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    facts = probe_folder(folder)
    assert (facts.exists, facts.writable, facts.private, facts.is_link) == (True, True, True, False)
    assert facts.free_bytes > 0


def test_a_folder_open_to_others_is_not_private(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o750)
    assert not probe_folder(folder).private


def test_a_folder_yet_to_be_made_is_judged_by_its_parent(tmp_path):
    facts = probe_folder(tmp_path / "a" / "b")
    assert not facts.exists
    assert facts.writable


def test_below_a_file_nothing_can_be_made(tmp_path):
    (tmp_path / "file").touch()
    assert not probe_folder(tmp_path / "file" / "x").writable


def test_a_linked_folder_is_told(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert probe_folder(tmp_path / "link").is_link


def test_wallets_as_they_should_be_have_nothing_odd(wallets):
    survey = survey_wallets(wallets)
    assert survey.wallets == 1
    odd = (*survey.loose, *survey.links, *survey.strange, *survey.unreadable)
    assert odd == ()


def test_no_folder_is_no_wallets(tmp_path):
    assert not survey_wallets(tmp_path / "none").exists


def test_a_key_that_others_may_read_is_loose(wallets):
    key = wallets / "cold" / "coldkey"
    key.chmod(0o640)
    assert survey_wallets(wallets).loose == (key,)


def test_a_wallet_that_others_may_enter_is_loose(wallets):
    (wallets / "cold").chmod(0o711)
    assert survey_wallets(wallets).loose == (wallets / "cold",)


def test_a_link_is_told_and_not_followed(wallets, tmp_path):
    (tmp_path / "elsewhere").mkdir(mode=0o755)
    link = wallets / "cold" / "hotkeys" / "link"
    link.symlink_to(tmp_path / "elsewhere")
    survey = survey_wallets(wallets)
    assert survey.links == (link,)
    assert survey.loose == ()


def test_a_circle_of_links_ends(wallets):
    (wallets / "cold" / "self").symlink_to(wallets)
    assert survey_wallets(wallets).wallets == 1


@pytest.mark.timeout(10)
def test_a_pipe_does_not_hang_the_survey(wallets):
    pipe = wallets / "cold" / "pipe"
    os.mkfifo(pipe, 0o600)
    assert survey_wallets(wallets).strange == (pipe,)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_folder_that_cannot_be_listed_is_told(wallets):
    (wallets / "cold" / "hotkeys").chmod(0o000)
    assert survey_wallets(wallets).unreadable == (wallets / "cold" / "hotkeys",)
