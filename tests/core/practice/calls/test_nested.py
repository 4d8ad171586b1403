from __future__ import annotations

from core.practice.calls.nested import Inner, inner_calls, run
from tests.fakes.tiny_world import ALICE, BOB, TAO, codec, tiny_world


def _decoded(pallet: str, function: str, **arguments: object) -> dict[str, object]:
    _, _, decoded = codec().decode_call(codec().encode_call(pallet, function, arguments))
    return dict(decoded)


def test_the_calls_of_a_batch_are_found() -> None:
    send = codec().encode_call("Balances", "transfer_keep_alive", {"dest": BOB, "value": TAO})
    (inner,) = inner_calls(_decoded("Utility", "batch", calls=[send]))
    assert inner == Inner("Balances", "transfer_keep_alive", {"dest": BOB, "value": TAO})


def test_a_plain_call_has_none_inside() -> None:
    assert inner_calls(_decoded("Balances", "transfer_keep_alive", dest=BOB, value=TAO)) == ()


def test_a_call_that_needs_leave_is_filtered_without_it() -> None:
    world = tiny_world()
    ctx = world.context()
    inner = Inner("Balances", "transfer_keep_alive", {"dest": BOB, "value": TAO})
    with ctx.restricted(lambda call: call.pallet != "Balances"):
        error = run(ctx, ALICE, inner)
    assert error is not None
    assert error.name == "System.CallFiltered"
    assert run(ctx, ALICE, inner) is None


def test_leave_is_needed_from_every_level() -> None:
    world = tiny_world()
    ctx = world.context()
    inner = Inner("Balances", "transfer_keep_alive", {"dest": BOB, "value": TAO})
    with ctx.restricted(lambda _: False), ctx.restricted(lambda _: True):
        assert run(ctx, ALICE, inner) is not None
