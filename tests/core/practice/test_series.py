from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from core.practice.packing import Place, shared_values
from core.practice.series import pressed, unpressed

gaps = st.lists(st.integers(1, 127), min_size=1, max_size=40)
numbers = st.integers(0, 2**64 - 1).map(lambda number: number.to_bytes(8, "little"))
anything = st.one_of(st.none(), numbers, st.binary(max_size=90))


@given(st.integers(0, 2**31), gaps, st.data())
def test_what_is_pressed_comes_back(start: int, steps: list[int], data: st.DataObject) -> None:
    values = data.draw(st.sampled_from([numbers, anything]))
    olds = [(block, data.draw(values)) for block in accumulate(steps, initial=start)]
    assert list(unpressed(pressed(olds, {}))) == olds


def test_a_price_that_decays_takes_next_to_nothing() -> None:
    burn, olds = 3 * 10**9, []
    for block in range(100_000, 100_128):
        olds.append((block, burn.to_bytes(8, "little")))
        burn = burn * 4_286_705_684 >> 32
    assert len(pressed(olds, {})) < 2 * len(olds)


def test_shared_values_stay_places() -> None:
    olds = [(block, b"x" * 100) for block in range(9)]
    shared = shared_values({b"key": olds})
    assert list(unpressed(pressed(olds, shared))) == [(block, Place(0)) for block in range(9)]
