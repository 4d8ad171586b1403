from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.practice.economy import shares
from tests.fakes.tiny_world import ALICE, BOB, STRANGER, VALIDATOR, tiny_world

NETUID = 1
TAO = 10**9


def test_the_worked_example_of_three_stakers() -> None:
    world = tiny_world()
    state = world.state
    shares.add(state, VALIDATOR, ALICE, NETUID, 1_000)
    shares.add(state, VALIDATOR, BOB, NETUID, 500)
    shares.distribute(state, VALIDATOR, NETUID, 300)
    assert (world.stake(VALIDATOR, ALICE, NETUID), world.stake(VALIDATOR, BOB, NETUID)) == (
        1_200,
        600,
    )
    shares.add(state, VALIDATOR, STRANGER, NETUID, 600)
    shares.remove(state, VALIDATOR, ALICE, NETUID, 400)
    assert shares.total(state, VALIDATOR, NETUID) == 2_000
    assert world.stake(VALIDATOR, ALICE, NETUID) in (799, 800)
    assert world.stake(VALIDATOR, BOB, NETUID) in (599, 600)
    assert world.stake(VALIDATOR, STRANGER, NETUID) in (599, 600)


def test_taking_the_whole_position_leaves_no_record_of_it() -> None:
    world = tiny_world()
    shares.add(world.state, VALIDATOR, ALICE, NETUID, 1_000)
    shares.remove(world.state, VALIDATOR, ALICE, NETUID, 1_000)
    assert not world.state.has("SubtensorModule", "AlphaV2", VALIDATOR, ALICE, NETUID)
    assert not world.state.has("SubtensorModule", "TotalHotkeySharesV2", VALIDATOR, NETUID)


def test_more_than_the_position_cannot_be_taken() -> None:
    world = tiny_world()
    shares.add(world.state, VALIDATOR, ALICE, NETUID, 1_000)
    with pytest.raises(ValueError, match="more than"):
        shares.remove(world.state, VALIDATOR, ALICE, NETUID, 1_001)


@given(st.integers(0, 10**20))
def test_whole_shares_survive_their_encoding(number: int) -> None:
    assert shares.unpack(shares.pack(number)) == number


@given(st.fractions(min_value=0, max_value=10**18))
def test_fractional_shares_lose_less_than_a_billionth(number: Fraction) -> None:
    lost = number - shares.unpack(shares.pack(number))
    assert 0 <= lost <= max(number, 1) / 10**18


operations = st.lists(
    st.tuples(st.sampled_from([ALICE, BOB, STRANGER]), st.integers(-(10**12), 10**12)),
    max_size=25,
)


@given(operations)
def test_one_coldkeys_changes_never_move_anothers_value_by_more_than_a_rao(
    steps: list[tuple[str, int]],
) -> None:
    world = tiny_world()
    state = world.state
    for who, change in steps:
        before = {one: world.stake(VALIDATOR, one, NETUID) for one in (ALICE, BOB, STRANGER)}
        if change >= 0:
            shares.add(state, VALIDATOR, who, NETUID, change + TAO)
        else:
            shares.remove(state, VALIDATOR, who, NETUID, min(-change, before[who]))
        after = {one: world.stake(VALIDATOR, one, NETUID) for one in before}
        assert all(abs(after[one] - before[one]) <= 1 for one in before if one != who)
        assert sum(after.values()) <= shares.total(state, VALIDATOR, NETUID)
