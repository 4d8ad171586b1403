import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.practice.codec import Codec
from core.practice.metadata import load
from core.practice.state import State, page

CODEC = Codec(load())
PREFIX = CODEC.key("SubtensorModule", "Uids")
OTHER = CODEC.key("SubtensorModule", "Keys")


def _write_and_fail(state: State, values: dict[bytes, bytes | None]) -> None:
    with state.transaction():
        with state.transaction():
            for key, value in values.items():
                state.set_raw(key, value)
        raise ZeroDivisionError


@pytest.fixture
def state() -> State:
    return State(CODEC)


def test_a_value_comes_back_and_an_absent_one_is_the_default(state: State) -> None:
    state.put("SubtensorModule", "Tempo", 3, value=99)
    assert state.get("SubtensorModule", "Tempo", 3) == 99
    assert state.get("SubtensorModule", "Tempo", 4) == 360
    assert state.get("SubtensorModule", "NullPruningTarget", 4) is None
    assert state.has("SubtensorModule", "Tempo", 3)
    assert not state.has("SubtensorModule", "Tempo", 4)


def test_a_removed_value_is_the_default_again(state: State) -> None:
    state.put("SubtensorModule", "Tempo", 3, value=99)
    state.remove("SubtensorModule", "Tempo", 3)
    assert not state.has("SubtensorModule", "Tempo", 3)


def test_a_map_is_listed_under_its_first_parameter(state: State) -> None:
    for netuid, uid in ((1, 0), (1, 2), (2, 0)):
        account = CODEC.decode("scale_info::0", bytes([netuid, uid]) * 16)
        state.put("SubtensorModule", "Uids", netuid, account, value=uid)
    assert sorted(uid for _, uid in state.items("SubtensorModule", "Uids", 1)) == [0, 2]
    assert {params[0] for params, _ in state.items("SubtensorModule", "Uids")} == {1, 2}


suffixes = st.lists(st.one_of(st.binary(max_size=6), st.just(b"\xff\xff\xff")), max_size=30)


@given(suffixes, suffixes, st.binary(max_size=3))
def test_keys_are_those_below_the_prefix_in_order(
    here: list[bytes], there: list[bytes], more: bytes
) -> None:
    state = State(CODEC)
    keys = {PREFIX + suffix for suffix in here} | {OTHER + suffix for suffix in there}
    for key in keys:
        state.set_raw(key, b"1")
    for prefix in (PREFIX + more, PREFIX, PREFIX[:16], b""):
        assert state.keys(prefix) == sorted(key for key in keys if key.startswith(prefix))


def test_keys_stay_sorted_as_they_come_and_go(state: State) -> None:
    for suffix in (b"b", b"d"):
        state.set_raw(PREFIX + suffix, b"1")
    assert len(state.keys(PREFIX)) == 2
    state.set_raw(PREFIX + b"c", b"1")
    state.set_raw(PREFIX + b"b", None)
    assert state.keys(PREFIX) == [PREFIX + b"c", PREFIX + b"d"]


def test_a_listing_is_ones_own_to_change(state: State) -> None:
    state.set_raw(PREFIX + b"a", b"1")
    state.keys(PREFIX).clear()
    assert state.keys(PREFIX) == [PREFIX + b"a"]


def test_the_journal_holds_what_was_there_first(state: State) -> None:
    state.set_raw(PREFIX, b"1")
    state.take_journal()
    state.set_raw(PREFIX, b"2")
    state.set_raw(PREFIX, b"3")
    state.set_raw(OTHER, b"new")
    assert state.take_journal() == {PREFIX: b"1", OTHER: None}
    assert state.take_journal() == {}


def test_a_value_written_back_is_no_change(state: State) -> None:
    state.set_raw(PREFIX, b"1")
    state.take_journal()
    state.set_raw(PREFIX, b"2")
    state.set_raw(PREFIX, b"1")
    assert state.take_journal() == {}


def test_a_failed_transaction_leaves_nothing(state: State) -> None:
    state.set_raw(PREFIX, b"1")
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(state, {PREFIX: None, OTHER: b"2"})
    assert (state.raw(PREFIX), state.raw(OTHER)) == (b"1", None)
    assert state.take_journal() == {PREFIX: None}


def test_an_inner_failure_keeps_the_outer_writes(state: State) -> None:
    with state.transaction():
        state.set_raw(PREFIX, b"1")
        with pytest.raises(ZeroDivisionError):
            _write_and_fail(state, {PREFIX: b"2"})
        state.set_raw(OTHER, b"3")
    assert (state.raw(PREFIX), state.raw(OTHER)) == (b"1", b"3")
    assert state.take_journal() == {PREFIX: None, OTHER: None}


def test_an_outer_failure_undoes_the_inner_writes(state: State) -> None:
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(state, {PREFIX: b"1"})
    assert state.raw(PREFIX) is None


def test_loaded_entries_are_read_and_not_journalled(state: State) -> None:
    assert state.keys(PREFIX) == []
    state.load(PREFIX, {PREFIX + b"b": b"2", PREFIX + b"a": b"1"})
    assert state.keys(PREFIX) == [PREFIX + b"a", PREFIX + b"b"]
    assert state.take_journal() == {}


def test_the_digest_tells_values_apart() -> None:
    one, two = State(CODEC), State(CODEC)
    one.set_raw(PREFIX, b"1")
    two.set_raw(PREFIX, b"2")
    assert one.digest() != two.digest()
    two.set_raw(PREFIX, b"1")
    assert one.digest() == two.digest()


def test_pages_begin_behind_the_key_given() -> None:
    keys = [b"a", b"b", b"c"]
    assert page(keys, 2, None) == [b"a", b"b"]
    assert page(keys, 2, b"b") == [b"c"]
    assert page(keys, 2, b"aa") == [b"b", b"c"]
