"""The window follows the connection, goes where it is told and starts on the welcome."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from shiboken6 import delete, isValid

from core.domain.connection import Phase
from core.domain.keys import KeyRef
from core.domain.networks import FINNEY, LOCAL, PRACTICE, TEST
from core.domain.settings import Appearance
from core.errors import AppError, ErrorKind
from gui.dialogs.report import ReportDialog
from gui.main_window import MainWindow
from gui.widgets.page import Page
from tests.builders import NOW, connection, head, subnet, subnet_list
from tests.fakes.application import FakeApplication
from tests.fakes.network import FakeNetwork
from tests.fakes.waiting import until
from tests.gui.accessible import unnamed_controls


class Noted(Page):
    """A page that notes what happens to it."""

    def __init__(self, title: str, log: list[str]) -> None:
        super().__init__()
        self.title, self.log, self.route = title, log, ""

    def crumbs(self):
        return (self.title, self.route) if "/" in self.route else (self.title,)

    def enter(self, route):
        self.route = route
        self.log.append(f"enter {route}")

    def leave(self):
        self.log.append(f"leave {self.title}")

    async def prepare(self):
        self.log.append(f"prepare {self.title}")


class Stage:
    def __init__(self, theme, state=None) -> None:
        self.log: list[str] = []
        self.app = FakeApplication(network=FakeNetwork(state or connection()))
        self.window = MainWindow(theme, clock=lambda: NOW + 3)
        self.pages = {
            key: lambda key=key: Noted(key.capitalize(), self.log)
            for key in ("welcome", "home", "wallets", "subnets", "subnet", "activity", "settings")
        }

    def begin(self):
        self.window.show()
        self.window.attach(self.app, self.pages)
        return self

    @property
    def status(self) -> str:
        return self.window.frame.status.line.text.replace("\u2009", " ")

    @property
    def crumbs(self) -> list[str]:
        crumbs = self.window.frame.header.crumbs
        parts = [p for p in crumbs.children() if p.isWidgetType() and not p.isHidden()]
        return [p.text() for p in parts if hasattr(p, "text") and p.text()]


async def active(window):
    """Shortcuts work in the active window only."""
    window.activateWindow()
    await until(window.isActiveWindow)


@pytest.fixture
async def stage(theme):
    made = []

    def build(state=None) -> Stage:
        made.append(Stage(theme, state).begin())
        return made[-1]

    yield build
    for each in made:
        if isValid(each.window):
            delete(each.window)


async def test_a_first_run_begins_on_the_welcome_page(stage):
    s = stage(connection(Phase.IDLE, block=None))
    assert s.log == ["enter welcome"]
    assert not s.window.frame.isVisible()
    s.window.go("subnets")
    assert s.log == ["enter welcome", "leave Welcome", "enter subnets"]
    assert s.window.frame.isVisible()


async def test_later_runs_begin_at_home(stage):
    s = stage()
    assert s.log == ["enter home"]
    assert s.crumbs == ["Home"]


async def test_once_the_first_content_is_there_the_next_page_is_prepared(stage):
    s = stage()
    s.window.router.page.settled.emit()
    await until(lambda: "prepare Subnet" in s.log)
    assert s.window.router.page.title == "Home"
    s.window.go("subnets/14/metagraph")
    assert s.log[-2:] == ["leave Home", "enter subnets/14/metagraph"]
    assert s.window.router.page.log is s.log


async def test_nothing_can_be_commanded_before_there_are_services(theme, qtbot):
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.open_palette()
    window.go("subnets")
    assert not window.commands.palette.is_open


@pytest.mark.parametrize("phase", [p for p in Phase if p is not Phase.IDLE])
async def test_the_shell_follows_every_phase(stage, phase):
    s = stage()
    s.app.network.become(connection(phase))
    await until(lambda: phase is Phase.ONLINE or s.status != "practice")
    troubled = phase in (Phase.STALE, Phase.OFFLINE)
    await until(lambda: s.window.frame.connection.isHidden() is not troubled)


async def test_trying_again_does_not_make_the_banner_flicker(stage):
    s = stage(connection(Phase.OFFLINE))
    banner = s.window.frame.connection
    await until(banner.isVisible)
    s.app.network.become(connection(Phase.CONNECTING))
    await until(lambda: "Trying again." in banner.accessibleName())
    assert banner.isVisible()


async def test_coming_back_takes_the_banner_away(stage):
    s = stage(connection(Phase.OFFLINE))
    await until(s.window.frame.connection.isVisible)
    s.app.network.become(connection())
    await until(s.window.frame.connection.isHidden)
    assert s.status == "practice · block 101 204 · 3 s ago · 12 ms"


async def test_retry_asks_the_network(stage):
    s = stage(connection(Phase.OFFLINE))
    await until(s.window.frame.connection.isVisible)
    s.window.frame.connection.action_requested.emit()
    assert s.app.network.retries == 1


@pytest.mark.parametrize(
    ("network", "title", "strip"),
    [
        (PRACTICE, "Taonaut · practice TAO, no value", "practice"),
        (FINNEY, "Taonaut · finney", "line"),
        (TEST, "Taonaut · test TAO, no value", "info"),
        (LOCAL, "Taonaut · local node", "local"),
    ],
)
async def test_the_network_is_named_in_title_chip_and_strip(stage, network, title, strip):
    s = stage(connection(network=network))
    await until(lambda: s.window.windowTitle() == title)
    assert s.window.strip.color == strip
    assert title.endswith(s.window.frame.header.chip.accessibleName().removeprefix("Network: "))


async def test_ages_grow_by_the_clock(stage):
    s = stage()
    await until(lambda: "3 s ago" in s.status)
    s.window.show_state(replace(connection(), head=head(arrived_at=NOW - 57)))
    assert "1 min ago" in s.status


async def test_a_page_is_left_when_another_is_entered(stage):
    s = stage()
    s.window.go("settings/network")
    s.window.go("settings/appearance")
    assert s.log[1:] == ["leave Home", "enter settings/network", "enter settings/appearance"]
    assert s.crumbs == ["Settings", "settings/appearance"]


async def test_a_page_may_ask_for_another(stage):
    s = stage()
    s.window.router.page.route_requested.emit("subnets/14/metagraph")
    assert s.window.router.route == "subnets/14/metagraph"


async def test_an_unknown_route_leads_home(stage):
    s = stage()
    s.window.go("neurons")
    assert s.window.router.route == "home"


async def test_back_and_forward(stage, qtbot):
    s = stage()
    await active(s.window)
    s.window.go("settings")
    qtbot.keyClick(s.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert s.window.router.route == "home"
    qtbot.keyClick(s.window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert s.window.router.route == "settings"


async def test_pages_and_the_palette_open_by_keys(stage, qtbot):
    s = stage()
    await active(s.window)
    qtbot.keyClick(s.window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert s.window.router.route == "settings"
    qtbot.keyClick(s.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert s.window.commands.palette.is_open


async def test_the_palette_finds_a_subnet_by_its_number(stage, qtbot):
    s = stage()
    s.app.subnets.kept = subnet_list([subnet(14, "Lumen Text")])
    s.window.open_palette()
    palette = s.window.commands.palette
    await until(lambda: "Lumen Text" in palette._entries[-1].title)
    qtbot.keyClicks(palette.field, "14")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert s.window.router.route == "subnets/14/metagraph"


async def test_switching_in_the_palette_is_remembered_and_done(stage):
    s = stage()
    s.window.commands.perform("network:finney")
    await until(lambda: s.app.network.switched_to == [FINNEY])
    assert s.app.preferences.settings.network == "finney"


async def test_amounts_are_hidden_and_shown_from_the_palette(stage):
    s = stage()
    s.window.commands.perform("amounts")
    await until(lambda: s.app.preferences.settings.hide_amounts)
    s.window.commands.perform("amounts")
    await until(lambda: not s.app.preferences.settings.hide_amounts)


async def test_amounts_are_hidden_by_three_keys_wherever_one_is(stage, qtbot):
    s = stage()
    s.window.activateWindow()
    await until(s.window.isActiveWindow)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(s.window, Qt.Key.Key_H, both)
    await until(lambda: s.app.preferences.settings.hide_amounts)


async def test_the_palette_locks_and_asks_to_unlock(stage):
    s = stage()
    await s.app.locks.unlock(KeyRef("my-cold"), None)
    s.window.commands.perform("lock")
    await until(lambda: s.app.locks.unlocked == ())
    s.window.commands.perform("unlock")  # without a wallet, it shows where they would be
    assert s.window.router.route == "wallets"


async def test_a_failure_of_the_windows_own_work_is_told(stage):
    s = stage()
    s.window.show_error(AppError(ErrorKind.STORAGE, "disk full", {"path": "/data"}))
    assert "Writing to /data failed." in s.window.frame.notice.accessibleName()
    s.window.frame.notice.action_requested.emit()
    assert s.window.router.route == "settings/advanced/doctor"


async def test_notices_of_the_start_are_shown(theme):
    s = Stage(theme)
    s.app.notices = ("BT_WALLET_PASSWORD was removed.",)
    s.begin()
    assert "BT_WALLET_PASSWORD was removed." in s.window.frame.notice.accessibleName()
    delete(s.window)


async def test_a_narrow_window_shows_icons_alone(stage):
    s = stage()
    s.window.resize(1280, 800)
    wide = s.window.frame.sidebar.width()
    s.window.resize(960, 640)
    await until(lambda: (wide, s.window.frame.sidebar.width()) == (200, 56))


async def test_the_window_comes_back_where_it_was(stage, theme, qtbot):
    s = stage()
    s.window.resize(960, 700)  # what the platform's small screen allows
    again = MainWindow(theme)
    qtbot.addWidget(again)
    again.restore_geometry(s.window.geometry_text())
    assert again.size() == s.window.size()
    again.restore_geometry("no geometry")
    assert again.size() == s.window.size()


async def test_changing_the_appearance_leaves_nothing_in_the_old_colours(stage, theme):
    s = stage(connection(Phase.OFFLINE, retry_at=NOW + 15))
    await until(s.window.frame.connection.isVisible)
    theme.apply(Appearance.LIGHT)
    changed = s.window.grab().toImage()
    fresh = Stage(theme, s.app.network.state).begin()
    fresh.window.resize(s.window.size())
    await until(fresh.window.frame.connection.isVisible)
    await until(lambda: fresh.window.grab().toImage() == changed)
    delete(fresh.window)


async def test_a_hostile_title_is_plain_text(stage):
    s = stage()
    s.window.router.page.title = "<img src='file:///etc/passwd'>\u202e"
    s.window.router.page.crumbs_changed.emit()
    assert s.crumbs == ["<img src='file:///etc/passwd'>"]
    plain = {label.textFormat() for label in s.window.findChildren(QLabel) if label.text()}
    assert plain == {Qt.TextFormat.PlainText}


async def test_every_control_of_the_shell_has_a_name(stage):
    s = stage(connection(Phase.OFFLINE))
    await until(s.window.frame.connection.isVisible)
    s.window.open_palette()
    assert unnamed_controls(s.window) == []


async def test_without_services_the_window_says_why(theme, qtbot):
    window = MainWindow(theme)
    qtbot.addWidget(window)
    window.show()
    window.show_failure(AppError(ErrorKind.STORAGE, "read-only", {"path": "/data"}))
    said = " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert "Writing to /data failed." in said


async def test_an_unforeseen_failure_is_reported_once(stage):
    s = stage()
    s.window.show_report("Traceback …")
    s.window.show_report("Traceback …")
    await until(lambda: bool(s.window.findChildren(ReportDialog)))
    assert len(s.window.findChildren(ReportDialog)) == 1


@pytest.mark.parametrize("way", ["keys", "palette"])
async def test_a_key_and_the_palette_quit(stage, qtbot, way):
    s = stage()
    await active(s.window)
    if way == "palette":
        s.window.commands.perform("quit")
    else:
        qtbot.keyClick(s.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not s.window.isVisible()
