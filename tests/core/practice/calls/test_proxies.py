from __future__ import annotations

from typing import Any

import pytest

from core.practice.calls.proxies import DEPOSIT_BASE, DEPOSIT_EACH, MOST
from tests.fakes.tiny_world import ALICE, BOB, STRANGER, TAO, TinyWorld, codec, tiny_world, who


def _send(rao: int, dest: str = STRANGER) -> bytes:
    return codec().encode_call("Balances", "transfer_keep_alive", {"dest": dest, "value": rao})


def _add(world: TinyWorld, delegate: str, kind: str = "Any", delay: int = 0) -> str | None:
    args = {"delegate": delegate, "proxy_type": kind, "delay": delay}
    return world.call(ALICE, "add_proxy", pallet="Proxy", **args)


def _act(world: TinyWorld, call: bytes, kind: str | None = None, by: str = BOB) -> str | None:
    args = {"real": ALICE, "force_proxy_type": kind, "call": call}
    return world.call(by, "proxy", pallet="Proxy", **args)


def _result(world: TinyWorld) -> Any:
    return world.fields("ProxyExecuted")["result"]


def _filtered(world: TinyWorld) -> bool:
    return _result(world) == {"Err": codec().module_error("System", "CallFiltered")}


def test_a_proxy_is_added_against_a_deposit() -> None:
    world = tiny_world()
    assert _add(world, BOB, "Staking") is None
    assert world.free(ALICE) == 1_000 * TAO - DEPOSIT_BASE - DEPOSIT_EACH
    assert world.state.get("System", "Account", ALICE)["data"]["reserved"] == 93_000_000
    assert world.fields("ProxyAdded")["delegatee"] == BOB


def test_removing_gives_the_deposit_back() -> None:
    world = tiny_world()
    _add(world, BOB)
    gone = {"delegate": BOB, "proxy_type": "Any", "delay": 0}
    assert world.call(ALICE, "remove_proxy", pallet="Proxy", **gone) is None
    assert world.free(ALICE) == 1_000 * TAO
    assert world.call(ALICE, "remove_proxy", pallet="Proxy", **gone) == "Proxy.NotFound"


def test_removing_all_leaves_none() -> None:
    world = tiny_world()
    _add(world, BOB)
    _add(world, STRANGER)
    assert world.call(ALICE, "remove_proxies", pallet="Proxy") is None
    assert world.free(ALICE) == 1_000 * TAO
    assert _act(world, _send(TAO)) == "Proxy.NotProxy"


def test_the_same_twice_oneself_and_too_many_are_refused() -> None:
    world = tiny_world()
    _add(world, BOB)
    assert _add(world, BOB) == "Proxy.Duplicate"
    assert _add(world, ALICE) == "Proxy.NoSelfProxy"
    for number in range(MOST - 1):
        assert _add(world, who(f"delegate {number}")) is None
    assert _add(world, STRANGER) == "Proxy.TooMany"


def test_a_proxy_acts_for_the_real_account() -> None:
    world = tiny_world()
    _add(world, BOB)
    before = world.free(ALICE)
    assert _act(world, _send(TAO)) is None
    assert _result(world) == {"Ok": ()}
    assert (world.free(ALICE), world.free(STRANGER)) == (before - TAO, TAO)


def test_who_is_no_proxy_is_refused() -> None:
    world = tiny_world()
    assert _act(world, _send(TAO)) == "Proxy.NotProxy"
    _add(world, BOB, "Staking")
    assert _act(world, _send(TAO), kind="Transfer") == "Proxy.NotProxy"


def test_a_proxy_with_a_delay_has_to_announce() -> None:
    world = tiny_world()
    _add(world, BOB, delay=10)
    assert _act(world, _send(TAO)) == "Proxy.Unannounced"


@pytest.mark.parametrize(
    "kind", ["NonTransfer", "NonFungible", "Staking", "Registration", "Senate", "SwapHotkey"]
)
def test_a_type_that_may_not_transfer_is_filtered_and_nothing_moves(kind: str) -> None:
    world = tiny_world()
    _add(world, BOB, kind)
    assert _act(world, _send(TAO)) is None
    assert _filtered(world)
    assert world.free(STRANGER) == 0


def test_a_batch_is_no_way_around_the_filter() -> None:
    world = tiny_world()
    _add(world, BOB, "NonTransfer")
    batch = codec().encode_call("Utility", "batch_all", {"calls": [_send(TAO)]})
    assert _act(world, batch) is None
    assert _filtered(world)
    assert world.free(STRANGER) == 0


@pytest.mark.parametrize("kind", ["Senate", "Triumvirate", "Governance", "RootWeights"])
def test_a_type_that_is_no_longer_used_makes_no_batch_either(kind: str) -> None:
    world = tiny_world()
    _add(world, BOB, kind)
    assert _act(world, codec().encode_call("Utility", "batch", {"calls": []})) is None
    assert _filtered(world)


def test_a_small_transfer_stays_below_half_a_tao() -> None:
    world = tiny_world()
    _add(world, BOB, "SmallTransfer")
    assert _act(world, _send(TAO // 2 - 1)) is None
    assert _result(world) == {"Ok": ()}
    _act(world, _send(TAO // 2))
    assert _filtered(world)


def test_a_failing_call_is_told_by_its_event() -> None:
    world = tiny_world()
    _add(world, BOB)
    assert _act(world, _send(5_000 * TAO)) is None
    assert _result(world) == {"Err": {"Token": "FundsUnavailable"}}


def test_a_proxy_hands_on_no_more_than_it_has() -> None:
    world = tiny_world()
    _add(world, BOB, "NonCritical")
    wider = {"delegate": STRANGER, "proxy_type": "Any", "delay": 0}
    _act(world, codec().encode_call("Proxy", "add_proxy", wider))
    assert _filtered(world)
    _act(world, codec().encode_call("Proxy", "remove_proxies", {}))
    assert _filtered(world)
