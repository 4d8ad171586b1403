import dataclasses

from gui.pages.subnets.row import subnet_rows
from tests.builders import BLOCK, NOW, health, price_points, stamp, subnet, subnet_list


def one_row(found, history=(), healths=(), block_time=12.0):
    listed = subnet_list([found], at=stamp(read_at=NOW))
    (row,) = subnet_rows(
        listed,
        {found.netuid: history} if history else {},
        {h.netuid: h for h in healths},
        block_time,
    )
    return row


def test_a_course_ends_with_the_price_of_now():
    row = one_row(subnet(price=50), price_points(40))
    assert row.prices[-2:] == (40, 50)


def test_without_history_there_is_no_course_and_no_change():
    row = one_row(subnet())
    assert (row.prices, row.change, row.validators) == ((), None, None)


def test_the_age_follows_the_pace_of_the_history_and_not_of_a_fast_practice_block():
    fourteen_days = BLOCK * 12 // 86_400
    assert one_row(subnet(registered_at=0), price_points(40), block_time=2.0).age == fourteen_days


def test_validators_come_from_the_sweep():
    assert one_row(subnet(14), healths=[health(14, 0)]).validators == 0


def test_a_subnet_from_after_the_block_has_no_negative_age():
    found = dataclasses.replace(subnet(), registered_at=BLOCK + 5)
    assert one_row(found).age == 0


def test_the_root_has_no_market_and_no_weights():
    row = one_row(subnet(0, "root"), price_points(40), [health(0, 0)])
    assert (row.prices, row.change, row.validators) == ((), None, None)
