from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.cells import plain_cell

STARTS = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\tx=1", " =1", "\n=1", "\u200b=1", "＝1+1", "|calc", "%1"]
)
def test_what_could_start_a_formula_stands_behind_an_apostrophe_or_blank(text):
    assert not plain_cell(text).startswith(STARTS)


def test_plain_words_stay_as_they_are():
    assert plain_cell("rent, for March = 3 τ") == "rent, for March = 3 τ"


def test_a_cell_is_one_line_that_reads_in_one_direction():
    assert plain_cell("pay\r\n\u202eme\x00now") == "pay   me now"


@given(st.text())
def test_no_text_becomes_a_formula_or_a_second_cell(text):
    cell = plain_cell(text)
    assert not cell.startswith(STARTS)
    assert not set("\t\r\n\0") & set(cell)
