"""The page shows the wallet of its route, and follows folder, keys, choice, chain and privacy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from core.domain.connection import Phase
from core.domain.keys import Finding, KeyRef, Secret, WalletListing
from core.domain.networks import FINNEY, PRACTICE
from core.errors import AppError, ErrorKind
from gui.pages.wallets import surroundings
from gui.routes import CREATE_WALLET, IMPORT_WALLET, SEND, WATCH_ADDRESS, wallet_route
from gui.widgets.amount import HIDDEN
from tests.builders import TAO, account, account_list, address, connection
from tests.fakes.key_records import hotkey, wallet
from tests.fakes.waiting import until
from tests.gui.accessible import unnamed_controls

COLD = KeyRef("my-cold")


async def test_it_opens_with_the_chosen_wallet(stage):
    stage.page.enter("wallets")
    await until(lambda: stage.shown == "my-cold")
    assert stage.detail.header.kind.isVisible()
    assert stage.detail.header.lock.text() == "locked"


async def test_choosing_another_in_the_list_goes_to_its_route(stage):
    await stage.show()
    stage.list.view.setCurrentIndex(stage.list.model.index(1))
    await until(lambda: stage.shown == "treasury")
    assert stage.routes == ["wallets/treasury"]


async def test_coming_back_without_a_name_shows_the_last_one(stage):
    await stage.show("treasury")
    stage.page.leave()
    stage.page.enter("wallets")
    await until(lambda: stage.shown == "treasury")


async def test_a_wallet_that_is_not_there_is_told(stage):
    stage.page.enter("wallets/nope")
    await until(stage.page.missing.isVisible)
    assert stage.list.model.rowCount() == 7
    assert stage.routes == []


async def test_what_went_well_is_told_in_green(stage):
    await stage.show()
    stage.page._on_done("100 practice TAO came.", "")
    assert (stage.page.told.isVisible(), stage.page.told.property("tone")) == (True, "positive")
    stage.page._on_done("The password is new.", "The disk did not confirm it.")
    assert stage.page.told.property("tone") == "warning"
    told = "Done. The password is new. The disk did not confirm it."
    assert stage.page.told.accessibleName() == told


async def test_a_mark_as_a_practice_wallet_shows_at_once(stage, app):
    await stage.show("practice")
    known = app.preferences.settings
    await app.preferences.save(replace(known, practice_wallets=()))
    await until(lambda: stage.list.model.practice == ())
    await app.preferences.save(known)
    await until(lambda: stage.list.model.practice == known.practice_wallets)


async def test_what_another_program_makes_shows_by_itself_and_the_choice_stays(stage, app):
    await stage.show("treasury")
    app.wallets.become(wallet("aaa", seed=7), *app.wallets.listing.wallets)
    await until(lambda: stage.list.model.rowCount() == 8)
    assert stage.shown == "treasury"
    chosen = stage.list.view.selectionModel().selectedIndexes()
    assert [index.row() for index in chosen] == [2]
    assert stage.routes == []


async def test_a_wallet_that_goes_away_is_not_shown_any_longer(stage, app):
    await stage.show("treasury")
    app.wallets.become(*(w for w in app.wallets.listing.wallets if w.name.text != "treasury"))
    await until(stage.page.missing.isVisible)


async def test_without_any_wallet_it_says_what_one_is(stage, app):
    app.wallets.become()
    stage.page.enter("wallets")
    await until(stage.page.none.isVisible)
    none = stage.page.none
    for button in (none.create_button, none.import_button, none.watch_button):
        button.click()
    assert stage.routes == [CREATE_WALLET, IMPORT_WALLET, WATCH_ADDRESS]


async def test_what_is_wrong_with_the_folder_itself_is_said(stage, app):
    listing = WalletListing(Path("wallets"), (), (Finding.UNREADABLE,))
    app.wallets.listing = app.wallets._listings.first = listing
    stage.page.enter("wallets")
    await until(stage.page.folder.isVisible)
    assert "Cannot be read" in stage.page.folder.accessibleName()
    assert not stage.page.none.isVisible()
    app.wallets.become(wallet())
    await until(lambda: not stage.page.folder.isVisible())


async def test_before_the_first_listing_nothing_is_claimed(stage, app):
    app.wallets.listing = app.wallets._listings.first = None
    stage.page.enter("wallets")
    await until(lambda: stage.page.busy.busy)
    assert not stage.page.none.isVisible()
    app.wallets.become(wallet())
    await until(lambda: stage.shown == "my-cold")
    assert not stage.page.busy.busy


async def test_where_the_wallets_cannot_be_listed_it_says_why(stage, app, monkeypatch):
    monkeypatch.setattr(surroundings, "PATIENCE", 0.0)
    app.wallets.listing = app.wallets._listings.first = None
    failure = AppError(ErrorKind.TIMEOUT, "slow")

    async def refresh():
        nonlocal failure
        if failure is None:
            app.wallets.become(wallet())
            return
        error, failure = failure, None
        raise error

    app.wallets.refresh = refresh
    stage.page.enter("wallets")
    await until(stage.page.banner.isVisible)
    stage.page.banner.retry_requested.emit()
    await until(lambda: stage.shown == "my-cold")


async def test_amounts_stand_beside_their_block(stage):
    await stage.show()
    await until(lambda: stage.detail.facts.figures["Free"].text() == "604.318\u00a0τ")
    assert stage.detail.facts.figures["Staked"].text() == "2.000\u00a0τ"
    assert stage.detail.facts.figures["Total"].text() == "606.318\u00a0τ"
    assert stage.detail.facts.age.text().startswith("block 101\u2009204")
    assert stage.list.total.text() == "646.318\u00a0τ"


async def test_hidden_amounts_are_hidden_everywhere(stage, app):
    await stage.show()
    await until(lambda: "604" in stage.detail.facts.figures["Free"].text())
    await app.preferences.save(replace(app.preferences.settings, hide_amounts=True))
    await until(lambda: HIDDEN in stage.detail.facts.figures["Free"].text())
    assert HIDDEN in stage.list.total.text()
    assert stage.list.model.hidden
    row = stage.detail.hotkeys.model.record(0)
    assert row.hidden
    stage.detail.hotkeys.table.copy_table()
    assert "2.000" not in QGuiApplication.clipboard().text()
    names = [widget.accessibleName() for widget in stage.window.findChildren(QWidget)]
    assert not any("604" in name for name in names)


async def test_the_eye_below_the_list_hides_amounts_everywhere_and_shows_them_again(stage, app):
    await stage.show()
    await until(lambda: "604" in stage.detail.facts.figures["Free"].text())
    stage.list.eye.click()
    await until(lambda: app.preferences.settings.hide_amounts)
    await until(lambda: HIDDEN in stage.list.total.text())
    assert stage.list.eye.accessibleName() == "Show amounts"
    stage.list.eye.click()
    await until(lambda: not app.preferences.settings.hide_amounts)
    await until(lambda: "604" in stage.detail.facts.figures["Free"].text())
    assert stage.list.eye.accessibleName() == "Hide amounts"


async def test_keys_that_are_not_sound_take_no_address_for_others(stage):
    await stage.show("broken")
    assert stage.detail.receive.is_hidden
    assert stage.detail.receive.reason_title.text() == "Do not receive here."


async def test_without_an_address_no_figures_are_promised(stage):
    await stage.show("hollow")
    assert stage.detail.facts.age.text() == "no address to look up"


async def test_a_new_block_brings_new_amounts(stage, app):
    await stage.show()
    await until(lambda: app.accounts.refreshes > 0)
    app.accounts.owned[address(100)] = account(owner=address(100), free=7 * TAO)
    stage.page.balances.urge()
    await until(lambda: stage.detail.facts.figures["Free"].text() == "7.000\u00a0τ")


async def test_offline_shows_what_is_kept_greyed_with_its_age(stage, app):
    app.network.become(connection(Phase.OFFLINE, network=FINNEY))
    app.accounts.kept = account_list(*app.accounts.owned.values())
    await stage.show()
    await until(lambda: "604" in stage.detail.facts.figures["Free"].text())
    assert stage.detail.facts.figures["Free"].property("tone") == "muted"
    assert stage.detail.facts.age.property("tone") == "warning"
    assert stage.detail.hotkeys.model.stale
    assert app.accounts.refreshes == 0


async def test_a_failed_reading_is_told_and_retried(stage, app):
    app.accounts.error = AppError(ErrorKind.TIMEOUT, "slow", {"endpoint": "node"})
    await stage.show()
    await until(stage.page.banner.isVisible)
    app.accounts.error = None
    stage.page.banner.retry_requested.emit()
    await until(lambda: "604" in stage.detail.facts.figures["Free"].text())
    await until(lambda: not stage.page.banner.isVisible())


async def test_another_network_forgets_the_amounts_of_the_old_one(stage, app):
    await stage.show()
    await until(lambda: "604" in stage.detail.facts.figures["Free"].text())
    app.network.become(connection(Phase.CONNECTING, network=PRACTICE))
    await until(lambda: stage.detail.facts.figures["Free"].text() == "–")
    assert stage.detail.receive.network.text() == "practice"


async def test_unlocking_shows_at_once(stage, app):
    await stage.show()
    await app.locks.unlock(COLD, Secret.of_text("password"))
    await until(lambda: stage.detail.header.lock.text() == "unlocked")
    await app.locks.lock()
    await until(lambda: stage.detail.header.lock.text() == "locked")


async def test_the_choice_made_elsewhere_shows_at_the_hotkey(stage, app):
    await stage.show()
    await until(lambda: stage.detail.hotkeys.model.record(0).is_chosen)
    await app.wallets.choose(KeyRef("my-cold", "miner-3"))
    await until(lambda: stage.detail.hotkeys.model.record(2).is_chosen)
    assert not stage.detail.hotkeys.model.record(0).is_chosen


async def test_send_leads_to_the_wizard(stage):
    await stage.show()
    stage.detail.header.send.click()
    assert stage.routes == [wallet_route("my-cold", SEND)]


@pytest.mark.parametrize(
    ("name", "sends", "signs"),
    [
        ("my-cold", True, "Sign or verify"),
        ("treasury", False, "Verify"),
        ("hollow", False, "Verify"),
        ("broken", False, "Verify"),
        ("theirs", True, "Sign or verify"),
    ],
)
async def test_only_what_has_a_sound_coldkey_can_send(stage, name, sends, signs):
    await stage.show(name)
    header = stage.detail.header
    assert (header.send.isVisible(), header.sign.text()) == (sends, signs)
    assert header.lock.isVisible() is sends


async def test_a_name_this_app_would_not_give_is_read_only(stage):
    await stage.show("theirs")
    assert not stage.detail.facts.password.isEnabled()
    assert not stage.detail.hotkeys.add.isVisible()


async def test_leaving_stops_everything_that_follows(stage, app):
    await stage.show()
    await until(lambda: app.network.watchers == 1)
    stage.page.leave()
    await until(lambda: app.network.watchers == 0)
    assert app.wallets._listings.readers == 0


@pytest.mark.parametrize("name", ["my-cold", "treasury", "practice", "broken", "hollow"])
async def test_every_control_has_a_name(stage, name):
    await stage.show(name)
    assert unnamed_controls(stage.window) == []


async def test_two_thousand_wallets_and_hotkeys_are_shown_and_searched(stage, app):
    hotkeys = [hotkey(f"h{number}", seed=number) for number in range(2_000)]
    many = [wallet(f"w{number}", seed=number) for number in range(2_000)]
    app.wallets.become(wallet("my-cold", *hotkeys), *many)
    await stage.show()
    assert stage.list.model.rowCount() == 2_001
    assert stage.detail.hotkeys.model.rowCount() == 2_000
    stage.list.field.setText("w1999")
    assert stage.list.model.rowCount() == 1
    assert stage.list.count.text().startswith("1 of 2\u2009001 wallets")
    stage.window.grab()


async def test_in_a_narrow_window_everything_still_fits(stage):
    stage.window.resize(904, 560)
    await stage.show()
    inside = stage.detail._cards.widget()
    assert inside.width() <= stage.detail._cards.viewport().width()
    assert stage.detail.receive.geometry().right() <= inside.width()
    header = stage.detail.header
    assert header.sign.text() == "Sign"
    assert header.sign.accessibleName() == "Sign or verify"
    assert header.more.geometry().right() <= header.width()
