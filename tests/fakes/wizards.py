"""A wizard's page on a stage: pressed, typed into and waited for as a person would."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from core.application import Application
from gui.theme.theme import Theme
from gui.widgets.page import Page
from tests.fakes.application import FakeApplication
from tests.fakes.waiting import DEADLINE, until
from tests.fakes.wallets import FakeWallets


class WizardStage:
    """``page`` is shown in a window of its own at ``route``; ``routes`` are those it asks for.

    Over fakes, unless it is given the real ``app``.
    """

    def __init__(
        self,
        theme: Theme,
        make: type[Page],
        route: str,
        wallets: FakeWallets | None = None,
        app: Application | None = None,
    ) -> None:
        self.app = app or FakeApplication(wallets=wallets or FakeWallets())
        self.window = QWidget()
        self.window.resize(1080, 720)
        self.page = make(self.app, theme)
        QVBoxLayout(self.window).addWidget(self.page)
        self.routes: list[str] = []
        self.page.route_requested.connect(self.routes.append)
        self.window.show()
        self.page.enter(route)

    @property
    def frame(self):
        return self.page.frame

    @property
    def step(self) -> str:
        steps = self.frame.steps
        names = steps.names
        return names[min(steps.current, len(names) - 1)]

    @property
    def primary(self) -> str:
        return self.frame.foot.primary.text()

    @property
    def is_ready(self) -> bool:
        return self.frame.foot.primary.isEnabled()

    def on(self) -> None:
        """Press the way on, which must be open."""
        assert self.is_ready, self.primary
        self.frame.foot.primary.click()

    async def on_to(self, step: str, deadline: float = DEADLINE) -> None:
        self.on()
        await self.until_step(step, deadline)

    async def until_step(self, step: str, deadline: float = DEADLINE) -> None:
        await until(lambda: self.step == step, step, deadline)

    async def rest(self) -> None:
        """Until nothing is under way any more."""
        await until(lambda: not self.page.tasks.running("work"), "the work's end")

    def type(self, field: QWidget, text: str) -> None:
        """Put text into a field as if it was typed there."""
        field.setText(text)
        field.textEdited.emit(text)

    def key(self, key: Qt.Key) -> None:
        """Press a key wherever the focus is."""
        target = QApplication.focusWidget() or self.page
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))

    def asked(self, what: str) -> list[tuple[object, ...]]:
        """The requests of one kind that came to the wallets."""
        return [done for done in self.app.wallets.done if done[0] == what]
