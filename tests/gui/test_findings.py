"""Every finding about a wallet's files has words, and every repair a caption."""

from __future__ import annotations

import pytest

from core.domain.keys import Finding, KeyRef
from core.domain.wallets import Doubt, HealthItem, Repair
from gui.findings import DOUBTS, FINDINGS, NO_BACKUP, REPAIRS, words_of
from gui.theme.tokens import DARK


@pytest.mark.parametrize("finding", Finding)
def test_every_finding_has_words_in_a_tone_of_the_theme(finding):
    words = words_of(HealthItem(KeyRef("my-cold"), finding))
    assert words is FINDINGS[finding]
    assert words.title
    assert not words.title.endswith(".")
    assert words.body.endswith(".")
    assert hasattr(DARK, words.tone)


@pytest.mark.parametrize("doubt", Doubt)
def test_every_doubt_has_words_in_a_tone_of_the_theme(doubt):
    words = words_of(HealthItem(KeyRef("my-cold", "miner"), None, doubt=doubt))
    assert words is DOUBTS[doubt]
    assert not words.title.endswith(".")
    assert words.body.endswith(".")
    assert hasattr(DARK, words.tone)


def test_no_two_doubts_are_told_alike():
    assert len({words.body for words in DOUBTS.values()}) == len(Doubt)


def test_without_a_finding_it_is_the_backup_that_is_missing():
    assert words_of(HealthItem(KeyRef("my-cold"), None)) is NO_BACKUP


def test_every_repair_has_a_caption_of_its_own():
    assert set(REPAIRS) == set(Repair)
    assert len(set(REPAIRS.values())) == len(REPAIRS)
