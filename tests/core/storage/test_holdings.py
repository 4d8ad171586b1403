"""Samples of what accounts owned, kept by account and block."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from core.domain.accounts import AccountList
from core.domain.ids import BlockHash, BlockNumber, Ss58
from core.domain.stamps import Source
from core.storage.database import Database
from core.storage.holdings import SqliteHoldings
from core.storage.records import SqliteRecordCache
from tests import builders
from tests.builders import TAO
from tests.fakes.chain import MemoryHoldings

HERE = BlockHash("0x" + "ab" * 32)
THERE = BlockHash("0x" + "cd" * 32)
ANN, BEN = Ss58("ann"), Ss58("ben")
DAY = 86_400.0


@pytest.fixture
async def database(tmp_path) -> AsyncIterator[Database]:
    made = Database(tmp_path / "taonaut.db")
    await made.open()
    yield made
    await made.close()


@pytest.fixture(params=["memory", "sqlite"])
def holdings(request, database) -> MemoryHoldings | SqliteHoldings:
    """The fake that services are tested with keeps the same promises."""
    return MemoryHoldings() if request.param == "memory" else SqliteHoldings(database)


@pytest.fixture
def stored(database) -> SqliteHoldings:
    return SqliteHoldings(database)


def owned(block: int, **free: int) -> AccountList:
    accounts = [
        builders.account(builders.position(), owner=name, free=amount * TAO)
        for name, amount in free.items()
    ]
    return builders.account_list(*accounts, at=builders.stamp(block))


STAKE = builders.position().worth


async def test_nothing_is_known_at_first(holdings):
    assert list(await holdings.points(HERE, [ANN], 0.0)) == []
    assert await holdings.nearest(HERE, [ANN], 0.0, DAY) is None
    assert await holdings.last(HERE) is None


async def test_totals_come_back_by_block_oldest_first(holdings):
    await holdings.add(HERE, owned(20, ann=2), 200.0)
    await holdings.add(HERE, owned(10, ann=1), 100.0)
    points = await holdings.points(HERE, [ANN], 0.0)
    assert [(p.block, p.time, p.total) for p in points] == [
        (10, 100.0, TAO + STAKE),
        (20, 200.0, 2 * TAO + STAKE),
    ]


async def test_accounts_are_added_up_where_all_of_them_are_known(holdings):
    await holdings.add(HERE, owned(10, ann=1), 100.0)
    await holdings.add(HERE, owned(20, ann=2, ben=5), 200.0)
    both = await holdings.points(HERE, [ANN, BEN], 0.0)
    assert [(p.block, p.total) for p in both] == [(20, 7 * TAO + 2 * STAKE)]
    assert len(await holdings.points(HERE, [ANN], 0.0)) == 2


async def test_only_what_is_young_enough_is_told(holdings):
    await holdings.add(HERE, owned(10, ann=1), 100.0)
    await holdings.add(HERE, owned(20, ann=2), 200.0)
    assert [p.block for p in await holdings.points(HERE, [ANN], 150.0)] == [20]


async def test_chains_are_kept_apart(holdings):
    await holdings.add(HERE, owned(10, ann=1), 100.0)
    assert list(await holdings.points(THERE, [ANN], 0.0)) == []
    assert await holdings.last(THERE) is None


async def test_the_nearest_sample_comes_back_whole_marked_as_kept(holdings):
    for block in (10, 20, 30):
        await holdings.add(HERE, owned(block, ann=block, ben=1), block * 10.0)
    found = await holdings.nearest(HERE, [BEN, ANN], 210.0, 50.0)
    assert found is not None
    assert found.stamp.block == 20
    assert found.stamp.source is Source.CACHE
    assert [account.address for account in found.accounts] == [BEN, ANN]
    assert found.accounts[1].free == 20 * TAO
    assert found.accounts[1].positions == (builders.position(),)


async def test_a_sample_out_of_reach_is_none(holdings):
    await holdings.add(HERE, owned(10, ann=1), 100.0)
    assert await holdings.nearest(HERE, [ANN], 200.0, 99.0) is None
    assert await holdings.nearest(HERE, [ANN], 200.0, 100.0) is not None


async def test_the_highest_block_is_told_with_its_time(holdings):
    await holdings.add(HERE, owned(20, ann=1), 200.0)
    await holdings.add(HERE, owned(10, ben=1), 100.0)
    assert await holdings.last(HERE) == (20, 200.0)


async def test_a_block_can_be_noted_again(holdings):
    await holdings.add(HERE, owned(10, ann=1), 100.0)
    await holdings.add(HERE, owned(10, ann=3), 100.0)
    (point,) = await holdings.points(HERE, [ANN], 0.0)
    assert point.total == 3 * TAO + STAKE


async def test_forgetting_one_chain_leaves_the_others(holdings):
    await holdings.add(HERE, owned(10, ann=1), 100.0)
    await holdings.add(THERE, owned(10, ann=1), 100.0)
    await holdings.forget(HERE)
    assert list(await holdings.points(HERE, [ANN], 0.0)) == []
    assert len(await holdings.points(THERE, [ANN], 0.0)) == 1


async def test_positions_go_after_two_days_and_totals_stay(stored):
    await stored.add(HERE, owned(10, ann=1), 0.0)
    await stored.add(HERE, owned(20, ann=1), 2.5 * DAY)
    assert await stored.nearest(HERE, [ANN], 0.0, 10.0) is None
    assert len(await stored.points(HERE, [ANN], 0.0)) == 2


async def test_after_ninety_days_totals_go_as_well(stored):
    await stored.add(HERE, owned(10, ann=1), 0.0)
    await stored.add(HERE, owned(20, ann=1), 91 * DAY)
    assert [p.block for p in await stored.points(HERE, [ANN], -1.0)] == [20]


async def test_a_sample_that_lost_its_positions_gives_way_to_the_next_nearest(stored, database):
    await stored.add(HERE, owned(10, ann=1), 100.0)
    await stored.add(HERE, owned(20, ann=1), 200.0)
    emptied = "UPDATE holding SET body = '' WHERE block = 20"
    await database.run(lambda db: db.execute(emptied) and None)
    found = await stored.nearest(HERE, [ANN], 190.0, 100.0)
    assert found is not None
    assert found.stamp.block == 10


@pytest.mark.parametrize("body", ["{", "[]", "null", '"x"'])
async def test_a_sample_that_does_not_read_counts_as_absent(stored, database, body):
    await stored.add(HERE, owned(10, ann=1), 100.0)
    spoilt = "UPDATE holding SET body = ?"
    await database.run(lambda db: db.execute(spoilt, (body,)) and None)
    assert await stored.nearest(HERE, [ANN], 100.0, 10.0) is None


async def test_more_tao_than_the_disk_can_count_is_cut_and_not_refused(stored):
    await stored.add(HERE, owned(10, ann=10**12), 100.0)
    (point,) = await stored.points(HERE, [ANN], 0.0)
    assert point.total == 2**63 - 1


async def test_samples_of_a_chain_no_network_has_any_more_go(stored, database):
    cache = SqliteRecordCache(database)
    await cache.remember_genesis("practice", HERE)
    await stored.add(HERE, owned(10, ann=1), 100.0)
    await cache.remember_genesis("practice", THERE)
    assert await stored.last(HERE) is None


async def test_block_numbers_come_back_as_they_were(stored):
    await stored.add(HERE, owned(7_000_000, ann=1), 100.0)
    assert (await stored.points(HERE, [ANN], 0.0))[0].block == BlockNumber(7_000_000)
