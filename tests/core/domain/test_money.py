"""Amounts as people type them: exact to the rao, or told what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.money import AmountFault, amount_fault, parse_tao, tao_text
from core.errors import AppError, ErrorKind


@pytest.mark.parametrize(
    ("text", "rao"),
    [
        ("0", 0),
        ("1.5", 1_500_000_000),
        (" 12 ", 12_000_000_000),
        ("0.000000001", 1),
        ("9999999999.999999999", 9_999_999_999_999_999_999),
    ],
)
def test_an_amount_is_read_to_the_rao(text, rao):
    assert parse_tao(text) == rao
    assert amount_fault(text) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", AmountFault.EMPTY),
        ("1,5", AmountFault.COMMA),
        ("1,000.5", AmountFault.COMMA),
        ("1 000", AmountFault.SPACE),
        ("1\u2009000.5", AmountFault.SPACE),
        ("-1", AmountFault.SIGN),
        ("\u22121", AmountFault.SIGN),
        ("+1", AmountFault.SIGN),
        ("1e3", AmountFault.EXPONENT),
        ("1.", AmountFault.POINT),
        (".5", AmountFault.POINT),
        ("1.2.3", AmountFault.POINT),
        ("1.1234567891", AmountFault.DECIMALS),
        ("12345678901", AmountFault.LARGE),
        ("abc", AmountFault.OTHER),
        ("\uff11", AmountFault.OTHER),
        ("0x10", AmountFault.OTHER),
    ],
)
def test_what_is_wrong_with_a_typed_amount_is_told(text, fault):
    assert amount_fault(text) is fault
    with pytest.raises(AppError) as caught:
        parse_tao(text)
    assert caught.value.kind is ErrorKind.BAD_INPUT


@given(st.text(max_size=40) | st.from_regex(r"[-+0-9.,e ]{1,24}", fullmatch=True))
def test_whatever_is_typed_is_an_amount_or_told_why_not(text):
    try:
        parse_tao(text)
        good = True
    except AppError:
        good = False
    assert (amount_fault(text) is None) == good


@given(st.integers(0, 21_000_000 * 10**9))
def test_an_amount_written_out_reads_as_itself(rao):
    assert parse_tao(tao_text(rao)) == rao
