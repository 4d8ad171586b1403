"""The window: one frame around the pages, following the connection."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.application import Application
from core.clock import awake_or_asleep
from core.domain.connection import ConnectionState
from core.domain.networks import Network
from core.errors import AppError
from gui.dialogs.overlay import show
from gui.dialogs.report import ReportDialog
from gui.messages import explain
from gui.network_look import look_of
from gui.preloading import SUBNET_PAGE, preload
from gui.shell.command_center import CommandCenter
from gui.shell.connection_words import steady
from gui.shell.custody import Custody
from gui.shell.frame import NARROW_BELOW, Frame
from gui.shell.navigation import DESTINATIONS, HOME, root_of
from gui.shell.router import PageMaker, Router
from gui.shell.strip import NetworkStrip
from gui.shell.wallet_commands import AMOUNTS
from gui.tasks import TaskScope
from gui.theme.assets import ICONS
from gui.theme.theme import Theme
from gui.widgets.empty import EmptyState
from gui.widgets.focus import FocusRing
from gui.widgets.page import Page

DEFAULT_SIZE: Final = (1280, 800)
MINIMUM_SIZE: Final = (960, 640)
WELCOME: Final = "welcome"
_TICK_MS: Final = 1000
_LIKELY_NEXT: Final = "subnet"  # the page that most visits lead to
_CALM: Final = 0.3  # seconds after the first content, so that it is painted before more is made


class MainWindow(QWidget):
    """Shown empty at once; ``attach`` gives it the services and the pages.

    It follows ``NetworkService.states`` for everything outside the pages, and
    shows the welcome page until a network has been chosen. ``clock`` tells how
    old figures are, ``presence_clock`` for how long nobody was there.
    """

    def __init__(
        self,
        theme: Theme,
        clock: Callable[[], float] = time.time,
        presence_clock: Callable[[], float] = awake_or_asleep,
    ) -> None:
        super().__init__()
        self.theme = theme
        self.tasks = TaskScope(self, on_error=self.show_error)
        self._clock = clock
        self._app: Application | None = None
        self._state: ConnectionState | None = None
        self._welcome: Page | None = None
        self.setProperty("room", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Taonaut")
        self.setWindowIcon(QIcon(str(ICONS / "taonaut.svg")))
        self.setMinimumSize(*MINIMUM_SIZE)
        self.resize(QSize(*DEFAULT_SIZE).boundedTo(self.screen().availableSize()))
        self.frame = Frame(theme)
        self.router = Router(self.frame.pages)
        self.strip = NetworkStrip(theme, self)
        self.commands = CommandCenter(theme, self, self.tasks)
        self.custody = Custody(self, theme, self.frame, self.router, self.tasks, presence_clock)
        self._ring = FocusRing(theme, self)
        self._rooms = QStackedWidget()
        self._rooms.addWidget(self.frame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._rooms)
        self._ticker = QTimer(self, interval=_TICK_MS)
        self._wire()
        self.strip.raise_()

    def _wire(self) -> None:
        header = self.frame.header
        self.frame.route_requested.connect(self.go)
        self.frame.connection.action_requested.connect(self.commands.retry)
        self.frame.notice.retry_requested.connect(self.commands.retry)
        self.router.arrived.connect(self.frame.sidebar.mark)
        self.router.crumbs_changed.connect(self._show_crumbs)
        self.router.settled.connect(self._look_ahead)
        header.root_requested.connect(lambda: self.go(root_of(self.router.route)))
        header.network_requested.connect(lambda: self.commands.offer_networks(header.chip))
        header.search_requested.connect(self.open_palette)
        self.commands.route_requested.connect(self.go)
        self.custody.route_requested.connect(self.go)
        self.commands.quit_requested.connect(self.close)
        self.custody.serve(self.commands)
        self._ticker.timeout.connect(self._tick)
        self._shortcut("Ctrl+K", self.open_palette)
        self._shortcut("Ctrl+L", self.custody.lock)
        self._shortcut("Ctrl+Shift+H", lambda: self.commands.perform(AMOUNTS))
        self._shortcut("Ctrl+Q", self.close)
        self._shortcut("Alt+Left", self.router.back)
        self._shortcut("Alt+Right", self.router.forward)
        for number, destination in enumerate(DESTINATIONS, 1):
            self._shortcut(f"Ctrl+{number}", partial(self.go, destination.route))

    def _shortcut(self, keys: str, does: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(does)

    def attach(self, app: Application, pages: Mapping[str, PageMaker]) -> None:
        """Begin: follow the connection, and show the first page or the welcome."""
        self._app = app
        self.commands.attach(app)
        self.custody.attach(app)
        self.router.use({key: make for key, make in pages.items() if key != WELCOME})
        if app.network.network is None:
            self._welcome = pages[WELCOME]()
            self._welcome.route_requested.connect(self.go)
            self._rooms.addWidget(self._welcome)
            self._rooms.setCurrentWidget(self._welcome)
            self._welcome.enter(WELCOME)
        else:
            self.go(HOME)
        if app.notices:
            self.frame.say(" ".join(app.notices))
        self._ticker.start()
        self.tasks.start("follow the connection", self._follow(app))

    async def _follow(self, app: Application) -> None:
        async for state in app.network.states():
            self.show_state(state)

    def show_state(self, state: ConnectionState) -> None:
        """Everything outside the pages that depends on network and connection."""
        self._state = steady(self._state, state)
        if self._app is not None and self._app.network.network is not None:
            self._show_network(state.network)
        self._tick()

    def _show_network(self, network: Network) -> None:
        self.setWindowTitle(f"Taonaut · {look_of(network).chip}")
        self.frame.header.chip.show_network(network)
        self.strip.show_network(network)

    def _look_ahead(self) -> None:
        self.tasks.start("prepare a page", self._prepare())

    async def _prepare(self) -> None:
        await asyncio.sleep(_CALM)
        await preload(SUBNET_PAGE)
        await self.router.prepare(_LIKELY_NEXT)

    def show_error(self, error: AppError) -> None:
        """A failure of the window's own work; pages show theirs themselves."""
        self.frame.show_error(error)

    def show_failure(self, error: AppError) -> None:
        """Without services there is nothing but the reason, and the way out."""
        message = explain(error)
        empty = EmptyState(self.theme, "alert-circle", message.title, message.text, "Close")
        empty.action_requested.connect(self.close)
        self._rooms.addWidget(empty)
        self._rooms.setCurrentWidget(empty)

    def show_report(self, report: str) -> None:
        """A failure nobody foresaw; one report at a time."""
        if self.tasks.running("report") or not self.isVisible():
            return
        words = "Taonaut goes on, but something did not work. The report names nobody."
        dialog = ReportDialog(self.theme, "Something went wrong", words, report)
        self.tasks.start("report", show(dialog, self))

    def go(self, route: str) -> None:
        """Show a route, leaving the welcome page if it is there."""
        if self._app is None:
            return
        if self._welcome is not None:
            self._welcome.leave()
            self._welcome = None
            self._rooms.setCurrentWidget(self.frame)
        self.router.go(route)

    def open_palette(self) -> None:
        """Not over the welcome page: there is nowhere to jump to yet."""
        if self._welcome is None:
            self.commands.open_palette()
            self.strip.raise_()

    def _show_crumbs(self) -> None:
        page = self.router.page
        self.frame.header.crumbs.show_titles(page.crumbs() if page else ())

    def _tick(self) -> None:
        self.custody.tick()
        if self._state is not None:
            self.frame.show_state(self._state, self._clock())

    def geometry_text(self) -> str:
        """Where the window is, for ``restore_geometry`` at the next start."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def restore_geometry(self, text: str) -> None:
        """Put the window where it was; unreadable text is ignored by Qt."""
        if text:
            self.restoreGeometry(QByteArray.fromBase64(text.encode()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if handle := self.windowHandle():
            self._ring.watch(handle)
            self.custody.watch(handle)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and self.isMinimized():
            self.custody.locks.on_minimised()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.frame.set_narrow(narrow=self.width() < NARROW_BELOW)
