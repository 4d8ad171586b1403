"""Built practice worlds for tests that only read them, each made once."""

from __future__ import annotations

from functools import cache

from core.practice import metadata
from core.practice.codec import Codec
from core.practice.state import State
from core.practice.world import WorldPlan, build

FULL = WorldPlan()
MIDDLE = WorldPlan(neurons=40)
SMALL = WorldPlan(subnets=4, neurons=16)


@cache
def codec() -> Codec:
    return Codec(metadata.load())


@cache
def world(plan: WorldPlan = SMALL) -> State:
    """The state as built. Not to be written to."""
    return fresh(plan)


def fresh(plan: WorldPlan = SMALL) -> State:
    """A state of its own for a test that writes."""
    state = State(codec())
    build(state, plan)
    return state


def number(state: State, item: str, *params: object) -> int:
    """A number of the subtensor pallet through the generic codec."""
    found: int = state.get("SubtensorModule", item, *params)
    return found
