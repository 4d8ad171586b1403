from hypothesis import given
from hypothesis import strategies as st

from core.practice.packing import Place, pack, shared_values, unpack, unpack_plain

entries = st.lists(st.tuples(st.integers(0, 2**40), st.one_of(st.none(), st.binary(max_size=200))))


@given(entries)
def test_packed_entries_come_back(packed: list[tuple[int, bytes | None]]) -> None:
    assert list(unpack_plain(pack(packed))) == packed


@given(entries)
def test_shared_values_come_back_by_their_places(packed: list[tuple[int, bytes | None]]) -> None:
    shared = shared_values({b"one": packed, b"two": packed})
    values = {place: value for value, place in shared.items()}
    restored = [
        (number, values[value.number] if isinstance(value, Place) else value)
        for number, value in unpack(pack(packed, shared))
    ]
    assert restored == packed


def test_only_long_values_that_recur_are_shared() -> None:
    long, short = b"x" * 100, b"y"
    replaced = {b"a": [(1, long), (2, short)], b"b": [(1, long), (2, short), (3, b"z" * 100)]}
    assert shared_values(replaced) == {long: 0}
