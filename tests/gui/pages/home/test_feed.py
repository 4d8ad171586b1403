"""What the home page reads, and how often."""

from __future__ import annotations

import pytest

from core.domain.connection import Phase
from core.errors import AppError, ErrorKind
from gui.pages.home.feed import HomeFeed
from tests.builders import (
    TAO,
    account,
    account_list,
    address,
    connection,
    position,
    price_points,
    stamp,
    subnet_list,
)
from tests.fakes import key_records
from tests.fakes.waiting import until
from tests.gui.home_page import ANN


@pytest.fixture
async def feed(qtbot, theme, app, qapp):
    made = HomeFeed(app, qapp)
    made.refresher._rest = 0.0
    yield made
    made.tasks.close()


async def looked(feed):
    await until(lambda: feed.around.looked_back, "a look back")
    await until(lambda: feed._looked_at is not None, "the end of it")


async def test_nothing_is_asked_of_the_network_without_an_address(feed, app):
    app.wallets.become(key_records.empty())
    feed.begin()
    await until(lambda: feed.wallets is not None)
    app.network.advance(1)
    app.network.become(connection())
    await until(lambda: feed.network is not None)
    assert app.accounts.refreshes == 0


async def test_the_past_is_looked_at_once_and_not_with_every_block(feed, app):
    feed.begin()
    await looked(feed)
    before = app.accounts.refreshes
    for block in range(3):
        app.network.advance(block)
        await until(lambda n=block: app.accounts.refreshes > before + n)
    assert app.accounts.looks_back == 1
    assert app.subnets.refreshes == 1


async def test_a_position_on_a_new_subnet_is_looked_for_at_once(feed, app):
    feed.begin()
    await looked(feed)
    app.accounts.owned[ANN] = account(position(3), owner=ANN)
    app.network.advance(1)
    await until(lambda: app.subnets.refreshes == 2, "another look")


async def test_without_positions_no_names_and_no_prices_are_read(feed, app):
    app.accounts.owned[ANN] = account(position(0, price=TAO), owner=ANN)
    feed.begin()
    await looked(feed)
    assert app.subnets.refreshes == 0
    assert feed.around.prices == {}


async def test_other_wallets_are_looked_back_at_anew(feed, app):
    app.accounts.before = account_list()
    feed.begin()
    await looked(feed)
    app.wallets.become(key_records.wallet("other", seed=3))
    await until(lambda: feed.addresses == (address(3),))
    await until(lambda: app.accounts.looks_back == 2, "another look")


async def test_a_listing_that_changes_no_address_changes_no_figure(feed, app):
    feed.begin()
    await looked(feed)
    before = app.accounts.looks_back
    mine = key_records.wallet("renamed", seed=1)
    app.wallets.become(mine, key_records.watched("treasury", seed=2))
    await until(lambda: feed.wallets[0].name.text == "renamed")
    assert feed.accounts is not None
    assert app.accounts.looks_back == before


async def test_kept_names_and_prices_come_before_the_network_answers(feed, app):
    app.network.become(connection(Phase.OFFLINE))
    app.subnets.kept = subnet_list(app.subnets.fresh.subnets)
    app.subnets.kept_history = {14: price_points(48_210_000)}
    feed.begin()
    await until(lambda: feed.around.prices != {}, "kept prices")
    assert feed.around.subnets == app.subnets.kept


async def test_one_part_that_fails_does_not_keep_the_others_from_being_read(feed, app):
    app.subnets.error = AppError(ErrorKind.TIMEOUT, "slow")
    app.accounts.before = account_list()
    told = []
    feed.failed.connect(told.append)
    feed.begin()
    await looked(feed)
    assert feed.around.before is not None
    assert [error.kind for error in told] == [ErrorKind.TIMEOUT]
    assert feed.fresh


async def test_errors_while_offline_are_left_to_the_windows_own_banner(feed, app):
    told = []
    feed.failed.connect(told.append)
    app.accounts.error = AppError(ErrorKind.OFFLINE, "gone")
    app.accounts.gate.clear()
    feed.begin()
    await until(lambda: app.accounts.refreshes == 1)
    app.network.become(connection(Phase.OFFLINE))
    app.accounts.gate.set()
    await until(lambda: not feed.fresh)
    assert told == []


async def test_what_failed_is_told_to_have_recovered(feed, app):
    app.accounts.error = AppError(ErrorKind.TIMEOUT, "slow")
    recovered = []
    feed.recovered.connect(lambda: recovered.append(True))
    feed.begin()
    await until(lambda: feed.broken, "the failure")
    app.accounts.error = None
    feed.refresher.urge()
    await until(lambda: feed.fresh, "fresh figures")
    assert recovered == [True]


async def test_only_the_first_reading_is_a_reason_to_look_busy(feed, app):
    busy = []
    feed.busy.connect(busy.append)
    app.accounts.gate.clear()
    feed.begin()
    await until(lambda: True in busy, "the bar")
    app.accounts.gate.set()
    await looked(feed)
    busy.clear()
    app.accounts.gate.clear()
    app.network.advance(1)
    await until(lambda: app.accounts.refreshes == 2)
    app.accounts.gate.set()
    await until(lambda: False in busy)
    assert True not in busy


async def test_a_kept_list_never_replaces_a_fresh_one(feed, app):
    app.accounts.kept = account_list(account(owner=ANN, free=1), at=stamp(5))
    feed.begin()
    await until(lambda: feed.fresh)
    assert feed.accounts.total == app.accounts.owned[ANN].total


async def test_after_the_end_nothing_is_read(feed, app):
    feed.begin()
    await looked(feed)
    feed.end()
    before = app.accounts.refreshes
    app.network.advance(1)
    await until(lambda: app.network.watchers == 0)
    assert app.accounts.refreshes == before
