"""Recovery words are completed as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.flows.words import completions, is_word, one_word
from core.keys.mnemonic import word_list


def test_words_that_begin_so_are_offered_in_order():
    assert completions("har") == ("harbor", "hard", "harsh", "harvest")


def test_no_more_are_offered_than_asked_for():
    assert completions("s", 2) == ("sad", "saddle")


@pytest.mark.parametrize("beginning", ["", " ", "7", "xq", "harbour"])
def test_nothing_is_offered_where_nothing_fits(beginning):
    assert completions(beginning) == ()


@pytest.mark.parametrize("typed", ["HAR", " har", "3. har", "h\u200bar", "ＨＡＲ"])
def test_capitals_spaces_and_numbers_do_not_matter(typed):
    assert completions(typed, 1) == ("harbor",)


@given(st.sampled_from(word_list()))
def test_every_word_of_the_list_is_one(word):
    assert is_word(word)
    assert word in completions(word)


@pytest.mark.parametrize("text", ["", "har", "harbors", "legal winner", "hárbor1"])
def test_what_is_not_one_word_of_the_list_is_none(text):
    assert not is_word(text)


def test_one_word_leaves_nothing_between_its_letters():
    assert one_word(" Har bor ") == "harbor"


@given(st.text(max_size=40))
def test_any_text_is_understood_somehow(text):
    assert all(word.startswith(one_word(text)) for word in completions(text))
