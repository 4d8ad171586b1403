from __future__ import annotations

import pytest

from core.practice import fees
from core.practice.calls import utility
from tests.fakes.tiny_world import ALICE, BOB, TAO, TinyWorld, codec, tiny_world


def _send(rao: int, dest: str = BOB) -> bytes:
    return codec().encode_call("Balances", "transfer_keep_alive", {"dest": dest, "value": rao})


def _batch(world: TinyWorld, kind: str, *calls: bytes) -> str | None:
    return world.call(ALICE, kind, pallet="Utility", calls=list(calls))


@pytest.mark.parametrize("kind", ["batch", "batch_all", "force_batch"])
def test_a_batch_runs_every_call(kind: str) -> None:
    world = tiny_world()
    assert _batch(world, kind, _send(TAO), _send(2 * TAO)) is None
    assert world.free(BOB) == 1_003 * TAO
    assert world.names().count("Utility.ItemCompleted") == 2
    assert world.names()[-1] == "Utility.BatchCompleted"


def test_a_batch_stops_at_the_first_failure_and_keeps_what_went_before() -> None:
    world = tiny_world()
    assert _batch(world, "batch", _send(TAO), _send(5_000 * TAO), _send(TAO)) is None
    assert world.free(BOB) == 1_001 * TAO
    assert world.fields("BatchInterrupted")["index"] == 1


def test_all_or_nothing_undoes_what_went_before() -> None:
    world = tiny_world()
    error = _batch(world, "batch_all", _send(TAO), _send(5_000 * TAO))
    assert error == "Token.FundsUnavailable"
    assert world.free(BOB) == 1_000 * TAO
    assert world.names() == []


def test_a_forced_batch_goes_on_after_a_failure() -> None:
    world = tiny_world()
    assert _batch(world, "force_batch", _send(5_000 * TAO), _send(TAO)) is None
    assert world.free(BOB) == 1_001 * TAO
    assert world.fields("ItemFailed") == {"error": {"Token": "FundsUnavailable"}}
    assert world.names()[-1] == "Utility.BatchCompletedWithErrors"


def test_a_batch_in_a_batch_is_filtered() -> None:
    world = tiny_world()
    inner = codec().encode_call("Utility", "force_batch", {"calls": [_send(TAO)]})
    assert _batch(world, "batch_all", inner) == "System.CallFiltered"
    assert world.free(BOB) == 1_000 * TAO


def test_a_call_without_rules_fails_instead_of_doing_nothing() -> None:
    world = tiny_world()
    unknown = codec().encode_call("Utility", "as_derivative", {"index": 0, "call": _send(TAO)})
    error = _batch(world, "batch_all", unknown)
    assert error == "not part of the practice network yet"


@pytest.mark.parametrize("kind", ["batch", "batch_all", "force_batch"])
def test_a_batch_of_more_calls_than_the_chain_takes_runs_none(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(utility, "LIMIT", 2)
    world = tiny_world()
    assert _batch(world, kind, *[_send(TAO)] * 3) == "Utility.TooManyCalls"
    assert world.free(BOB) == 1_000 * TAO
    assert _batch(world, kind, *[_send(TAO)] * 2) is None


def test_a_batch_costs_what_its_calls_weigh() -> None:
    world = tiny_world()
    _, _, one = codec().decode_call(codec().encode_call("Utility", "batch", {"calls": [_send(1)]}))
    _, _, two = codec().decode_call(
        codec().encode_call("Utility", "batch", {"calls": [_send(1), _send(1)]})
    )
    quotes = [fees.quote(world.state, "Utility", "batch", args, 100) for args in (one, two)]
    grown = quotes[1].weight_ref_time - quotes[0].weight_ref_time
    assert grown == fees.weight("Balances", "transfer_keep_alive")
    assert quotes[1].total > quotes[0].total
