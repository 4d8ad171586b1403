"""Many names by one pattern."""

from __future__ import annotations

import pytest

from core.domain.keys import KeyReason
from core.flows.hotkey_names import MOST, PlannedName, expand, has_place, next_number, planned


def test_the_number_goes_where_the_pattern_says():
    assert expand("miner-{n}", 9, 11) == ("miner-9", "miner-10", "miner-11")


def test_more_letters_are_more_digits():
    assert expand("m{nn}-x", 9, 10) == ("m09-x", "m10-x")


@pytest.mark.parametrize("pattern", ["miner", "{n}-{n}", "{m}", "", "{}"])
def test_a_pattern_without_one_place_gives_nothing(pattern):
    assert not has_place(pattern)
    assert expand(pattern, 1, 3) == ()


def test_no_numbers_no_names():
    assert expand("m{n}", 3, 2) == ()


def test_there_are_never_too_many():
    assert len(expand("m{n}", 1, 9_999)) == MOST


def test_each_name_is_judged_for_itself():
    plan = planned(("miner-1", "Miner-2", "a b"), ("miner-2",))
    assert plan == (
        PlannedName("miner-1"),
        PlannedName("Miner-2", KeyReason.NAME_TAKEN),
        PlannedName("a b", KeyReason.NAME_INVALID),
    )


def test_names_of_the_plan_take_each_other():
    plan = planned(("m1", "M1"), ())
    assert [p.problem for p in plan] == [None, KeyReason.NAME_TAKEN]


def test_numbers_go_on_behind_those_that_are_there():
    assert next_number("miner-{n}", ("miner-1", "MINER-5", "other")) == 6
    assert next_number("miner-{n}", ()) == 1
