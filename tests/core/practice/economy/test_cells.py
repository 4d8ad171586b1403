from hypothesis import given
from hypothesis import strategies as st

from core.practice.economy import cells
from core.practice.state import State
from tests.fakes.tiny_world import codec, tiny_world

NETUID = 300


def test_keys_are_those_of_the_codec() -> None:
    assert cells.key(codec(), "Weights", NETUID, 7) == codec().key(
        cells.PALLET, "Weights", NETUID, 7
    )


def test_numbers_fall_back_to_their_default_and_keep_their_width() -> None:
    state = State(codec())
    assert cells.number(state, "Kappa", NETUID) == 32_767
    cells.put(state, "Kappa", NETUID, value=1)
    assert state.get(cells.PALLET, "Kappa", NETUID) == 1


@given(st.lists(st.integers(0, 65_535), max_size=300))
def test_vectors_read_and_write_as_the_codec_does(values: list[int]) -> None:
    state = State(codec())
    cells.put_vector(state, "Incentive", NETUID, 2, values)
    assert state.get(cells.PALLET, "Incentive", NETUID) == values
    cells.append(state, "Incentive", NETUID, 2, 9)
    assert cells.vector(state, "Incentive", NETUID, 2) == [*values, 9]
    cells.put_element(state, "Incentive", NETUID, 2, 0, 5)
    assert state.get(cells.PALLET, "Incentive", NETUID) == [5, *[*values, 9][1:]]


def test_an_element_beyond_the_end_is_not_written() -> None:
    state = State(codec())
    cells.put_vector(state, "Incentive", NETUID, 2, [1])
    cells.put_element(state, "Incentive", NETUID, 2, 1, 5)
    cells.put_element(state, "Incentive", NETUID + 1, 2, 0, 5)
    assert state.get(cells.PALLET, "Incentive", NETUID) == [1]
    assert cells.vector(state, "Incentive", NETUID + 1, 2) == []


@given(st.dictionaries(st.integers(0, 255), st.integers(0, 65_535), max_size=64))
def test_rows_read_and_write_as_the_codec_does(weights: dict[int, int]) -> None:
    state = State(codec())
    pairs = list(weights.items())
    cells.put_row(state, "Weights", NETUID, 3, pairs)
    assert state.get(cells.PALLET, "Weights", NETUID, 3) == pairs
    assert cells.row(state, "Weights", NETUID, 3) == pairs


def test_clearing_a_column_touches_one_subnet_and_one_uid() -> None:
    state = State(codec())
    for netuid, uid in ((1, 0), (1, 1), (2, 0)):
        cells.put_row(state, "Weights", netuid, uid, [(4, 10), (5, 20)])
    cells.clear_column(state, "Weights", 1, 4)
    assert cells.row(state, "Weights", 1, 0) == cells.row(state, "Weights", 1, 1)
    assert cells.row(state, "Weights", 1, 1) == [(4, 0), (5, 20)]
    assert cells.row(state, "Weights", 2, 0) == [(4, 10), (5, 20)]


def test_networks_are_listed_in_order() -> None:
    world = tiny_world()
    world.put("NetworksAdded", 256, value=True)
    world.put("NetworksAdded", 2, value=False)
    assert cells.netuids(world.state) == [0, 1, 3, 256]
