from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from core.domain.ids import BlockHash, BlockNumber, NetUid
from core.domain.money import Price
from core.domain.subnets import PricePoint
from core.storage.database import Database
from core.storage.history import SqlitePriceHistory

HERE = BlockHash("0x" + "ab" * 32)
THERE = BlockHash("0x" + "cd" * 32)
DAY = 86_400


@pytest.fixture
async def history(tmp_path) -> AsyncIterator[SqlitePriceHistory]:
    database = Database(tmp_path / "taonaut.db")
    await database.open()
    yield SqlitePriceHistory(database)
    await database.close()


def sample(block: int, time: float, *, netuids: int = 2, price: int = 5):
    return {
        NetUid(n): PricePoint(BlockNumber(block), time, Price(price + n)) for n in range(netuids)
    }


async def test_samples_come_back_by_block_and_subnet_oldest_first(history):
    await history.add(HERE, sample(20, 200.0))
    await history.add(HERE, sample(10, 100.0))
    found = await history.samples(HERE, 0.0)
    assert list(found) == [10, 20]
    assert found[BlockNumber(10)] == sample(10, 100.0)


async def test_only_samples_since_the_asked_time_come(history):
    await history.add(HERE, sample(10, 100.0))
    await history.add(HERE, sample(20, 200.0))
    assert list(await history.samples(HERE, 150.0)) == [20]


async def test_chains_are_kept_apart(history):
    await history.add(HERE, sample(10, 100.0))
    assert await history.samples(THERE, 0.0) == {}


async def test_a_sample_can_be_added_twice(history):
    await history.add(HERE, sample(10, 100.0))
    await history.add(HERE, sample(10, 100.0, price=9))
    found = await history.samples(HERE, 0.0)
    assert found[BlockNumber(10)][NetUid(0)].price == 9


async def test_adding_nothing_is_allowed(history):
    await history.add(HERE, {})
    assert await history.samples(HERE, 0.0) == {}


async def test_old_samples_go_when_new_ones_come(history):
    await history.add(HERE, sample(10, 100.0))
    await history.add(HERE, sample(20, 100.0 + 91 * DAY))
    assert list(await history.samples(HERE, 0.0)) == [20]


async def test_one_chains_samples_can_be_forgotten(history):
    for genesis in (HERE, THERE):
        await history.add(genesis, sample(10, 100.0))
    await history.forget(HERE)
    assert await history.samples(HERE, 0.0) == {}
    assert list(await history.samples(THERE, 0.0)) == [10]


async def test_a_price_no_disk_can_hold_is_left_out(history):
    points = sample(10, 100.0)
    points[NetUid(1)] = PricePoint(BlockNumber(10), 100.0, Price(2**64))
    await history.add(HERE, points)
    assert list((await history.samples(HERE, 0.0))[BlockNumber(10)]) == [0]
