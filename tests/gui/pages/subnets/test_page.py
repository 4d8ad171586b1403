import dataclasses
import time

import pytest
from PySide6.QtCore import Qt

from core.domain.connection import Phase
from core.domain.ids import NetUid
from core.domain.money import TaoRao
from core.domain.networks import FINNEY
from core.domain.stamps import Source
from core.errors import AppError, ErrorKind
from gui.pages.subnets import SubnetsPage
from gui.tables.column import position
from tests.builders import (
    BLOCK,
    TAO,
    connection,
    health,
    hostile_texts,
    price_points,
    stamp,
    subnet,
    subnet_list,
)
from tests.fakes.application import FakeApplication
from tests.fakes.network import FakeNetwork
from tests.fakes.subnets import FakeSubnets
from tests.fakes.waiting import until

THREE = (
    subnet(3, "Harbor Inference", burn=331_000_000),
    subnet(14, "Lumen Text", burn=488_000_000, price=60_000_000),
    subnet(64, "Quarry Storage", burn=200_400_000, registration_open=False),
)
KEPT = stamp(BLOCK - 20, source=Source.CACHE)


@pytest.fixture
async def open_page(qtbot, theme):
    pages = []

    def build(app):
        page = SubnetsPage(app, theme)
        qtbot.addWidget(page)
        page._refresher._rest = 0.0  # a test does not wait for rests
        page.resize(1080, 720)
        page.show()
        page.enter("subnets")
        pages.append(page)
        return page

    yield build
    for page in pages:
        page.leave()
        page.tasks.close()


def app_with(*subnets, cached=False, state=None):
    fresh = subnet_list(subnets or THREE)
    kept = dataclasses.replace(fresh, stamp=KEPT) if cached else None
    return FakeApplication(subnets=FakeSubnets(fresh, kept), network=FakeNetwork(state))


def shown(page):
    return [page.model.record(row).subnet.netuid for row in range(page.model.rowCount())]


async def loaded(page):
    await until(lambda: page.model.rowCount() > 0 and not page.model.stale, "a fresh list")


async def test_the_largest_subnet_comes_first(open_page):
    page = open_page(app_with())
    await loaded(page)
    assert shown(page)[0] == 14


async def test_its_first_rows_settle_it_once(open_page):
    app = app_with(cached=True)
    page = open_page(app)
    settled = []
    page.settled.connect(lambda: settled.append(page.model.total))
    await loaded(page)
    page.model.filter(lambda row: False)
    page._refresher.urge()
    await until(lambda: app.subnets.refreshes > 1)
    assert settled == [3]


async def test_rows_are_hinted_at_until_the_first_answer(open_page):
    app = app_with()
    app.subnets.gate.clear()
    page = open_page(app)
    await until(lambda: app.subnets.refreshes == 1)
    assert page.table.accessibleName() == "Subnets"
    assert page.table._loading
    app.subnets.gate.set()
    await loaded(page)
    assert not page.table._loading


async def test_the_kept_list_comes_at_once_grey_and_with_its_age(open_page):
    app = app_with(cached=True)
    app.subnets.gate.clear()
    page = open_page(app)
    await until(lambda: page.model.rowCount() == 3, "the kept list")
    assert page.model.stale
    assert "old, block 101\u2009184" in page.filters.freshness.text
    app.subnets.gate.set()
    await loaded(page)
    assert page.filters.freshness.text == "3 subnets"


async def test_offline_the_kept_prices_of_a_week_are_shown_grey(open_page):
    app = app_with(cached=True, state=connection(Phase.OFFLINE))
    app.subnets.kept_history = {found.netuid: price_points(found.price) for found in THREE}
    page = open_page(app)
    await until(lambda: all(row.prices for row in page.model.everything()), "kept prices")
    await until(lambda: page.model.rowCount() == 3, "the kept list")
    change = position(page.model.columns, "change_24h")
    assert page.model.cell(0, change).text.endswith("%")
    assert page.model.stale


async def test_losing_the_connection_greys_the_list_and_keeps_it(open_page):
    app = app_with()
    page = open_page(app)
    await loaded(page)
    app.network.become(connection(Phase.OFFLINE))
    await until(lambda: page.model.stale, "staleness")
    assert len(shown(page)) == 3
    app.network.become(connection(Phase.ONLINE))
    await loaded(page)


async def test_offline_with_nothing_kept_offers_to_try_again(open_page):
    app = app_with(state=connection(Phase.OFFLINE))
    page = open_page(app)
    await until(page.notices.unknown.isVisible, "the notice")
    page.notices.unknown.action_requested.emit()
    assert app.network.retries == 1
    assert app.subnets.refreshes == 0


async def test_a_failed_reading_is_told_and_read_again(open_page):
    app = app_with()
    app.subnets.error = AppError(ErrorKind.NODE_FAULT, "nonsense", {"endpoint": "node"})
    page = open_page(app)
    await until(page.banner.isVisible, "the banner")
    assert page.notices.unknown.isVisible()
    app.subnets.error = None
    page.banner.action_requested.emit()
    await loaded(page)
    assert not page.banner.isVisible()


async def test_no_subnets_at_all_is_said(open_page):
    app = app_with()
    app.subnets.fresh = dataclasses.replace(subnet_list(THREE), subnets=())
    page = open_page(app)
    await until(page.notices.no_subnets.isVisible, "the notice")


async def test_a_search_without_result_offers_to_clear_it(open_page, qtbot):
    page = open_page(app_with())
    await loaded(page)
    qtbot.keyClicks(page.filters.field, "zzz")
    page.filters.open_only.click()
    assert page.notices.no_match.isVisible()
    assert page.filters.freshness.text == "0 of 3 subnets"
    page.notices.no_match.action_requested.emit()
    assert len(shown(page)) == 3
    assert not page.notices.no_match.isVisible()


@pytest.mark.parametrize(("typed", "netuids"), [("harbor", [3]), ("14", [14]), ("#6", [64])])
async def test_typing_finds_names_and_numbers(open_page, qtbot, typed, netuids):
    page = open_page(app_with())
    await loaded(page)
    qtbot.keyClicks(page.filters.field, typed)
    assert shown(page) == netuids


async def test_chips_filter_together(open_page):
    app = app_with()
    app.subnets.known_health = {NetUid(3): health(3, 5), NetUid(14): health(14, 0)}
    page = open_page(app)
    await loaded(page)
    page.filters.open_only.click()
    assert sorted(shown(page)) == [3, 14]
    page.filters.burn.choose(TaoRao(4 * TAO // 10))
    assert shown(page) == [3]
    page.filters.clear()
    page.filters.live_only.click()
    assert shown(page) == [3]


async def test_an_own_burn_limit_is_read_exactly_and_junk_is_marked(open_page):
    page = open_page(app_with())
    await loaded(page)
    chip = page.filters.burn
    chip.own.setText("1e3")
    chip.own.returnPressed.emit()
    assert chip.own.property("invalid") == "true"
    assert not chip.isChecked()
    chip.own.setText("0.331000000")
    chip.own.returnPressed.emit()
    assert chip.limit == 331_000_000
    assert chip.text() == "Burn ≤ 0.331 τ"
    assert sorted(shown(page)) == [3, 64]


async def test_enter_opens_the_metagraph(open_page, qtbot):
    page = open_page(app_with())
    await loaded(page)
    page.table.choose(0)
    with qtbot.waitSignal(page.route_requested) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == ["subnets/14/metagraph"]


async def test_a_new_block_updates_in_place(open_page):
    app = app_with()
    page = open_page(app)
    await loaded(page)
    page.table.choose(1)
    chosen = page.model.record(1).subnet.netuid
    renewed = tuple(dataclasses.replace(found, burn=TaoRao(77)) for found in THREE)
    app.subnets.fresh = subnet_list(renewed, at=stamp(BLOCK + 1))
    app.network.advance(BLOCK + 1)
    await until(lambda: page.model.record(0).subnet.burn == 77, "the new burn")
    assert [page.model.record(row).subnet.netuid for row in page.table.chosen_rows()] == [chosen]


async def test_history_and_health_follow_the_list(open_page):
    app = app_with()
    app.subnets.history = {found.netuid: price_points(found.price) for found in THREE}
    app.subnets.sweep = [health(14, 12)]
    page = open_page(app)
    validators = position(page.model.columns, "validators")
    await until(lambda: page.model.index(0, validators).data() == "12", "the sweep")
    assert len(page.model.record(0).prices) == 29
    assert page.model.record(0).change is not None
    assert app.subnets.sweeps == 1


async def test_another_network_leaves_nothing_of_the_old_one(open_page):
    app = app_with()
    app.subnets.known_health = {NetUid(14): health(14, 5)}
    page = open_page(app)
    await loaded(page)
    app.subnets.gate.clear()
    app.subnets.known_health = {}
    app.network.become(connection(Phase.CONNECTING, network=FINNEY))
    await until(lambda: page.model.rowCount() == 0, "an empty table")
    app.subnets.gate.set()
    app.network.become(connection(Phase.ONLINE, network=FINNEY))
    await loaded(page)
    assert page.model.record(0).validators is None


async def test_coming_back_after_a_while_does_not_pass_old_figures_off_as_new(open_page):
    app = app_with()
    app.subnets.fresh = subnet_list(THREE, at=stamp(read_at=time.time()))
    page = open_page(app)
    await loaded(page)
    page.leave()
    page._listed = subnet_list(THREE, at=stamp(read_at=time.time() - 600))
    app.subnets.gate.clear()
    page.enter("subnets")
    await until(lambda: page.model.stale, "staleness")
    app.subnets.gate.set()
    await loaded(page)


async def test_figures_that_cannot_be_renewed_are_stale(open_page):
    app = app_with()
    page = open_page(app)
    await loaded(page)
    app.subnets.error = AppError(ErrorKind.TIMEOUT, "late")
    app.network.advance(BLOCK + 1)
    await until(lambda: page.model.stale, "staleness")
    assert page.banner.isVisible()


async def test_leaving_stops_following(open_page):
    app = app_with()
    page = open_page(app)
    await loaded(page)
    page.leave()
    await until(lambda: app.network.watchers == 0, "no watchers")


async def test_a_hidden_column_is_remembered(open_page):
    app = app_with()
    page = open_page(app)
    await loaded(page)
    menu = page._actions._columns
    menu.show_as({"netuid", "name", "price"})
    next(action for action in menu.actions() if action.data() == "price").toggle()
    await until(lambda: app.preferences.saves == 1, "saving")
    again = open_page(app)
    sections = again.table.header.visible_sections()
    assert [again.model.columns[section].key for section in sections] == ["netuid", "name"]


async def test_two_thousand_hostile_names_are_shown(open_page):
    names = hostile_texts(2_000)
    page = open_page(app_with(*(subnet(n, name, symbol=name) for n, name in enumerate(names))))
    await loaded(page)
    assert page.model.rowCount() == 2_000
    assert not page.grab().isNull()
