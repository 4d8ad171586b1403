"""Share pools are stored in the chain's normal form."""

from __future__ import annotations

from struct import unpack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.practice.economy import shares
from core.practice.world.shares import safe_float


@given(st.integers(min_value=1, max_value=10**21 - 1))
def test_a_whole_number_is_stored_exactly_and_normalised(number):
    raw = safe_float(number)
    assert shares.unpack(raw) == number
    low, high, _ = unpack("<QQq", raw)
    assert 10**20 < (high << 64 | low) <= 10**21


@pytest.mark.parametrize("power", range(21))
def test_powers_of_ten_take_the_upper_end(power):
    assert shares.unpack(safe_float(10**power)) == 10**power
