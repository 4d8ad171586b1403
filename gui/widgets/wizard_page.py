"""A page that is one wizard: its frame, its work, and the lock that ends what it holds."""

from __future__ import annotations

from collections.abc import Callable

from core.application import Application
from core.errors import AppError
from gui.tasks import TaskScope, Work
from gui.theme.theme import Theme
from gui.widgets.page import Page
from gui.widgets.wizard import WizardFrame


class WizardPage(Page):
    """Wizards say what their buttons do, where a failure is told, and what a lock takes away."""

    def __init__(self, app: Application, theme: Theme, title: str) -> None:
        super().__init__()
        self.app = app
        self.theme = theme
        self.frame = WizardFrame(theme, title)
        self.tasks = TaskScope(self, on_error=self.on_failed, on_busy=self.frame.busy.show_busy)
        self._following = TaskScope(self, on_error=self.on_failed)  # which is never busy
        self._under_way: object | None = None
        self.frame.fill(self)
        self.frame.cancelled.connect(self.cancel)
        self.frame.back_requested.connect(self.go_back)
        self.frame.primary_requested.connect(self.go_on)
        self.frame.banner.route_requested.connect(self.route_requested)

    @property
    def is_working(self) -> bool:
        """A second press while the first one is at work does nothing."""
        return self._under_way is not None

    def work(self, begin: Callable[[], Work]) -> None:
        """Do one thing at a time; what is under way is given up for it."""
        token = self._under_way = object()
        self.tasks.start("work", self._see_through(begin, token))

    async def _see_through(self, begin: Callable[[], Work], token: object) -> None:
        try:
            await begin()
        finally:
            if self._under_way is token:
                self._under_way = None

    def ask(self, question: Work) -> None:
        """Wait for an answer, which is no work: nothing looks busy meanwhile.

        What is under way is given up: nothing may be written below the question.
        """
        self.tasks.cancel("work")
        self._under_way = None
        self._following.start("ask", question)

    def follow_locks(self) -> None:
        """From now on ``on_locked`` is called whenever everything is locked."""
        self._following.start("follow locks", self._follow_locks())

    def rest(self) -> None:
        """Give up whatever is under way: the page is left."""
        self._under_way = None
        self.tasks.cancel_all()
        self._following.cancel_all()

    def cancel(self) -> None:
        raise NotImplementedError

    def go_back(self) -> None:
        raise NotImplementedError

    def go_on(self) -> None:
        raise NotImplementedError

    def on_failed(self, error: AppError) -> None:
        raise NotImplementedError

    def on_locked(self) -> None:
        """Drafts are gone; what is being written says so itself."""
        raise NotImplementedError

    async def _follow_locks(self) -> None:
        async for _ in self.app.locks.locked():
            self.on_locked()
