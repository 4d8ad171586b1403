"""Why the keys locked, and what the status bar says of them."""

from __future__ import annotations

import pytest

from gui.shell.lock_words import LockReason, state_words, told


@pytest.mark.parametrize("reason", LockReason)
def test_every_reason_has_a_sentence_of_its_own(reason):
    assert told(reason, 10).endswith(".")
    assert len({told(each, 10) for each in LockReason}) == len(LockReason)


def test_the_idle_time_is_named():
    assert told(LockReason.IDLE, 10) == "After 10 minutes without activity."
    assert told(LockReason.IDLE, 1) == "After one minute without activity."


@pytest.mark.parametrize(
    ("unlocked", "left", "words"),
    [
        (0, 0, "locked"),
        (1, 599, "unlocked · locks in 9 min"),
        (1, 42, "unlocked · locks in 42 s"),
        (1, 0, "unlocked · locks in 1 s"),
        (3, 60, "3 keys unlocked · locks in 1 min"),
    ],
)
def test_the_status_says_what_is_open_and_for_how_long(unlocked, left, words):
    assert state_words(unlocked=unlocked, seconds_left=left) == words
