import pytest

from core.practice.economy import moving_price
from tests.fakes.tiny_world import BLOCK, tiny_world

ONE = 1 << 32
RATE = 12_885  # 0.000003
HALVING = 201_600
SPOT = ONE // 20


def test_the_average_rises_as_slowly_as_worked_out() -> None:
    price = 0
    for age in range(1, 7_201):
        price = moving_price.moved(price, SPOT, RATE, age, HALVING)
    assert price / ONE == pytest.approx(0.000_018_84, abs=2e-8)


def test_a_stride_moves_the_average_as_its_blocks_would_one_by_one() -> None:
    old = ONE // 2
    single = old
    for _ in range(32):
        single = moving_price.moved(single, SPOT, RATE, 10**6, HALVING)
    assert abs(moving_price.moved(old, SPOT, RATE, 10**6, HALVING, 32) - single) <= 32


def test_spot_counts_as_one_tao_at_most() -> None:
    assert moving_price.moved(ONE, 50 * ONE, RATE, 10**6, HALVING) == ONE


def test_each_subnet_is_moved_once_in_a_stride() -> None:
    world = tiny_world()
    world.put("SubnetMovingPrice", 1, value={"bits": 0})
    world.state.take_journal()
    changed = 0
    for block in range(BLOCK, BLOCK + moving_price.STRIDE):
        moving_price.advance(world.state, block, [0, 1, 2, 3])
        changed += world.state.take_journal().keys() >= {
            world.state.codec.key("SubtensorModule", "SubnetMovingPrice", 1)
        }
    assert changed == 1
    assert world.get("SubnetMovingPrice", 1)["bits"] > 0


def test_a_subnet_that_has_not_started_keeps_its_average() -> None:
    world = tiny_world()
    before = world.get("SubnetMovingPrice", 3)
    for block in range(BLOCK, BLOCK + moving_price.STRIDE):
        moving_price.advance(world.state, block, [3])
    assert world.get("SubnetMovingPrice", 3) == before
