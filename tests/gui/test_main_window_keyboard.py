"""From the welcome to a copied neuron and on to the settings without a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget
from shiboken6 import delete

from core.domain.connection import Phase
from gui.app import page_makers
from gui.main_window import MainWindow
from gui.pages.home import HomePage
from gui.pages.settings import SettingsPage
from gui.pages.subnet import SubnetPage
from gui.pages.subnets import SubnetsPage
from gui.pages.welcome import WelcomePage
from gui.widgets.focus import FocusRing
from tests.builders import connection, metagraph, subnet, subnet_list
from tests.fakes.application import FakeApplication
from tests.fakes.metagraphs import FakeMetagraphs
from tests.fakes.network import FakeNetwork
from tests.fakes.subnets import FakeSubnets
from tests.fakes.waiting import until

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


class Typist:
    """Presses keys and looks where the focus is."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """To the focused widget, as QTest's way through the window would run a loop of its own."""
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):  # the ring listens at the window
            event = QKeyEvent(QEvent.Type.KeyPress, key, modifier)
            QApplication.sendEvent(self.window.windowHandle(), event)
        else:
            QTest.keyClick(self.focused, key, modifier)

    @property
    def focused(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    def type(self, words: str) -> None:
        QTest.keyClicks(self.focused, words)

    async def on(self, kind: type) -> None:
        await until(lambda: isinstance(self.window.router.page, kind), kind.__name__)
        self.window.activateWindow()  # the platform without a screen forgets
        await until(self.window.isActiveWindow, "an active window")

    @property
    def focus_is_seen(self) -> bool:
        """By a ring, a field's border and cursor, or a list's current entry."""
        widget = QApplication.focusWidget()
        if widget is None or not widget.isVisible():
            return False
        if isinstance(widget, QAbstractItemView):
            return widget.currentIndex().isValid()
        ring = self.window.findChild(FocusRing)
        return isinstance(widget, QLineEdit) or (ring.isVisible() and ring.widget() is widget)


@pytest.fixture
async def typist(theme):
    app = FakeApplication(
        network=FakeNetwork(connection(Phase.IDLE, block=None)),
        subnets=FakeSubnets(subnet_list([subnet(14, "Lumen Text"), subnet(3, "Harbor")])),
        metagraphs=FakeMetagraphs(metagraph(count=8)),
    )
    window = MainWindow(theme)
    window.show()
    window.attach(app, page_makers(app, theme))
    window.activateWindow()
    await until(window.isActiveWindow, "an active window")
    made = Typist(window)
    made.app = app
    yield made
    delete(window)


async def test_everything_can_be_done_by_keyboard_and_the_focus_is_always_seen(typist):
    window = typist.window
    welcome = window.findChild(WelcomePage)
    typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_Backtab, SHIFT)
    assert QApplication.focusWidget() is welcome.practise.button
    assert typist.focus_is_seen
    typist.press(Qt.Key.Key_Space)

    await typist.on(HomePage)
    typist.press(Qt.Key.Key_3, CONTROL)
    await typist.on(SubnetsPage)
    typist.app.network.become(connection())
    subnets = window.router.page
    await until(lambda: subnets.model.rowCount() == 2, "subnets")
    typist.press(Qt.Key.Key_Down)
    typist.press(Qt.Key.Key_Home, CONTROL)  # wherever the focus had put the current row before
    assert QApplication.focusWidget() is subnets.table
    assert typist.focus_is_seen
    assert subnets.table.currentIndex().row() == 0
    typist.press(Qt.Key.Key_Return)

    await typist.on(SubnetPage)
    neurons = window.router.page.view.table
    await until(lambda: neurons.model().rowCount() == 8, "neurons")
    typist.press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is neurons
    assert typist.focus_is_seen
    typist.press(Qt.Key.Key_Down, SHIFT)
    assert len(neurons.chosen_rows()) == 2
    typist.press(Qt.Key.Key_C, CONTROL | SHIFT)
    lines = QGuiApplication.clipboard().text().splitlines()
    uids = [str(neurons.records.record(row).neuron.uid) for row in neurons.chosen_rows()]
    assert [line.split("\t")[0] for line in lines] == uids

    typist.press(Qt.Key.Key_Left, ALT)
    await typist.on(SubnetsPage)
    assert QApplication.focusWidget() is subnets.table
    assert typist.focus_is_seen
    typist.press(Qt.Key.Key_K, CONTROL)
    await until(lambda: window.commands.palette.is_open, "the palette")
    assert typist.focus_is_seen
    typist.type("appear")
    typist.press(Qt.Key.Key_Return)

    await typist.on(SettingsPage)
    assert not window.commands.palette.is_open
    assert window.router.route == "settings/appearance"
    assert typist.focus_is_seen
