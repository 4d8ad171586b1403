from core.domain.ids import BlockNumber
from core.domain.money import Price
from core.domain.prices import DAY, block_pace, day_change
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


def test_the_pace_is_that_of_the_history():
    points = [point(24, 1, block=0), point(0, 1, block=7_200)]
    assert block_pace(points, 2.0) == DAY / 7_200


def test_without_history_the_pace_is_the_chains():
    assert block_pace([], 2.0) == 2.0
    assert block_pace([point(1, 1, block=5)] * 2, 2.0) == 2.0
