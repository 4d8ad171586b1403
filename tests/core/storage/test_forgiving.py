from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import pytest

from core.domain.ids import BlockHash, BlockNumber, NetUid, Ss58
from core.domain.money import Price
from core.domain.subnets import PricePoint
from core.storage.database import Database
from core.storage.forgiving import ForgivingCache, ForgivingHistory, ForgivingHoldings
from core.storage.history import SqlitePriceHistory
from core.storage.holdings import SqliteHoldings
from core.storage.records import SqliteRecordCache
from tests import builders

HERE = BlockHash("0x" + "ab" * 32)
POINTS = {NetUid(1): PricePoint(BlockNumber(5), 100.0, Price(7))}


@pytest.fixture
async def database(tmp_path) -> AsyncIterator[Database]:
    made = Database(tmp_path / "taonaut.db")
    await made.open()
    yield made
    await made.close()


async def test_a_disk_that_answers_is_passed_through(database):
    cache = ForgivingCache(SqliteRecordCache(database))
    history = ForgivingHistory(SqlitePriceHistory(database))
    await cache.remember_genesis("n", HERE)
    await cache.keep_subnets(HERE, builders.subnet_list(count=2))
    await cache.keep_metagraph(HERE, builders.metagraph(count=2, netuid=1))
    await cache.keep_health(HERE, builders.health(1))
    await history.add(HERE, POINTS)
    assert await cache.genesis_of("n") == HERE
    assert await cache.subnets(HERE) is not None
    assert await cache.metagraph(HERE, NetUid(1)) is not None
    assert await cache.health(HERE) == {1: builders.health(1)}
    assert await history.samples(HERE, 0.0) == {5: POINTS}
    await history.forget(HERE)
    assert await history.samples(HERE, 0.0) == {}


async def test_a_disk_that_is_gone_reads_as_empty_and_drops_what_is_written(database, caplog):
    cache = ForgivingCache(SqliteRecordCache(database))
    history = ForgivingHistory(SqlitePriceHistory(database))
    await database.close()
    with caplog.at_level(logging.WARNING):
        await cache.remember_genesis("n", HERE)
        await cache.keep_subnets(HERE, builders.subnet_list(count=2))
        await cache.keep_metagraph(HERE, builders.metagraph(count=2, netuid=1))
        await cache.keep_health(HERE, builders.health(1))
        await history.add(HERE, POINTS)
        await history.forget(HERE)
        assert await cache.genesis_of("n") is None
        assert await cache.subnets(HERE) is None
        assert await cache.metagraph(HERE, NetUid(1)) is None
        assert await cache.health(HERE) == {}
        assert await history.samples(HERE, 0.0) == {}
    assert len(caplog.records) == 11


ANN = Ss58("ann")
OWNED = builders.account_list(builders.account(owner=ANN))


async def test_accounts_pass_through_a_disk_that_answers(database):
    cache = ForgivingCache(SqliteRecordCache(database))
    holdings = ForgivingHoldings(SqliteHoldings(database))
    await cache.keep_accounts(HERE, OWNED)
    await holdings.add(HERE, OWNED, 100.0)
    assert await cache.accounts(HERE, [ANN]) is not None
    assert len(await holdings.points(HERE, [ANN], 0.0)) == 1
    assert await holdings.nearest(HERE, [ANN], 100.0, 1.0) is not None
    assert await holdings.last(HERE) == (OWNED.stamp.block, 100.0)
    await holdings.forget(HERE)
    assert await holdings.last(HERE) is None


async def test_accounts_of_a_disk_that_is_gone_are_absent(database, caplog):
    cache = ForgivingCache(SqliteRecordCache(database))
    holdings = ForgivingHoldings(SqliteHoldings(database))
    await database.close()
    with caplog.at_level(logging.WARNING):
        await cache.keep_accounts(HERE, OWNED)
        await holdings.add(HERE, OWNED, 100.0)
        await holdings.forget(HERE)
        assert await cache.accounts(HERE, [ANN]) is None
        assert list(await holdings.points(HERE, [ANN], 0.0)) == []
        assert await holdings.nearest(HERE, [ANN], 100.0, 1.0) is None
        assert await holdings.last(HERE) is None
    assert len(caplog.records) == 7
