"""The home page before there is anything to show, without a connection, and on its way."""

from __future__ import annotations

from dataclasses import replace

from core.domain.accounts import WorthPoint
from core.domain.connection import Phase
from core.domain.ids import BlockNumber
from core.domain.money import TaoRao
from core.domain.networks import FINNEY
from core.errors import AppError, ErrorKind
from gui.widgets.amount import HIDDEN
from tests.builders import (
    NOW,
    TAO,
    account,
    account_list,
    address,
    connection,
)
from tests.fakes import key_records
from tests.fakes.waiting import until
from tests.gui.home_page import ANN, DAY, KEPT, loaded, shown, total


async def test_before_the_first_answer_rows_are_hinted_at(open_page, app):
    app.accounts.gate.clear()
    page = open_page(app)
    await until(lambda: app.accounts.refreshes > 0)
    assert page.positions.table._loading
    assert page.total.whole.text() == "–"
    assert not page.total.practice.isVisible()
    app.accounts.gate.set()
    await loaded(page)
    assert not page.positions.table._loading


async def test_kept_figures_come_at_once_grey_and_with_their_age(open_page, app):
    app.accounts.kept = account_list(account(owner=ANN, free=5 * TAO), at=KEPT)
    app.accounts.gate.clear()
    page = open_page(app)
    await until(lambda: total(page) == "5.000 τ", "the kept total")
    assert "old" in page.total.age.text()
    assert page.total.age.property("tone") == "warning"
    assert page.wallets.model.stale
    app.accounts.gate.set()
    await until(lambda: page.total.age.property("tone") == "muted", "fresh figures")
    assert not page.wallets.model.stale


async def test_losing_the_connection_greys_the_figures_and_keeps_them(open_page, app):
    page = open_page(app)
    await loaded(page)
    app.network.become(connection(Phase.OFFLINE))
    await until(lambda: page.positions.model.stale, "staleness")
    assert shown(page) == [0, 14]
    assert page.total.age.property("tone") == "warning"
    app.network.become(connection())
    await until(lambda: not page.positions.model.stale, "fresh figures")


async def test_offline_with_nothing_kept_says_so(open_page, app):
    app.network.become(connection(Phase.OFFLINE))
    page = open_page(app)
    await until(page.positions.unknown.isVisible, "the notice")
    assert page.total.whole.text() == "–"


async def test_offline_the_kept_course_is_drawn(open_page, app):
    app.network.become(connection(Phase.OFFLINE))
    app.accounts.kept = account_list(account(owner=ANN), at=KEPT)
    app.accounts.kept_worth = [
        WorthPoint(BlockNumber(n), NOW - (9 - n) * DAY, TaoRao(n)) for n in range(9)
    ]
    page = open_page(app)
    await until(page.total.course.isVisible, "the course")
    assert "days ago" in page.total.course.accessibleDescription()


async def test_a_failed_reading_is_said_and_undone_by_the_next(open_page, app):
    app.accounts.error = AppError(ErrorKind.TIMEOUT, "slow", {"endpoint": "ws://x"})
    page = open_page(app)
    await until(page.banner.isVisible, "the banner")
    assert "No answer in time." in page.banner.accessibleName()
    app.accounts.error = None
    page.banner.retry_requested.emit()
    await loaded(page)
    assert not page.banner.isVisible()


async def test_failing_to_look_back_is_said_and_leaves_the_present_fresh(open_page, app):
    app.accounts.past_error = AppError(ErrorKind.NODE_FAULT, "odd")
    page = open_page(app)
    await until(page.banner.isVisible, "the banner")
    await loaded(page)
    assert page.feed.fresh


async def test_without_a_wallet_the_page_offers_to_make_or_bring_one(open_page, app):
    app.wallets.become()
    page = open_page(app)
    await until(page.no_wallets.isVisible, "the invitation")
    went = []
    page.route_requested.connect(went.append)
    page.no_wallets.create_button.click()
    page.no_wallets.import_button.click()
    assert went == ["wallets/+create", "wallets/+import"]


async def test_the_first_wallet_replaces_the_invitation(open_page, app):
    app.wallets.become()
    page = open_page(app)
    await until(page.no_wallets.isVisible, "the invitation")
    app.wallets.become(key_records.wallet("new", seed=1))
    await loaded(page)
    assert not page.no_wallets.isVisible()


async def test_a_wallet_that_is_made_elsewhere_is_counted_in(open_page, app):
    page = open_page(app)
    await loaded(page)
    app.accounts.owned[address(3)] = account(owner=address(3), free=TAO)
    app.wallets.become(key_records.wallet("my-cold", seed=1), key_records.wallet("new", seed=3))
    await until(lambda: total(page) == "755.890 τ", "the new total")
    assert [row.name for row in page.wallets.model.records()] == ["my-cold", "new"]


async def test_without_stake_the_page_tells_what_stake_is(open_page, app):
    app.accounts.owned[ANN] = account(owner=ANN, free=TAO)
    page = open_page(app)
    await until(page.positions.none_yet.isVisible, "the notice")
    went = []
    page.route_requested.connect(went.append)
    page.positions.none_yet.action_requested.emit()
    assert went == ["subnets"]


async def test_another_network_begins_with_nothing_of_the_old_one(open_page, app):
    page = open_page(app)
    await loaded(page)
    app.accounts.gate.clear()
    app.network.become(connection(network=FINNEY))
    await until(lambda: page.positions.model.total == 0, "no positions")
    assert page.total.whole.text() == "–"
    assert page.total.bar.accessibleDescription() == ""
    app.accounts.gate.set()
    await loaded(page)


async def test_an_answer_of_the_old_network_is_not_shown_on_the_new_one(open_page, app):
    app.accounts.gate.clear()
    page = open_page(app)
    await until(lambda: app.accounts.refreshes == 1)
    app.network.become(connection(Phase.CONNECTING, network=FINNEY))
    await until(lambda: page.feed.network == FINNEY, "the new network")
    app.accounts.gate.set()
    await until(lambda: app.accounts.refreshes >= 1)
    assert page.feed.accounts is None


async def test_a_journal_that_does_not_read_is_said(open_page, app):
    app.activity.error = AppError(ErrorKind.STORAGE, "gone", {"path": "/x"})
    page = open_page(app)
    await until(page.banner.isVisible, "the banner")


async def test_its_first_figures_settle_it_once(open_page, app):
    page = open_page(app)
    settled = []
    page.settled.connect(lambda: settled.append(True))
    await loaded(page)
    app.network.advance(101_205)
    await until(lambda: app.accounts.refreshes > 1)
    assert settled == [True]


async def test_no_wallets_settle_it_as_well(open_page, app):
    app.wallets.become()
    page = open_page(app)
    settled = []
    page.settled.connect(lambda: settled.append(True))
    await until(lambda: settled == [True], "settling")


async def test_leaving_ends_all_work_and_coming_back_begins_it_again(open_page, app):
    page = open_page(app)
    await loaded(page)
    page.leave()
    await until(lambda: app.network.watchers == 0, "nobody watching")
    before = app.accounts.refreshes
    page.enter("home")
    await until(lambda: app.accounts.refreshes > before, "a new reading")


async def test_what_was_changed_meanwhile_is_hidden_on_coming_back(open_page, app):
    page = open_page(app)
    await loaded(page)
    page.leave()
    await app.preferences.save(replace(app.preferences.settings, hide_amounts=True))
    page.enter("home")
    await until(lambda: page.total.whole.text() == HIDDEN, "dots")
