import dataclasses

import pytest
from PySide6.QtCore import QItemSelectionModel

from core.domain.connection import Phase
from core.domain.ids import NetUid
from core.domain.metagraph import Role
from core.domain.stamps import Source
from core.errors import AppError, ErrorKind
from gui.pages.subnet import SubnetPage
from tests.builders import (
    BLOCK,
    connection,
    hostile_texts,
    metagraph,
    neuron,
    price_points,
    stamp,
)
from tests.fakes.application import FakeApplication
from tests.fakes.metagraphs import FakeMetagraphs
from tests.fakes.network import FakeNetwork
from tests.fakes.waiting import until

ROUTE = "subnets/14/metagraph"
ROWS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
KEPT = stamp(BLOCK - 20, source=Source.CACHE)
FOUR = (
    neuron(5, role=Role.VALIDATOR, incentive=0, axon=None),
    neuron(61, incentive=700),
    neuron(118, incentive=1_359),
    neuron(190, incentive=900, immune_until=BLOCK + 2_840, pruning_rank=None),
)


@pytest.fixture
async def open_page(qtbot, theme):
    pages = []

    def build(app, route=ROUTE):
        page = SubnetPage(app, theme)
        qtbot.addWidget(page)
        page._refresher._rest = 0.0  # a test does not wait for rests
        page.resize(1080, 720)
        page.show()
        page.enter(route)
        pages.append(page)
        return page

    yield build
    for page in pages:
        page.leave()
        page.tasks.close()


def app_with(*neurons, cached=False, state=None):
    fresh = metagraph(neurons or FOUR)
    kept = dataclasses.replace(fresh, stamp=KEPT) if cached else None
    return FakeApplication(
        metagraphs=FakeMetagraphs(fresh, cached=kept), network=FakeNetwork(state)
    )


def uids(page):
    return [row.neuron.uid for row in page.view.model.records()]


async def loaded(page):
    await until(lambda: page.view.model.rowCount() > 0 and not page.view.model.stale, "neurons")


async def test_the_best_paid_neuron_comes_first(open_page):
    page = open_page(app_with())
    await loaded(page)
    assert uids(page) == [118, 190, 61, 5]


async def test_the_header_says_who_and_how(open_page):
    app = app_with()
    app.subnets.history = {NetUid(14): price_points(48_210_000, drift=0.0)}
    page = open_page(app)
    await loaded(page)
    assert page.header.name.text() == "Lumen Text"
    assert page.header.price.text() == "0.04821\u00a0τ"
    assert page.header.health.text() == "1 active validator"
    assert page.header.weights.text() == "weights 6 blocks ago"
    assert page.crumbs() == ("Subnets", "14 Lumen Text")
    await until(page.header.change.isVisible, "the change")


async def test_the_epoch_counts_down_with_every_block(open_page):
    app = app_with()
    page = open_page(app)
    await loaded(page)
    assert page.header.epoch.text() == "214\u00a0blocks"
    assert page.header.epoch_time.text() == "42 min"
    app.network.advance(BLOCK + 1)
    await until(lambda: page.header.epoch.text() == "213\u00a0blocks", "the countdown")
    assert app.metagraphs.reads == 1


async def test_the_metagraph_is_read_again_after_some_blocks(open_page):
    app = app_with()
    page = open_page(app)
    await loaded(page)
    app.metagraphs.fresh[NetUid(14)] = metagraph([neuron(7)], at=stamp(BLOCK + 6))
    app.network.advance(BLOCK + 6)
    await until(lambda: uids(page) == [7], "the new metagraph")


async def test_chips_say_how_many_and_show_only_those(open_page):
    page = open_page(app_with())
    await loaded(page)
    chips = page.view.filters.chips
    assert [chip.text() for chip in chips] == ["All 4", "Validators 1", "Miners 3", "Serving 3"]
    chips[1].click()
    assert uids(page) == [5]
    chips[3].click()
    assert uids(page) == [118, 190, 61]


async def test_digits_find_uids_and_dots_find_addresses(open_page, qtbot):
    page = open_page(app_with())
    await loaded(page)
    field = page.view.filters.field
    qtbot.keyClicks(field, "1")
    assert uids(page) == [118, 190]
    field.setText("203.0")
    assert uids(page) == [118, 190, 61]
    field.setText(FOUR[1].hotkey[:9])
    assert uids(page) == [61]


async def test_a_selection_shows_in_both_charts_and_is_counted(open_page):
    page = open_page(app_with())
    await loaded(page)
    await until(lambda: page.view.plots.scatter is not None, "charts")
    selection = page.view.table.selectionModel()
    for row in (0, 2):
        selection.select(page.view.model.index(row, 0), ROWS)
    assert page.view.filters.freshness.text == "2 selected"
    assert page.view.plots.bars._chosen == {118, 61}
    assert page.view.plots.scatter._chosen == {118, 61}


async def test_charts_prepared_before_the_first_visit_are_kept(open_page, theme, qtbot):
    page = SubnetPage(app_with(), theme)
    qtbot.addWidget(page)
    await page.prepare()
    bars, scatter = page.view.plots.bars, page.view.plots.scatter
    page.enter(ROUTE)
    await until(lambda: len(bars._points) == 4 and len(scatter._points) == 4, "points")
    await page.prepare()
    assert (page.view.plots.bars, page.view.plots.scatter) == (bars, scatter)
    page.leave()
    page.tasks.close()


async def test_a_picked_bar_chooses_its_row(open_page):
    page = open_page(app_with())
    await loaded(page)
    page.view.plots.picked.emit(61)
    assert [uids(page)[row] for row in page.view.table.chosen_rows()] == [61]


async def test_an_update_keeps_the_selection(open_page):
    app = app_with()
    page = open_page(app)
    await loaded(page)
    page.view.table.choose(2)
    app.metagraphs.fresh[NetUid(14)] = metagraph(
        [dataclasses.replace(found, incentive=1 + found.uid) for found in FOUR],
        at=stamp(BLOCK + 6),
    )
    app.network.advance(BLOCK + 6)
    await until(lambda: uids(page)[0] == 190, "the new order")
    assert [uids(page)[row] for row in page.view.table.chosen_rows()] == [61]


async def test_the_kept_metagraph_comes_grey_and_with_its_age(open_page):
    app = app_with(cached=True)
    app.metagraphs.gate.clear()
    page = open_page(app)
    await until(lambda: len(uids(page)) == 4, "the kept one")
    assert page.view.model.stale
    assert "block 101\u2009184" in page.view.filters.freshness.text
    app.metagraphs.gate.set()
    await loaded(page)


async def test_a_subnet_that_is_not_there_leads_back_to_all(open_page, qtbot):
    page = open_page(app_with(), "subnets/500/metagraph")
    await until(page.missing.isVisible, "the notice")
    with qtbot.waitSignal(page.route_requested) as asked:
        page.missing.action_requested.emit()
    assert asked.args == ["subnets"]


@pytest.mark.parametrize("route", ["subnets/x/metagraph", "subnets/-1", "subnets/٣", "subnet"])
async def test_a_route_without_a_number_is_no_subnet(open_page, route):
    page = open_page(app_with(), route)
    assert page.missing.isVisible()


async def test_going_to_another_subnet_leaves_nothing_of_the_first(open_page):
    app = app_with()
    page = open_page(app)
    await loaded(page)
    page.view.table.choose(0)
    page.leave()
    app.metagraphs.gate.clear()
    page.enter("subnets/15/metagraph")
    await until(lambda: page.view.model.rowCount() == 0, "an empty table")
    assert page.header.name.text() == "Subnet 15"
    app.metagraphs.fresh[NetUid(15)] = metagraph([neuron(1)], netuid=15, name="Other")
    app.metagraphs.gate.set()
    await loaded(page)
    assert page.crumbs() == ("Subnets", "15 Other")
    assert page.view.table.chosen_rows() == []


async def test_a_subnet_without_neurons_says_so(open_page):
    app = app_with()
    app.metagraphs.fresh[NetUid(14)] = dataclasses.replace(metagraph(FOUR), neurons=())
    page = open_page(app)
    await until(page.view._no_neurons.isVisible, "the notice")


async def test_no_match_offers_to_clear_the_filters(open_page):
    page = open_page(app_with())
    await loaded(page)
    page.view.filters.field.setText("999")
    assert page.view._no_match.isVisible()
    page.view._no_match.action_requested.emit()
    assert len(uids(page)) == 4


async def test_offline_greys_everything_and_offline_from_the_start_offers_a_try(open_page):
    app = app_with()
    page = open_page(app)
    await loaded(page)
    app.network.become(connection(Phase.OFFLINE))
    await until(lambda: page.view.model.stale, "staleness")
    cold = app_with(state=connection(Phase.OFFLINE))
    other = open_page(cold)
    await until(other.view._unknown.isVisible, "the notice")
    other.view._unknown.action_requested.emit()
    assert cold.network.retries == 1


async def test_a_failed_reading_is_told_and_read_again(open_page):
    app = app_with()
    app.metagraphs.error = AppError(ErrorKind.TIMEOUT, "late")
    page = open_page(app)
    await until(page.banner.isVisible, "the banner")
    app.metagraphs.error = None
    page.banner.action_requested.emit()
    await loaded(page)
    assert not page.banner.isVisible()


async def test_leaving_stops_following(open_page):
    app = app_with()
    page = open_page(app)
    await loaded(page)
    page.leave()
    await until(lambda: app.network.watchers == 0, "no watchers")


async def test_hostile_names_are_shown(open_page):
    names = hostile_texts(256)
    page = open_page(app_with(*(neuron(n, name=name) for n, name in enumerate(names))))
    await loaded(page)
    page.view.table.show_columns({"name", "coldkey", "axon"})
    assert not page.grab().isNull()
