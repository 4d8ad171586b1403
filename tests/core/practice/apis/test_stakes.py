"""Positions by coldkey come from the share pools."""

from __future__ import annotations

from core.practice.economy import shares
from tests.fakes.runtime_api import ask
from tests.fakes.worlds import FULL, SMALL, fresh, number, world

API = "StakeInfoRuntimeApi"
MODULE = "SubtensorModule"


def alice():
    state = world(FULL)
    hotkey = state.get(MODULE, "Keys", 14, 5)
    return state.get(MODULE, "Owner", hotkey), hotkey


def test_a_coldkeys_positions_are_those_of_the_share_pools():
    state = world(FULL)
    coldkey, hotkey = alice()
    rows = ask(state, API, "get_stake_info_for_coldkey", coldkey)
    assert [(row["netuid"], row["is_registered"]) for row in rows] == [
        (0, False),
        (1, True),
        (14, True),
    ]
    for row in rows:
        assert (row["hotkey"], row["coldkey"]) == (hotkey, coldkey)
        assert row["stake"] == shares.value(state, hotkey, coldkey, row["netuid"])


def test_stake_of_nominators_grows_with_dividends():
    state = world(FULL)
    validator = state.get(MODULE, "Keys", 0, 0)
    backers = {who for (_, who, _), _ in state.items(MODULE, "AlphaV2", validator)}
    total = 0
    for backer in backers:
        place = (validator, backer, 0)
        total += ask(state, API, "get_stake_info_for_hotkey_coldkey_netuid", *place)["stake"]
    alpha = number(state, "TotalHotkeyAlpha", validator, 0)
    assert alpha - len(backers) < total <= alpha


def test_many_coldkeys_are_answered_in_the_order_asked():
    state = world(FULL)
    coldkey, _ = alice()
    other = state.get(MODULE, "SubnetOwner", 14)
    rows = ask(state, API, "get_stake_info_for_coldkeys", [other, coldkey])
    assert [who for who, _ in rows] == [other, coldkey]
    assert rows[1][1] == ask(state, API, "get_stake_info_for_coldkey", coldkey)


def test_all_of_a_stake_is_available_unless_locked():
    state = fresh(FULL)
    coldkey, hotkey = alice()
    answer = dict(ask(state, API, "get_stake_availability_for_coldkeys", [coldkey], None))
    free = {netuid: row["available"] for netuid, row in dict(answer[coldkey]).items()}
    assert free == {netuid: shares.value(state, hotkey, coldkey, netuid) for netuid in (0, 1, 14)}
    lock = {"locked_mass": 1_000, "conviction": {"bits": 0}, "last_update": 5}
    state.put(MODULE, "Lock", coldkey, 14, hotkey, value=lock)
    rows = dict(ask(state, API, "get_stake_availability_for_coldkeys", [coldkey], [14]))
    assert dict(rows[coldkey])[14]["available"] == free[14] - 1_000
    assert ask(state, API, "get_coldkey_lock", coldkey, 14) == lock
    assert ask(state, API, "get_coldkey_lock", coldkey, 1) is None


def test_a_stakers_fee_is_that_of_the_swap():
    state = world(FULL)
    coldkey, hotkey = alice()
    tao = 10 * 10**9
    ask_fee = (None, coldkey, (hotkey, 14), coldkey, tao)
    assert ask(state, API, "get_stake_fee", *ask_fee) == 5_035_477
    same = ((hotkey, 14), coldkey, (hotkey, 14), coldkey, tao)
    assert ask(state, API, "get_stake_fee", *same) == 0
    root = (None, coldkey, (hotkey, 0), coldkey, tao)
    assert ask(state, API, "get_stake_fee", *root) == 0


def test_somebody_without_stake_has_no_positions():
    nobody = "5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM"
    assert ask(world(SMALL), API, "get_stake_info_for_coldkey", nobody) == []
