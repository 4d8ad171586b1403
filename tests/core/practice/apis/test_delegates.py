"""Delegates, their nominators and returns."""

from __future__ import annotations

from core.practice.economy import shares
from tests.fakes.runtime_api import ask
from tests.fakes.worlds import FULL, number, world

API = "DelegateInfoRuntimeApi"
MODULE = "SubtensorModule"


def test_every_hotkey_with_a_take_is_a_delegate():
    state = world(FULL)
    found = {row["delegate_ss58"]: row["take"] for row in ask(state, API, "get_delegates")}
    assert found == {hotkey: take for (hotkey,), take in state.items(MODULE, "Delegates")}


def test_a_delegate_tells_seats_permits_and_nominators():
    state = world(FULL)
    hotkey = state.get(MODULE, "Keys", 0, 1)
    row = ask(state, API, "get_delegate", hotkey)
    seats = sorted(netuid for (_, netuid), _ in state.items(MODULE, "IsNetworkMember", hotkey))
    assert row["registrations"] == seats
    assert row["validator_permits"] == [
        netuid
        for netuid in seats
        if state.get(MODULE, "ValidatorPermit", netuid)[number(state, "Uids", netuid, hotkey)]
    ]
    for nominator, positions in row["nominators"]:
        for netuid, stake in positions:
            assert stake == shares.value(state, hotkey, nominator, netuid)
    assert row["total_daily_return"] > 0


def test_no_delegate_is_none():
    state = world(FULL)
    assert ask(state, API, "get_delegate", state.get(MODULE, "SubnetOwner", 14)) is None


def test_a_nominator_finds_its_delegations():
    state = world(FULL)
    hotkey = state.get(MODULE, "Keys", 0, 1)
    nominator = ask(state, API, "get_delegate", hotkey)["nominators"][0][0]
    rows = ask(state, API, "get_delegated", nominator)
    mine = [(netuid, stake) for info, (netuid, stake) in rows if info["delegate_ss58"] == hotkey]
    assert mine
    for netuid, stake in mine:
        assert stake == shares.value(state, hotkey, nominator, netuid)
