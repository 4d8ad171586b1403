"""What sets a wallet apart is said in a word, and decides what can be done with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.domain.keys import Finding, KeyFormat
from gui.pages.wallets.row import (
    FORMATS,
    can_sign,
    marks_of,
    may_change,
    shown_path,
    state_icon,
)
from tests.builders import address
from tests.fakes.key_records import empty, hotkey, wallet, watched

BROKEN = wallet(kind=KeyFormat.UNKNOWN, findings=(Finding.DAMAGED,))
DIFFERS = wallet(findings=(Finding.PAIR_DIFFERS,))
PLAIN = wallet(kind=KeyFormat.JSON, findings=(Finding.PLAINTEXT,))
LEGACY = wallet(kind=KeyFormat.FERNET)
FOREIGN = wallet("wei rd", foreign=True)
KEYLESS = wallet("hotkeys-only", hotkey(), kind=None)


def texts(record, practice=()):
    return [mark.text for mark in marks_of(record, practice)]


@pytest.mark.parametrize(
    ("record", "marks"),
    [
        (wallet(), []),
        (watched(), ["watch-only"]),
        (empty(), ["empty"]),
        (LEGACY, ["legacy"]),
        (PLAIN, ["plaintext"]),
        (BROKEN, ["damaged"]),
        (DIFFERS, ["files differ"]),
        (FOREIGN, ["read-only"]),
    ],
)
def test_marks_tell_what_is_not_ordinary(record, marks):
    assert texts(record) == marks


def test_a_practice_wallet_is_marked_whatever_else_it_is():
    assert texts(wallet(seed=5), [address(5)]) == ["practice"]
    legacy = wallet(seed=5, kind=KeyFormat.ANSIBLE)
    assert texts(legacy, [address(5)]) == ["legacy", "practice"]


@pytest.mark.parametrize(
    ("record", "word"),
    [
        (wallet(), "locked"),
        (watched(), "watched"),
        (empty(), "no coldkey"),
        (PLAIN, "not encrypted"),
        (BROKEN, "not usable"),
    ],
)
def test_the_state_is_an_icon_and_a_word(record, word):
    assert state_icon(record, unlocked=False)[2] == word


def test_an_open_key_is_open():
    assert state_icon(wallet(), unlocked=True) == ("lock-open", "accent", "unlocked")


@pytest.mark.parametrize(
    ("record", "signs", "changes"),
    [
        (wallet(), True, True),
        (LEGACY, True, True),
        (PLAIN, True, True),
        (FOREIGN, True, False),
        (watched(), False, False),
        (empty(), False, False),
        (KEYLESS, False, False),
        (BROKEN, False, False),
        (DIFFERS, False, False),
    ],
)
def test_only_a_sound_coldkey_signs_and_only_an_own_one_is_changed(record, signs, changes):
    assert (can_sign(record), may_change(record)) == (signs, changes)


def test_every_format_has_its_words():
    assert set(FORMATS) == set(KeyFormat)


def test_paths_below_home_are_short_and_hostile_ones_clean():
    assert shown_path(Path.home() / ".bittensor" / "wallets") == "~/.bittensor/wallets"
    assert shown_path(Path("/srv/\u202ekeys")) == "/srv/keys"
