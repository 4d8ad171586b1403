"""The settings page: sections by route."""

from __future__ import annotations

import pytest
from shiboken6 import delete

from core.domain.settings import Appearance
from gui.app import page_makers
from gui.dialogs.report import ReportDialog
from gui.pages.settings import SettingsPage
from tests.builders import connection
from tests.fakes.application import FakeApplication
from tests.fakes.network import FakeNetwork
from tests.fakes.waiting import until
from tests.gui.accessible import unnamed_controls


@pytest.fixture
async def page(theme):
    app = FakeApplication(network=FakeNetwork(connection()))
    made = SettingsPage(app, theme)
    made.fake = app
    made.resize(1080, 720)
    made.show()
    made.enter("settings")
    yield made
    delete(made)


async def test_without_a_section_it_opens_on_the_network(page):
    assert page.crumbs() == ("Settings", "Network")


async def test_a_route_names_its_section_and_it_stays_until_the_next(page):
    page.enter("settings/advanced")
    assert page.crumbs() == ("Settings", "Advanced")
    page.leave()
    page.enter("settings")
    assert page.crumbs() == ("Settings", "Advanced")


async def test_the_list_asks_for_the_route(page, qtbot):
    with qtbot.waitSignal(page.route_requested) as signal:
        page.list.chosen.emit(1)
    assert signal.args == ["settings/keyring"]


async def test_the_card_beside_goes_where_there_is_no_room(page):
    card = page.sections[0].aside
    assert card.isVisible()
    page.resize(856, 600)
    await until(lambda: not card.isVisible())


async def test_the_app_tells_it_of_a_desktop_that_says_nothing_of_its_screen(theme):
    page = page_makers(FakeApplication(), theme, deaf=lambda: True)["settings"]()
    page.enter("settings/security")
    assert "does not tell" in page.sections[2].switches["lock_with_screen"].accessibleDescription()
    delete(page)


async def test_a_short_section_has_nothing_to_scroll_where_a_long_one_has(page):
    page.resize(900, 420)
    bar = page._scroll.verticalScrollBar()
    page.enter("settings/security")
    await until(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    page.enter("settings/appearance")
    await until(lambda: bar.maximum() == 0)


async def test_only_the_section_that_is_seen_follows_the_network(page):
    await until(lambda: page.fake.network.watchers == 1)
    page.enter("settings/appearance")
    await until(lambda: page.fake.network.watchers == 0)


async def test_the_look_changes_at_once_and_is_kept(page, theme):
    page.enter("settings/appearance")
    page.sections[3].looks.chosen.emit(1)
    await until(lambda: page.fake.preferences.settings.appearance is Appearance.LIGHT)
    assert not theme.dark


async def test_the_licences_of_others_can_be_read(page):
    page.enter("settings/advanced")
    page.sections[4].licences.click()
    await until(lambda: bool(page.findChildren(ReportDialog)))


@pytest.mark.parametrize("section", ["network", "keyring", "security", "appearance", "advanced"])
async def test_every_control_has_a_name(page, section):
    page.enter(f"settings/{section}")
    assert unnamed_controls(page) == []
