"""Routes to pages: makes each on its first visit, and tells them when they come and go."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from gui.shell.navigation import HOME, Trail, page_key
from gui.widgets.page import Page

PageMaker = Callable[[], Page]


class Router(QObject):
    """Shows pages in a stack. ``arrived`` gives the route that is shown now."""

    arrived = Signal(str)
    crumbs_changed = Signal()
    settled = Signal()

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._stack = stack
        self._makers: Mapping[str, PageMaker] = {}
        self._pages: dict[str, Page] = {}
        self._trail = Trail()
        self._shown: Page | None = None

    @property
    def page(self) -> Page | None:
        return self._shown

    @property
    def route(self) -> str:
        return self._trail.current

    def use(self, makers: Mapping[str, PageMaker]) -> None:
        """The pages by key (see ``navigation.page_key``)."""
        self._makers = makers

    async def prepare(self, key: str) -> None:
        """Make a page ahead of its first visit."""
        if key in self._makers:
            await self._page(key).prepare()

    def go(self, route: str) -> None:
        """Show a route; one that no page knows leads home."""
        known = route if page_key(route) in self._makers else HOME
        self._trail.go(known)
        self._show(known)

    def back(self) -> None:
        if route := self._trail.back():
            self._show(route)

    def forward(self) -> None:
        if route := self._trail.forward():
            self._show(route)

    def leave(self) -> None:
        """Nothing of the stack is visible any more."""
        if self._shown is not None:
            self._shown.leave()
            self._shown = None

    def _show(self, route: str) -> None:
        page = self._page(page_key(route))
        if page is not self._shown:
            self.leave()
            self._shown = page
            self._stack.setCurrentWidget(page)
        page.enter(route)
        self.arrived.emit(route)
        self.crumbs_changed.emit()

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            page = self._makers[key]()
            page.route_requested.connect(self.go)
            page.crumbs_changed.connect(self.crumbs_changed)
            page.settled.connect(self.settled)
            self._pages[key] = page
            self._stack.addWidget(page)
        return self._pages[key]
