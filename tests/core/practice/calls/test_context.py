import pytest

from core.practice.calls.context import DispatchError
from tests.fakes.tiny_world import codec, tiny_world


def test_a_failed_attempt_takes_its_writes_and_events_back() -> None:
    world = tiny_world()
    before = world.snapshot()
    ctx = world.context()
    ctx.deposit("System", "CodeUpdated", {})

    def step() -> None:
        with ctx.attempt():
            world.put("Burn", 1, value=5)
            ctx.deposit("System", "CodeUpdated", {})
            raise ctx.fail("AmountTooLow")

    with pytest.raises(DispatchError):
        step()
    assert world.snapshot() == before
    assert len(ctx.events) == 1


def test_a_pallets_error_is_its_index_and_the_errors() -> None:
    error = DispatchError.module(codec(), "SubtensorModule", "SubnetNotExists")
    assert error.value == codec().module_error("SubtensorModule", "SubnetNotExists")
    assert error.name == "SubtensorModule.SubnetNotExists"
