"""What is said of digits that cannot be a key."""

from __future__ import annotations

import pytest

from core.flows.digits import PRIVATE_KEY_DIGITS, SEED_DIGITS
from gui.digit_words import digit_fault, digits_told


@pytest.mark.parametrize("count", [64, 128])
def test_a_private_key_of_either_length_has_no_fault(count):
    assert digit_fault("1" * count, PRIVATE_KEY_DIGITS, "private key") == ""


def test_too_many_or_too_few_are_counted():
    told = digit_fault("1" * 63, SEED_DIGITS, "seed")
    assert told == "These are 63 digits. A seed has 64."


def test_what_is_no_digit_is_told():
    assert "digits from 0 to f" in digit_fault("z" * 64, SEED_DIGITS, "seed")


@pytest.mark.parametrize(
    ("text", "told"),
    [("", ""), ("zz", ""), ("1f", "2 of 64 digits"), ("1" * 65, "65 of 128 digits")],
)
def test_how_far_it_is(text, told):
    assert digits_told(text, PRIVATE_KEY_DIGITS) == told
