"""The running app: Qt's loop under asyncio, the window first, then the services."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from types import TracebackType
from typing import Any, Final

import qasync
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from core.application import Application, open_application, read_settings
from core.domain.networks import Network
from core.domain.settings import Launch, Settings
from core.errors import AppError
from gui.garbage import GarbageTimer
from gui.main_window import MainWindow
from gui.preloading import preload
from gui.redaction import crash_report
from gui.shell.router import PageMaker
from gui.theme.fonts import load_fonts
from gui.theme.theme import Theme
from gui.widgets.page import Page

log = logging.getLogger(__name__)

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


def run(launch: Launch) -> int:
    """Show the window and stay until it is closed; the process's exit code."""
    failure: AppError | None = None
    settings = Settings()
    try:
        launch, settings = read_settings(launch)
    except AppError as error:
        failure = error
    app, window = make_window(settings)
    window.restore_geometry(settings.window_geometry)
    window.show()
    app.processEvents()  # the first paint, before anything else is imported
    sys.excepthook = Reporter(window)
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
        runner.run(_live(app, window, launch, settings, failure))
    return 0 if failure is None else 1


def make_window(settings: Settings) -> tuple[QApplication, MainWindow]:
    """Qt itself and the empty window in the chosen appearance, not shown yet."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("taonaut")
    app.setApplicationDisplayName("Taonaut")
    app.setDesktopFileName("taonaut")
    app.setQuitOnLastWindowClosed(False)
    GarbageTimer(app)
    load_fonts()
    return app, MainWindow(Theme(app, settings.appearance))


async def _live(
    app: QApplication,
    window: MainWindow,
    launch: Launch,
    settings: Settings,
    failure: AppError | None,
) -> None:
    """From the shown window to its closing. Everything opened here is closed here."""
    closed = asyncio.Event()
    app.lastWindowClosed.connect(closed.set)
    _close_on_signals(window)
    asyncio.get_running_loop().set_exception_handler(Reporter(window).on_loop_failure)
    try:
        if failure is not None:
            raise failure
        async with open_application(launch, settings) as services:
            if services.network.network is not None:  # else the welcome is first
                await preload()
            window.attach(services, _pages_of(window, services))
            await closed.wait()
            await take_leave(window, services)
    except AppError as error:
        window.show_failure(error)
        await closed.wait()


async def take_leave(window: MainWindow, services: Application) -> None:
    """Lock, remember the window, and end what its widgets do before the services go."""
    geometry = window.geometry_text()
    delete(window)
    await services.locks.lock()
    with suppress(AppError):  # a full disk must not keep the app from closing
        settings = services.preferences.settings
        await services.preferences.save(replace(settings, window_geometry=geometry))


def _close_on_signals(window: MainWindow) -> None:
    loop = asyncio.get_running_loop()
    for number in _SIGNALS:
        with suppress(NotImplementedError):  # Windows: its loop has no signal handlers
            loop.add_signal_handler(number, window.close)


_PAGES: Final = {
    "home": ("gui.pages.home", "HomePage"),
    "wallets": ("gui.pages.wallets", "WalletsPage"),
    "create-wallet": ("gui.wizards.create_wallet", "CreateWalletPage"),
    "import-wallet": ("gui.wizards.import_wallet", "ImportWalletPage"),
    "backup-check": ("gui.wizards.backup_check", "BackupCheckPage"),
    "create-hotkeys": ("gui.wizards.create_hotkeys", "CreateHotkeysPage"),
    "send": ("gui.wizards.send", "SendPage"),
    "subnets": ("gui.pages.subnets", "SubnetsPage"),
    "subnet": ("gui.pages.subnet", "SubnetPage"),
    "activity": ("gui.pages.activity", "ActivityPage"),
}


def _pages_of(window: MainWindow, services: Application) -> Mapping[str, PageMaker]:
    screen = window.custody.screen
    return page_makers(
        services, window.theme, window.strip.show_network, deaf=lambda: screen.is_deaf
    )


def page_makers(
    app: Application,
    theme: Theme,
    mark: Callable[[Network | None], None] | None = None,
    deaf: Callable[[], bool] = lambda: False,
) -> Mapping[str, PageMaker]:
    """The pages by key, each imported when it is first visited.

    ``mark`` is told which network the welcome page would open, before it does;
    ``deaf`` says whether this desktop never tells that its screen locks.
    """

    def welcome() -> Page:
        from gui.pages.welcome import WelcomePage  # noqa: PLC0415 - after the first paint

        page = WelcomePage(app, theme)
        if mark is not None:
            page.network_marked.connect(mark)
        return page

    def settings() -> Page:
        from gui.pages.settings import SettingsPage  # noqa: PLC0415 - after the first paint

        return SettingsPage(app, theme, deaf)

    def maker(module: str, name: str) -> PageMaker:
        return lambda: getattr(import_module(module), name)(app, theme)

    made = {"welcome": welcome, "settings": settings}
    return made | {key: maker(*where) for key, where in _PAGES.items()}


class Reporter:
    """Shows what nobody foresaw, from a task or from a slot, as a redacted report."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        self._report(error.with_traceback(trace), "in a slot")

    def on_loop_failure(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            self._report(error, str(context.get("message", "")))
        else:
            loop.default_exception_handler(context)

    def _report(self, error: BaseException, doing: str) -> None:
        log.error("unforeseen, %s", doing, exc_info=error)
        self._window.show_report(crash_report(error, doing))
