"""The journal's page follows the journal, and shows one entry beside it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.activity import CSV_HEADER
from core.domain.connection import Phase
from core.domain.contacts import Contact
from core.domain.keys import CryptoType, KeyFormat, KeyName, WalletRecord
from core.domain.networks import FINNEY
from core.domain.settings import Settings
from core.domain.transactions import Outcome, Stage
from core.errors import AppError, ErrorKind
from gui.dialogs.contacts import ContactsDialog
from gui.pages.activity import ActivityPage
from gui.pages.activity import feed as feed_module
from gui.pages.activity import page as page_module
from tests.builders import NOW, connection, hostile_texts
from tests.fakes.accounts import FakeActivity, FakeContacts
from tests.fakes.application import FakeApplication
from tests.fakes.entries import ALICE, BOB, entry, register_entry, signed_message
from tests.fakes.network import FakeNetwork
from tests.fakes.preferences import FakePreferences
from tests.fakes.reviews import receipt
from tests.fakes.signers import address
from tests.fakes.waiting import until
from tests.fakes.wallets import FakeWallets
from tests.gui.accessible import unnamed_controls

DAY = 86_400.0
MINE = WalletRecord(KeyName("my-cold", "my-cold"), ALICE, CryptoType.SR25519, KeyFormat.NACL)
OTHER = WalletRecord(
    KeyName("spare", "spare"), address("//Spare"), CryptoType.SR25519, KeyFormat.NACL
)
FINAL = receipt(Stage.FINAL, Outcome.SUCCEEDED)
ENTRIES = (
    entry("0x01", receipt=replace(FINAL, hash="0x01"), signed_at=NOW, label="rent"),
    register_entry("0x02", signed_at=NOW - 60),
    signed_message("login to forum", identity="0x03"),
    entry("0x04", outcome=Outcome.UNKNOWN, signed_at=NOW - 2 * DAY, signer=OTHER.address),
)


def app_with(*entries, **fields):
    return FakeApplication(
        **{
            "activity": FakeActivity(*entries),
            "wallets": FakeWallets(MINE, OTHER),
            "contacts": FakeContacts(Contact(BOB, "treasury", 0.0)),
            "network": FakeNetwork(connection(network=FINNEY)),
            **fields,
        }
    )


@pytest.fixture
async def opened(qtbot, theme):
    pages = []

    async def made(app=None, route="activity"):
        window = QWidget()
        qtbot.addWidget(window)
        page = ActivityPage(app or app_with(*ENTRIES), theme, clock=lambda: NOW)
        page.box, page.app = window, page._app
        QVBoxLayout(window).addWidget(page)
        window.resize(1080, 720)
        window.show()
        page.enter(route)
        pages.append(page)
        await until(lambda: bool(page.feed.context.names.own()))
        if page.app.activity.error is None:
            await until(lambda: page.feed.entries is not None)
        return page

    yield made
    for page in pages:
        page.tasks.close()


def actions(page):
    return [row.words.action for row in page.model.records()]


async def test_everything_signed_stands_there_by_day(opened):
    page = await opened()
    assert actions(page) == [
        "Sent to treasury",
        "Signed message “login to forum”",
        "Register treasury on 19",
        "Send to treasury",
    ]
    assert page.model.record(0).title == "Today"
    assert unnamed_controls(page) == []


async def test_a_day_spans_all_columns(opened):
    page = await opened()
    assert page.table.columnSpan(0, 0) == len(page.model.columns)
    assert page.table.columnSpan(1, 0) == 1
    page.model.search("rent")
    assert page.table.columnSpan(0, 0) == len(page.model.columns)
    assert page.table.columnSpan(1, 0) == 1


async def test_a_change_of_the_journal_is_shown(opened):
    page = await opened()
    page.app.activity.journal.insert(0, entry("0x09", signed_at=NOW))
    page.app.activity.announce()
    await until(lambda: page.model.total == 5)


async def test_the_arrows_pass_over_the_days(opened, qtbot):
    page = await opened()
    page.table.choose(3)
    assert page.model.is_day(4)
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.table.currentIndex().row() == 5
    qtbot.keyClick(page.table, Qt.Key.Key_Up)
    assert page.table.currentIndex().row() == 3
    page.table.choose(1)
    qtbot.keyClick(page.table, Qt.Key.Key_Up)
    assert page.table.currentIndex().row() == 1


async def test_choosing_an_entry_opens_its_details(opened):
    page = await opened()
    assert page.drawer.isHidden()
    page.table.choose(1)
    assert page.drawer.isVisible()
    assert page.drawer.entry.receipt.hash == "0x01"


async def test_a_route_opens_an_entry(opened):
    page = await opened(route="activity/0x02")
    await until(page.drawer.isVisible)
    assert page.drawer.entry.receipt.hash == "0x02"


async def test_a_route_to_an_entry_that_comes_later_opens_it_then(opened):
    page = await opened(route="activity/0x09")
    assert page.drawer.isHidden()
    page.app.activity.journal.insert(0, entry("0x09", signed_at=NOW))
    page.app.activity.announce()
    await until(page.drawer.isVisible)
    assert page.drawer.entry.receipt.hash == "0x09"


async def test_the_details_follow_the_entry(opened):
    page = await opened(route="activity/0x04")
    await until(page.drawer.isVisible)
    journal = page.app.activity.journal
    journal[3] = replace(journal[3], receipt=replace(FINAL, hash="0x04"))
    page.app.activity.announce()
    await until(lambda: page.drawer.entry.receipt.settled)
    assert page.drawer.outcome.isHidden()


async def test_escape_closes_the_details_and_then_leads_to_the_filter(opened, qtbot):
    page = await opened(route="activity/0x01")
    await until(page.drawer.isVisible)
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert page.drawer.isHidden()
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert page.box.focusWidget() is page.filters.field


async def test_it_can_be_searched_and_filtered(opened):
    page = await opened()
    page.filters.field.setText("rent")
    assert actions(page) == ["Sent to treasury"]
    page.filters.field.clear()
    page.filters.kinds.setCurrentIndex(3)
    assert actions(page) == ["Register treasury on 19"]
    assert page.filters.kinds.property("on") == "yes"
    page.filters.kinds.setCurrentIndex(0)
    assert page.filters.kinds.property("on") == ""
    page.filters.wallets.setCurrentIndex(2)
    assert [row.entry.receipt.hash for row in page.model.records()] == ["0x04"]


async def test_what_filters_out_the_chosen_entry_closes_its_details(opened):
    page = await opened(route="activity/0x01")
    await until(page.drawer.isVisible)
    page.filters.field.setText("forum")
    await until(page.drawer.isHidden)


async def test_where_nothing_matches_the_conditions_can_be_cleared(opened):
    page = await opened()
    page.filters.field.setText("nobody")
    assert page.notices.no_match.isVisible()
    page.notices.no_match._button.click()
    assert len(actions(page)) == 4
    assert page.notices.no_match.isHidden()


async def test_an_empty_journal_says_what_it_will_keep(opened):
    page = await opened(app_with())
    assert page.notices.nothing.isVisible()


async def test_before_the_chain_is_known_it_says_so(opened):
    page = await opened(app_with(network=FakeNetwork(connection(Phase.OFFLINE))))
    assert page.notices.no_network.isVisible()
    page.app.network.become(connection(Phase.ONLINE))
    await until(page.notices.nothing.isVisible)


async def test_a_journal_that_cannot_be_read_is_told_and_tried_again(opened):
    app = app_with(*ENTRIES)
    app.activity.error = AppError(ErrorKind.STORAGE, "locked")
    page = await opened(app)
    await until(page.banner.isVisible)
    app.activity.error = None
    page.banner.retry_requested.emit()
    await until(lambda: page.model.total == 4)
    assert page.banner.isHidden()


async def test_a_label_goes_into_the_journal(opened):
    page = await opened(route="activity/0x01")
    await until(page.drawer.isVisible)
    page.drawer.labelled.emit("deposit")
    await until(lambda: page.app.activity.journal[0].label == "deposit")
    await until(lambda: page.drawer.entry.label == "deposit")


async def test_resolving_asks_the_chain(opened):
    page = await opened(route="activity/0x04")
    await until(page.drawer.isVisible)
    page.drawer.resolve.click()
    await until(lambda: page.app.transfers.resolved == 1)
    assert not page.busy.busy


async def test_resolving_that_fails_is_told(opened):
    page = await opened(route="activity/0x04")
    await until(page.drawer.isVisible)
    page.app.transfers.error = AppError(ErrorKind.OFFLINE, "gone", {"endpoint": "ws://node"})
    page.drawer.resolve.click()
    await until(page.banner.isVisible)
    assert not page.busy.busy


async def test_what_is_shown_is_saved_as_csv(opened, monkeypatch):
    page = await opened()
    saved = []

    async def save(_parent, suffix, stem, text):
        saved.append((suffix, stem, text()))

    monkeypatch.setattr(page_module, "save_table", save)
    page.filters.field.setText("rent")
    page.filters.csv.click()
    await until(lambda: bool(saved))
    [(suffix, stem, text)] = saved
    rows = list(csv.reader(io.StringIO(text)))
    assert (suffix, stem) == ("csv", "activity-finney")
    assert rows[0] == list(CSV_HEADER)
    assert len(rows) == 2
    assert "0x01" in rows[1]


async def test_what_is_too_old_to_be_listed_is_found_and_exported(opened, monkeypatch):
    monkeypatch.setattr(feed_module, "SHOWN", 2)
    page = await opened()
    assert len(actions(page)) == 2
    page.filters.field.setText("forum")
    await until(lambda: actions(page) == ["Signed message “login to forum”"])
    page.filters.field.clear()
    saved = []

    async def save(_parent, _suffix, _stem, text):
        saved.append(text())

    monkeypatch.setattr(page_module, "save_table", save)
    page.filters.csv.click()
    await until(lambda: bool(saved))
    assert len(saved[0].splitlines()) == 5


async def test_hiding_amounts_hides_those_of_the_journal(opened):
    preferences = FakePreferences(Settings())
    page = await opened(app_with(*ENTRIES, preferences=preferences))
    await preferences.save(replace(preferences.settings, hide_amounts=True))
    await until(lambda: page.model.record(1).hidden)


async def test_a_renamed_contact_is_renamed_here(opened):
    page = await opened()
    await page.app.contacts.put(BOB, "landlord")
    await until(lambda: actions(page)[0] == "Sent to landlord")


async def test_the_address_book_opens_from_here(opened):
    page = await opened()
    page._open_book()
    await until(lambda: page.box.findChild(ContactsDialog) is not None)


async def test_it_is_painted_with_hostile_text(opened):
    texts = hostile_texts(30)
    entries = [entry(f"0x{n}", label=text, signed_at=NOW - n) for n, text in enumerate(texts)]
    messages = [signed_message(text, identity=f"0xm{n}") for n, text in enumerate(texts)]
    page = await opened(app_with(*entries, *messages))
    page.table.choose(1)
    assert not page.box.grab().isNull()


async def test_after_leaving_nothing_is_read_any_more(opened):
    page = await opened()
    page.leave()
    page.app.activity.journal.clear()
    page.app.activity.announce()
    page.enter("activity")
    await until(lambda: page.model.total == 0)
