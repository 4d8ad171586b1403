"""Every state of the keyring has words; every failure has a next step."""

from __future__ import annotations

import pytest

from core.domain.wallets import KeyringState
from gui.keyrings import KEYRINGS


@pytest.mark.parametrize("state", KeyringState)
def test_every_state_has_words(state):
    words = KEYRINGS[state]
    assert words.state
    assert words.body.endswith(".")
    assert words.text.startswith(words.body)


@pytest.mark.parametrize("state", [s for s in KeyringState if s is not KeyringState.READY])
def test_every_failure_says_what_to_do(state):
    assert KEYRINGS[state].next_step.endswith(".")
    assert KEYRINGS[state].tone == "warning"


def test_no_two_failures_are_told_alike():
    assert len({words.text for words in KEYRINGS.values()}) == len(KeyringState)
