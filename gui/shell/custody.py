"""The keys as the window holds them: chosen, unlocked, locked again, and covered then."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.application import Application
from gui.shell.command_center import CommandCenter
from gui.shell.curtain import Curtain
from gui.shell.frame import Frame
from gui.shell.lock_center import LockCenter
from gui.shell.router import Router
from gui.shell.screen_lock import ScreenLock
from gui.shell.wallet_center import WalletCenter
from gui.tasks import TaskScope
from gui.theme.theme import Theme
from gui.widgets.wizard_page import WizardPage

_CALM: Final = 1.0  # seconds


class Custody(QObject):
    """Wires wallets, lock and curtain to the frame and the palette."""

    route_requested = Signal(str)

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        frame: Frame,
        router: Router,
        tasks: TaskScope,
        clock: Callable[[], float],
    ) -> None:
        super().__init__(window)
        self._frame = frame
        self._router = router
        self._tasks = tasks
        self.wallets = WalletCenter(theme, window, frame.header.wallet, tasks)
        self.locks = LockCenter(self, tasks, clock)
        self.curtain = Curtain(window, theme, frame, router, self.locks)
        self.screen = ScreenLock(self)
        self.wallets.route_requested.connect(self.route_requested)
        self.wallets.lock_requested.connect(self.lock)
        self.locks.changed.connect(self.tick)
        self.screen.locked.connect(self.locks.on_screen_locked)
        frame.status.lock.clicked.connect(self._on_lock_clicked)

    def serve(self, commands: CommandCenter) -> None:
        """Do what the palette asks for; say to it when wallets must not be named."""
        commands.lock_requested.connect(self.lock)
        commands.unlock_requested.connect(self.wallets.unlock)
        self.curtain.drawn.connect(commands.be_private)
        self.curtain.drawn.connect(self.wallets.menu.close)

    def attach(self, app: Application) -> None:
        """From now on there are wallets, and keys to lock."""
        self.curtain.attach(app)
        self.wallets.attach(app)
        self.locks.attach(app)
        self._tasks.start("hear the screen", self._hear_screen())
        self.tick()

    async def _hear_screen(self) -> None:
        """Not before the first page is there: joining the desktop's buses takes its time."""
        await asyncio.sleep(_CALM)
        self.screen.begin()

    def watch(self, window: QObject) -> None:
        """Notice the person by what comes into the native window."""
        self.locks.presence.watch(window)
        self.screen.watch(window)

    def lock(self) -> None:
        self.locks.lock()

    def tick(self) -> None:
        """Say in the status bar what is open, and for how long yet."""
        page = self._router.page
        self.locks.look(at_work=isinstance(page, WizardPage) and page.is_working)
        opened = len(self.locks.keys)
        self._frame.status.lock.show_state(unlocked=opened, seconds_left=self.locks.seconds_left)

    def _on_lock_clicked(self) -> None:
        if self.locks.keys:
            self.lock()
        elif self.curtain.is_drawn:
            self.route_requested.emit("wallets")  # where the view asks for a password
        else:
            self.wallets.unlock()
