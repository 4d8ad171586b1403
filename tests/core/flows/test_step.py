"""The steps of a wizard: one after the other, by name, and by another way."""

from __future__ import annotations

from enum import StrEnum

import pytest

from core.flows.step import Steps


class Stop(StrEnum):
    START = "Start"
    DETOUR = "Detour"
    END = "End"


@pytest.fixture
def steps() -> Steps[Stop]:
    return Steps(tuple(Stop))


def test_it_begins_with_the_first(steps):
    assert (steps.current, steps.number) == (Stop.START, 0)
    assert steps.names == ("Start", "Detour", "End")


def test_going_on_stops_at_the_last(steps):
    for _ in range(5):
        steps.on()
    assert steps.current is Stop.END


def test_another_way_keeps_the_current_step(steps):
    steps.go(Stop.END)
    steps.take_way((Stop.START, Stop.END))
    assert (steps.current, steps.number) == (Stop.END, 1)


def test_a_way_without_the_current_step_is_refused(steps):
    steps.go(Stop.DETOUR)
    with pytest.raises(ValueError, match="not in tuple"):
        steps.take_way((Stop.START, Stop.END))
    assert steps.current is Stop.DETOUR


def test_a_step_that_is_not_on_the_way_is_refused(steps):
    steps.take_way((Stop.START, Stop.END))
    with pytest.raises(ValueError, match="not in tuple"):
        steps.go(Stop.DETOUR)
