from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from core.domain.ids import BlockHash, NetUid, Ss58
from core.domain.stamps import Source
from core.storage.database import Database
from core.storage.records import SqliteRecordCache
from tests import builders

HERE = BlockHash("0x" + "ab" * 32)
THERE = BlockHash("0x" + "cd" * 32)


@pytest.fixture
async def database(tmp_path) -> AsyncIterator[Database]:
    made = Database(tmp_path / "taonaut.db")
    await made.open()
    yield made
    await made.close()


@pytest.fixture
def cache(database) -> SqliteRecordCache:
    return SqliteRecordCache(database)


async def test_an_empty_cache_has_nothing(cache):
    assert await cache.subnets(HERE) is None
    assert await cache.metagraph(HERE, NetUid(1)) is None
    assert await cache.health(HERE) == {}
    assert await cache.genesis_of("practice") is None


async def test_a_list_comes_back_marked_as_cached_and_otherwise_the_same(cache):
    subnets = builders.subnet_list(count=30)
    await cache.keep_subnets(HERE, subnets)
    found = await cache.subnets(HERE)
    assert found is not None
    assert found.stamp == replace(subnets.stamp, source=Source.CACHE)
    assert found.subnets == subnets.subnets


async def test_metagraphs_are_kept_by_netuid(cache):
    for netuid in (1, 2):
        await cache.keep_metagraph(HERE, builders.metagraph(count=4, netuid=netuid))
    found = await cache.metagraph(HERE, NetUid(2))
    assert found is not None
    assert (found.netuid, found.stamp.source) == (2, Source.CACHE)


async def test_the_newest_record_replaces_the_older(cache):
    for block in (100, 200):
        await cache.keep_subnets(HERE, builders.subnet_list(count=3, at=builders.stamp(block)))
    found = await cache.subnets(HERE)
    assert found is not None
    assert found.stamp.block == 200


async def test_health_is_kept_for_each_subnet(cache):
    for netuid in (1, 2):
        await cache.keep_health(HERE, builders.health(netuid))
    assert await cache.health(HERE) == {n: builders.health(n) for n in (1, 2)}


async def test_another_chains_records_are_not_shown(cache):
    await cache.keep_subnets(HERE, builders.subnet_list(count=3))
    await cache.keep_metagraph(HERE, builders.metagraph(count=3, netuid=1))
    await cache.keep_health(HERE, builders.health(1))
    assert await cache.subnets(THERE) is None
    assert await cache.metagraph(THERE, NetUid(1)) is None
    assert await cache.health(THERE) == {}


@pytest.mark.parametrize("body", ["", "{", "[]", "[[1,2],[3]]", "null", '"x"'])
async def test_a_record_that_does_not_read_counts_as_absent(cache, database, body):
    await cache.keep_subnets(HERE, builders.subnet_list(count=3))
    await cache.keep_health(HERE, builders.health(1))
    await database.run(lambda db: db.execute("UPDATE record SET body = ?", (body,)) and None)
    assert await cache.subnets(HERE) is None
    assert await cache.health(HERE) == {}


async def test_a_record_of_another_version_counts_as_absent(cache, database):
    await cache.keep_subnets(HERE, builders.subnet_list(count=3))
    await database.run(lambda db: db.execute("UPDATE record SET shape = 'older'") and None)
    assert await cache.subnets(HERE) is None


async def test_records_of_a_chain_no_network_has_any_more_go(cache):
    await cache.remember_genesis("local", HERE)
    await cache.keep_subnets(HERE, builders.subnet_list(count=3))
    await cache.remember_genesis("custom", HERE)
    await cache.remember_genesis("local", THERE)
    assert await cache.subnets(HERE) is not None
    await cache.remember_genesis("custom", THERE)
    assert await cache.subnets(HERE) is None


async def test_the_genesis_last_seen_is_remembered(cache):
    await cache.remember_genesis("practice", HERE)
    await cache.remember_genesis("practice", THERE)
    assert await cache.genesis_of("practice") == THERE


def kept(block: int, *owners: str):
    accounts = [builders.account(builders.position(), owner=owner) for owner in owners]
    return builders.account_list(*accounts, at=builders.stamp(block))


async def test_accounts_come_back_marked_as_cached_and_otherwise_the_same(cache):
    listed = kept(5, "ann", "ben")
    await cache.keep_accounts(HERE, listed)
    found = await cache.accounts(HERE, [Ss58("ann"), Ss58("ben")])
    assert found == replace(listed, stamp=replace(listed.stamp, source=Source.CACHE))


async def test_accounts_read_at_different_blocks_are_as_old_as_the_oldest(cache):
    await cache.keep_accounts(HERE, kept(5, "ann"))
    await cache.keep_accounts(HERE, kept(9, "ben"))
    found = await cache.accounts(HERE, [Ss58("ben"), Ss58("ann")])
    assert found is not None
    assert found.stamp.block == 5
    assert [account.address for account in found.accounts] == ["ben", "ann"]


async def test_the_newest_of_an_account_replaces_the_older(cache):
    for block in (5, 9):
        await cache.keep_accounts(HERE, kept(block, "ann"))
    found = await cache.accounts(HERE, [Ss58("ann")])
    assert found is not None
    assert found.stamp.block == 9


async def test_accounts_of_which_one_is_missing_are_absent(cache):
    await cache.keep_accounts(HERE, kept(5, "ann"))
    assert await cache.accounts(HERE, [Ss58("ann"), Ss58("ben")]) is None
    assert await cache.accounts(THERE, [Ss58("ann")]) is None
    assert await cache.accounts(HERE, []) is None


@pytest.mark.parametrize("spoilt", ["body = '['", "body = '[]'", "shape = 'older'"])
async def test_an_account_that_does_not_read_counts_as_absent(cache, database, spoilt):
    await cache.keep_accounts(HERE, kept(5, "ann"))
    await database.run(lambda db: db.execute(f"UPDATE account SET {spoilt}") and None)
    assert await cache.accounts(HERE, [Ss58("ann")]) is None


async def test_accounts_of_a_chain_no_network_has_any_more_go(cache):
    await cache.remember_genesis("practice", HERE)
    await cache.keep_accounts(HERE, kept(5, "ann"))
    await cache.remember_genesis("practice", THERE)
    assert await cache.accounts(HERE, [Ss58("ann")]) is None
