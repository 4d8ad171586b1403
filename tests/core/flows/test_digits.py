"""Digits of seeds and private keys, counted while they are typed."""

from __future__ import annotations

import pytest

from core.flows.digits import bare_digits, digit_count


@pytest.mark.parametrize("text", ["0x1f 2E\n", " 1f2E", "0X1f2E"])
def test_spaces_and_the_prefix_do_not_count(text):
    assert bare_digits(text) == "1f2E"
    assert digit_count(text) == 4


@pytest.mark.parametrize("text", ["zz", "1f-2e", "0x0x1f", "١٢"])
def test_what_is_no_digit_is_not_counted(text):
    assert digit_count(text) is None


def test_nothing_has_no_digits():
    assert digit_count("") == 0
