from hypothesis import given
from hypothesis import strategies as st

from core.practice.economy.apportion import divide


@given(st.integers(0, 10**15), st.lists(st.integers(0, 10**15), min_size=1, max_size=12))
def test_division_gives_away_everything_and_nearly_in_proportion(
    amount: int, parts: list[int]
) -> None:
    given_out = divide(amount, parts)
    total = sum(parts)
    assert sum(given_out) == (amount if total else 0)
    if total:
        exact = [amount * part // total for part in parts]
        assert all(0 <= got - low <= 1 for got, low in zip(given_out, exact, strict=True))


def test_equal_remainders_favour_the_first() -> None:
    assert divide(10, [1, 1, 1]) == [4, 3, 3]
