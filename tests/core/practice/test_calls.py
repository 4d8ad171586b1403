from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.practice import calls
from core.practice.economy import accounts, cells, hooks
from tests.fakes.tiny_world import (
    ALICE,
    BLOCK,
    BOB,
    STRANGER,
    TAO,
    VALIDATOR,
    TinyWorld,
    codec,
    tiny_world,
    who,
)

HOTKEYS = [VALIDATOR, *(who(f"hotkey {number}") for number in range(6))]
amounts = st.integers(1, 400 * TAO)
hotkeys = st.sampled_from(HOTKEYS)
netuids = st.integers(0, 4)
prices = st.integers(10**8, 5 * 10**8)


def _call(function: str, pallet: str = "SubtensorModule", **args: st.SearchStrategy[Any]) -> Any:
    return st.tuples(st.just(pallet), st.just(function), st.fixed_dictionaries(args))


def _limited(name: str) -> dict[str, st.SearchStrategy[Any]]:
    return {name: amounts, "limit_price": prices, "allow_partial": st.booleans()}


anything = st.one_of(
    _call(
        "transfer_allow_death", "Balances", dest=st.sampled_from([ALICE, STRANGER]), value=amounts
    ),
    _call("transfer_all", "Balances", dest=st.just(STRANGER), keep_alive=st.booleans()),
    _call("add_stake", hotkey=hotkeys, netuid=netuids, amount_staked=amounts),
    _call("add_stake_limit", hotkey=hotkeys, netuid=netuids, **_limited("amount_staked")),
    _call("remove_stake", hotkey=hotkeys, netuid=netuids, amount_unstaked=amounts),
    _call("remove_stake_limit", hotkey=hotkeys, netuid=netuids, **_limited("amount_unstaked")),
    _call("burned_register", netuid=netuids, hotkey=hotkeys),
    _call("register_network", hotkey=hotkeys),
)
steps = st.lists(st.tuples(st.sampled_from([ALICE, BOB, STRANGER]), anything), max_size=14)


def _check(world: TinyWorld) -> None:
    assert accounts.issuance(world.state) == world.all_tao()
    assert world.state.get("Balances", "TotalIssuance") == world.all_tao()
    for netuid in cells.netuids(world.state):
        _check_reserves(world, netuid)
        _check_seats(world, netuid)
    for (hotkey,), coldkey in world.state.items("SubtensorModule", "Owner"):
        assert hotkey in world.get("OwnedHotkeys", coldkey)


def _check_reserves(world: TinyWorld, netuid: int) -> None:
    assert world.get("SubnetTAO", netuid) <= world.free(accounts.subnet_account(netuid))
    totals = world.state.items("SubtensorModule", "TotalHotkeyAlpha")
    staked = sum(alpha for (_, where), alpha in totals if where == netuid)
    assert staked <= world.get("SubnetAlphaOut", netuid)
    assert world.get("MinBurn", netuid) <= world.get("Burn", netuid) <= world.get("MaxBurn", netuid)


def _check_seats(world: TinyWorld, netuid: int) -> None:
    count = world.get("SubnetworkN", netuid)
    seated = {world.get("Keys", netuid, uid): uid for uid in range(count)}
    stored = world.state.items("SubtensorModule", "Uids", netuid)
    assert {key[1]: uid for key, uid in stored} == seated
    assert len(world.get("LastUpdate", netuid)) == count <= world.get("MaxAllowedUids", netuid)


@settings(max_examples=60)
@given(steps)
def test_whatever_people_call_the_books_stay_balanced(steps: list[Any]) -> None:
    world = tiny_world()
    world.give_traders(50 * TAO)
    for signer, (pallet, function, args) in steps:
        before, issued = world.snapshot(), accounts.issuance(world.state)
        if world.call(signer, function, pallet=pallet, **args) is not None:
            assert world.snapshot() == before
        assert accounts.issuance(world.state) <= issued
        world.block += 1
        hooks.on_initialize(world.context())
        _check(world)


def test_every_handled_call_is_one_of_the_metadata() -> None:
    pallets = codec().runtime.metadata_ir()["pallets"]
    real = {(pallet["name"], call["name"]) for pallet in pallets for call in pallet["calls"]}
    assert set(calls.known()) <= real


def test_an_unknown_call_has_no_handler() -> None:
    assert calls.find("SubtensorModule", "swap_coldkey") is None
    assert calls.find("Balances", "transfer_keep_alive") is not None


def test_a_dispatch_returns_the_error_instead_of_raising_it() -> None:
    world = tiny_world()
    handler = calls.find("SubtensorModule", "start_call")
    assert handler is not None
    error = calls.dispatch(world.context(), handler, ALICE, {"netuid": 9})
    assert error is not None
    assert error.name == "SubtensorModule.SubnetNotExists"
    assert world.block == BLOCK
