import pytest

from core.domain.ids import BlockNumber
from core.domain.money import Price
from core.domain.prices import day_change, seconds_since
from core.domain.subnets import PricePoint

NOW = 1_000_000.0


def point(hours_ago, price, block=0):
    return PricePoint(BlockNumber(block), NOW - hours_ago * 3_600, Price(price))


def test_the_change_is_against_the_sample_nearest_to_a_day_ago():
    points = [point(30, 500), point(25, 1_000), point(6, 2_000)]
    assert day_change(points, Price(1_024), NOW) == 24


def test_a_fall_is_negative_and_rounds_towards_zero():
    assert day_change([point(24, 3_000)], Price(2_999), NOW) == 0
    assert day_change([point(24, 1_000)], Price(500), NOW) == -500


def test_no_sample_near_a_day_ago_means_no_change_is_known():
    assert day_change([], Price(1), NOW) is None
    assert day_change([point(12, 1_000)], Price(1), NOW) is None


def test_a_price_of_nothing_has_no_change():
    assert day_change([point(24, 0)], Price(5), NOW) is None


def since(block, points=(), block_time=2.0):
    return seconds_since(BlockNumber(block), BlockNumber(8_000), NOW, points, block_time)


# Twelve-second blocks up to block 7 400, then 600 of two seconds.
PRETENDED = [point(25, 1, 200), point(24 + 1 / 3, 1, 400), point(1 / 3, 1, 7_400)]


def test_a_block_before_the_history_goes_by_its_first_pace():
    assert since(100, PRETENDED) == pytest.approx(25 * 3_600 + 100 * 12)


def test_a_block_within_the_history_lies_between_its_neighbours():
    assert since(300, PRETENDED) == pytest.approx((24 + 2 / 3) * 3_600)


def test_a_block_after_the_history_goes_by_the_pace_since():
    assert since(7_700, PRETENDED) == pytest.approx(600)


def test_without_history_every_block_took_the_chains_time():
    assert since(7_000) == 2_000
    assert since(7_000, [point(1, 1, 7_500)]) == 2_000


def test_nothing_is_in_the_future():
    assert since(9_000, PRETENDED) == 0
    assert since(9_000) == 0
