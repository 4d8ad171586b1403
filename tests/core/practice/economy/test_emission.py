import pytest

from core.practice.economy.emission import block_emission

TAO = 10**9


@pytest.mark.parametrize(
    ("issued", "emission"),
    [
        (10_499_999, 1_000_000_000),
        (10_500_000, 500_000_000),
        (15_749_999, 500_000_000),
        (15_750_001, 250_000_000),
        (18_375_001, 125_000_000),
        (21_000_000, 0),
    ],
)
def test_emission_halves_by_issuance(issued: int, emission: int) -> None:
    assert block_emission(issued * TAO) == emission
