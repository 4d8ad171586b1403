"""What the steps of the tour act on: the window, the services, and the node's plug."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from core.application import Application
from core.domain.connection import Phase
from core.domain.settings import Appearance
from core.errors import AppError, ErrorKind
from core.ports.chain import PracticeNode
from gui.dialogs.overlay import Dialog
from gui.main_window import MainWindow
from gui.widgets.page import Page

_DEADLINE: Final = 60.0  # a slow machine is no failure; a hang is
_LOOK_EVERY: Final = 0.02

P = TypeVar("P", bound=Page)
D = TypeVar("D", bound=Dialog)


class Plug:
    """The practice node behind a plug that can be pulled, to show what offline looks like."""

    def __init__(self, node: PracticeNode) -> None:
        self._node = node
        self._pulled = False

    @property
    def running(self) -> bool:
        return self._node.running

    async def start(self) -> str:
        if self._pulled:
            raise AppError(ErrorKind.PRACTICE, "the practice node is not running")
        return await self._node.start()

    async def stop(self) -> None:
        await self._node.stop()

    async def renew(self, block_time: float) -> None:
        await self._node.renew(block_time)

    async def pull(self) -> None:
        self._pulled = True
        await self._node.stop()

    def put_back(self) -> None:
        self._pulled = False


class Stage:
    """The running app, and how a step presses, types and waits as a person would."""

    def __init__(
        self, app: QApplication, window: MainWindow, services: Application, plug: Plug
    ) -> None:
        self._app = app
        self.window = window
        self.services = services
        self.plug = plug

    @property
    def theme_name(self) -> str:
        dark = self.window.theme.appearance is Appearance.DARK
        return "dark" if dark else "light"

    def page(self, kind: type[P]) -> P:
        """The page on screen. AssertionError where it is another one."""
        page = self.window.router.page
        if not isinstance(page, kind):
            raise AssertionError(f"{kind.__name__} is not on screen, {type(page).__name__} is")
        return page

    async def until(self, claim: Callable[[], bool], what: str) -> None:
        """Wait for ``claim``. AssertionError says what never came."""
        try:
            async with asyncio.timeout(_DEADLINE):
                while not claim():  # noqa: ASYNC110 - widgets have no event to wait on
                    await asyncio.sleep(_LOOK_EVERY)
        except TimeoutError:
            raise AssertionError(f"{what} never came") from None

    async def until_phase(self, phase: Phase) -> None:
        await self.until(lambda: self.services.network.state.phase is phase, phase.value)

    async def settle(self) -> None:
        """Let layouts, style and queued repaints happen before the picture.

        Only by waiting: Qt's events must never be processed from inside a task.
        """
        for _ in range(5):
            await asyncio.sleep(_LOOK_EVERY)

    def press(self, button: QAbstractButton) -> None:
        """Click a button that a person could click."""
        if not (button.isVisible() and button.isEnabled()):
            raise AssertionError(f"{button.text()!r} cannot be pressed")
        button.click()

    def key(self, widget: QWidget, key: Qt.Key) -> None:
        """Press and let go of a key on the focused widget."""
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            self._app.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))

    def enter(self, field: QLineEdit, text: str) -> None:
        """Type into a field, key after key, in the place of what is there."""
        field.setFocus()
        field.selectAll()
        for char in text:
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, char)
                self._app.sendEvent(field, event)

    async def dialog(self, kind: type[D]) -> D:
        """The dialog over the window, once it is there."""
        await self.until(lambda: self.window.findChild(kind) is not None, kind.__name__)
        found = self.window.findChild(kind)
        assert found is not None
        return found
