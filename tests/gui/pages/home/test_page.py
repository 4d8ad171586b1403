"""What the home page shows, hides and leads to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel

from core.domain.accounts import WorthPoint
from core.domain.ids import BlockNumber, Ss58
from core.domain.keys import KeyRef
from core.domain.money import TaoRao
from core.domain.networks import FINNEY
from core.errors import AppError, ErrorKind
from gui.widgets.amount import HIDDEN, HIDDEN_WORDS
from tests.builders import (
    NOW,
    TAO,
    account,
    account_list,
    address,
    connection,
    hostile_texts,
    position,
    subnet,
    subnet_list,
)
from tests.fakes import key_records
from tests.fakes.entries import entry
from tests.fakes.waiting import until
from tests.gui.accessible import unnamed_controls
from tests.gui.home_page import ANN, BEN, DAY, loaded, shown, total


def every_text(page):
    """All that the page says, to the eye and to a screen reader."""
    said = [label.text() for label in page.findChildren(QLabel)]
    said += [w.accessibleName() for w in page.findChildren(QLabel)]
    said += [page.total.bar.accessibleDescription(), page.total.course.accessibleDescription()]
    for model in (page.positions.model, page.wallets.model):
        for row in range(model.rowCount()):
            for column in range(len(model.columns)):
                found = model.cell(row, column)
                index = model.index(row, column)
                said += [found.text, found.tail]
                said += [str(model.data(index, Qt.ItemDataRole.ToolTipRole))]
    return " ".join(said)


async def test_the_total_is_that_of_all_wallets_with_its_block(open_page, app):
    app.accounts.owned[BEN] = account(owner=BEN, free=TAO)
    page = open_page(app)
    await loaded(page)
    assert total(page) == "755.890 τ"
    assert "block 101\u2009204" in page.total.age.text()


async def test_positions_and_wallets_are_listed(open_page, app):
    page = open_page(app)
    await loaded(page)
    assert shown(page) == [0, 14]
    await until(lambda: page.positions.model.record(1).subnet == "Lumen Text", "the name")
    assert [row.name for row in page.wallets.model.records()] == ["my-cold", "treasury"]


async def test_the_wallets_that_own_most_are_in_sight_first(open_page, app):
    app.accounts.owned[BEN] = account(owner=BEN, free=90_000 * TAO)
    page = open_page(app)
    await until(lambda: page.wallets.model.rowCount() == 2 and page.feed.fresh, "the wallets")
    await until(lambda: page.wallets.model.record(0).name == "treasury", "the richest on top")


async def test_in_a_small_window_the_journal_has_as_much_room_as_the_wallets(open_page, app):
    page = open_page(app, 904, 540)
    await until(lambda: page.wallets.isVisible() and page.wallets.width() > 0, "the cards")
    assert abs(page.journal.width() - page.wallets.width()) <= 1
    page.resize(1080, 720)
    await until(lambda: page.journal.width() < page.wallets.width(), "more for the wallets")


async def test_every_block_brings_new_figures(open_page, app):
    page = open_page(app)
    await loaded(page)
    app.accounts.owned[ANN] = account(owner=ANN, free=7 * TAO)
    app.network.advance(101_205)
    await until(lambda: total(page) == "7.000 τ", "the new total")
    await until(lambda: page.positions.model.total == 0, "no positions")


async def test_since_yesterday_is_told_in_its_parts(open_page, app):
    before = account(
        position(14, hotkey=address(11), price=48_000_000),
        position(0, alpha=399 * TAO, price=TAO),
        owner=ANN,
        free=104 * TAO,
    )
    app.accounts.before = account_list(before, account(owner=BEN, free=0))
    page = open_page(app)
    await until(page.total.difference.isVisible, "the change")
    assert page.total.difference.text() == "+2.092 τ"
    assert page.total.difference.property("tone") == "positive"
    assert page.total.reasons.text() == "since yesterday:  price +1.092, stake +1.000"


async def test_a_loss_is_red_and_has_a_minus(open_page, app):
    app.accounts.before = account_list(
        replace(app.accounts.owned[ANN], free=TaoRao(204 * TAO)), account(owner=BEN, free=0)
    )
    page = open_page(app)
    await until(page.total.difference.isVisible, "the change")
    assert page.total.difference.text() == "−100.000 τ"
    assert page.total.difference.property("tone") == "negative"
    assert page.total.reasons.text().endswith("free −100.000")


async def test_an_unknown_yesterday_is_not_made_up(open_page, app):
    page = open_page(app)
    await until(lambda: "not known" in page.total.reasons.text(), "the words")
    assert not page.total.difference.isVisible()
    assert "grows here" in page.total.no_course.text()


async def test_the_course_ends_at_the_present_total(open_page, app):
    app.accounts.worth = [
        WorthPoint(BlockNumber(n), NOW - (15 - n) * DAY, TaoRao(n * TAO)) for n in range(1, 15)
    ]
    page = open_page(app)
    await until(page.total.course.isVisible, "the course")
    assert page.total.course._points[-1].total == app.accounts.owned[ANN].total


async def test_hiding_hides_every_amount_and_showing_brings_them_back(open_page, app):
    app.activity.journal = [entry(signed_at=NOW, amount=TaoRao(31_415 * TAO))]
    app.accounts.before = account_list(account(owner=ANN, free=0), account(owner=BEN, free=0))
    app.accounts.worth = [
        WorthPoint(BlockNumber(n), NOW + n, TaoRao(271_828 * TAO)) for n in range(3)
    ]
    page = open_page(app)
    await loaded(page)
    await until(page.total.difference.isVisible, "the change")
    amounts = ("754", "250.890", "400.000", "104", "31\u00a0415", "271\u2009828", "5\u00a0204")
    assert all(amount in every_text(page) for amount in amounts)
    page.total.eye.click()
    await until(lambda: page.total.whole.text() == HIDDEN, "dots")
    await until(lambda: page.positions.model.record(0).hidden, "hidden rows")
    assert [amount for amount in amounts if amount in every_text(page)] == []
    assert app.preferences.settings.hide_amounts
    assert page.total.whole.accessibleName() == f"Total {HIDDEN_WORDS}"
    page.total.eye.click()
    await until(lambda: page.total.whole.text() != HIDDEN, "amounts")


async def test_amounts_stay_hidden_from_one_start_to_the_next(open_page, app):
    app.preferences.settings = replace(app.preferences.settings, hide_amounts=True)
    page = open_page(app)
    await loaded(page)
    assert page.total.whole.text() == HIDDEN
    assert page.total.eye.accessibleName() == "Show amounts"


async def test_a_disk_that_refuses_to_keep_it_is_said(open_page, app):
    app.preferences.error = AppError(ErrorKind.STORAGE, "full", {"path": "/x"})
    page = open_page(app)
    page.total.eye.click()
    await until(page.banner.isVisible, "the banner")
    assert page.total.whole.text() in (HIDDEN, "–")


async def test_with_little_free_practice_tao_more_is_offered(open_page, app):
    app.accounts.owned[ANN] = account(owner=ANN, free=9 * TAO)
    page = open_page(app)
    await until(page.total.practice.isVisible, "the offer")
    page.total.practice.click()
    await until(page.news.isVisible, "the answer")
    assert app.accounts.asked_for == [ANN]
    assert "block 1\u2009001" in page.news.accessibleName()
    assert page.total.practice.isEnabled()


async def test_practice_tao_goes_to_the_chosen_wallet(open_page, app):
    app.wallets.chosen = KeyRef("treasury")
    page = open_page(app)
    await until(page.total.practice.isVisible, "the offer")
    page.total.practice.click()
    await until(lambda: app.accounts.asked_for == [BEN], "the request")


async def test_with_enough_free_tao_none_is_offered(open_page, app):
    page = open_page(app)
    await loaded(page)
    assert not page.total.practice.isVisible()


async def test_no_other_network_offers_practice_tao(open_page, app):
    app.accounts.owned[ANN] = account(owner=ANN, free=0)
    app.network.become(connection(network=FINNEY))
    page = open_page(app)
    await until(lambda: page.feed.fresh, "fresh figures")
    assert not page.total.practice.isVisible()


async def test_a_refused_request_for_practice_tao_is_said(open_page, app):
    app.accounts.owned[ANN] = account(owner=ANN, free=0)
    page = open_page(app)
    await until(page.total.practice.isVisible, "the offer")
    app.accounts.error = AppError(ErrorKind.OFFLINE, "gone", {"endpoint": "ws://x"})
    page.total.practice.click()
    await until(page.banner.isVisible, "the banner")
    assert page.total.practice.isEnabled()
    assert not page.news.isVisible()


async def test_the_journal_is_followed(open_page, app):
    page = open_page(app)
    await until(lambda: page.recent.isVisible() and page.recent.sentences == [], "nothing yet")
    app.activity.journal = [entry(dest=BEN)]
    app.activity.announce()
    await until(lambda: page.recent.sentences == ["Send to treasury"], "the entry")


async def test_rows_and_links_lead_on(open_page, app):
    page = open_page(app)
    await loaded(page)
    went = []
    page.route_requested.connect(went.append)
    page.positions.table.opened.emit(1)
    page.wallets.table.opened.emit(0)
    for card in (page.positions, page.wallets, page.journal):
        card.link.click()
    assert went == ["subnets/14/metagraph", "wallets/my-cold", "subnets", "wallets", "activity"]


async def test_enter_opens_the_current_position(open_page, app):
    page = open_page(app)
    await loaded(page)
    page.positions.table.choose(1)
    press = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    went = []
    page.route_requested.connect(went.append)
    QApplication.sendEvent(page.positions.table, press)
    assert went == ["subnets/14/metagraph"]


async def test_every_control_says_what_it_is(open_page, app):
    page = open_page(app)
    await loaded(page)
    assert unnamed_controls(page) == []


async def test_hostile_names_do_no_harm(open_page, app):
    names = hostile_texts(30)
    subnets = tuple(subnet(n + 1, name, symbol=name) for n, name in enumerate(names))
    app.subnets.fresh = subnet_list(subnets)
    held = [position(n + 1, alpha=(n + 1) * TAO) for n in range(len(names))]
    app.accounts.owned[ANN] = account(*held, owner=ANN)
    page = open_page(app)
    await loaded(page)
    await until(lambda: page.feed.around.subnets is not None, "names")
    page.grab()
    assert "\n" not in page.total.bar.accessibleDescription()


@pytest.mark.parametrize("size", [(1080, 720), (904, 560), (1700, 1000)])
async def test_nothing_is_wider_than_the_page(open_page, app, size):
    page = open_page(app, *size)
    await loaded(page)
    content = page.total.parentWidget()
    assert content.width() <= page.width()
    assert page.total.bar.heightForWidth(page.total.bar.width()) <= page.total.bar.height()


async def test_many_accounts_at_once_are_all_shown(open_page, app):
    wallets = [key_records.wallet(f"w{n}", seed=n + 1) for n in range(50)]
    for n in range(50):
        who = Ss58(address(n + 1))
        app.accounts.owned[who] = account(position(14, hotkey=who), owner=who, free=TAO)
    app.wallets.become(*wallets)
    page = open_page(app)
    await until(lambda: page.positions.model.total == 50, "all positions")
    assert page.wallets.model.rowCount() == 50
