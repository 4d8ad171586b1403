"""Routes to pages: makes each on its first visit, and tells them when they come and go."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from gui.shell.navigation import HOME, Trail, page_key, root_of, root_of_page
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
        self._cover: Page | None = None
        self._covered: frozenset[str] = frozenset()

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

    @property
    def is_covered(self) -> bool:
        return self._cover is not None

    def cover(self, page: Page, roots: frozenset[str]) -> None:
        """Show ``page`` wherever a route below ``roots`` leads; their pages are dropped.

        They are made anew when they are visited again: nothing of what they
        showed stays in memory behind the cover.
        """
        if page not in self._pages.values():
            self._adopt(page)
        self._cover, self._covered = page, roots
        if root_of(self.route) in roots:
            self._show(self.route)
        for key in [key for key in self._pages if root_of_page(key) in roots]:
            self._drop(key)

    def uncover(self, route: str = "") -> None:
        """Show again what was covered, or another route."""
        if self._cover is None:
            return
        self._cover = None
        if route:
            self.go(route)
        elif root_of(self.route) in self._covered:
            self._show(self.route)

    def _show(self, route: str) -> None:
        hidden = self._cover is not None and root_of(route) in self._covered
        page = self._cover if hidden and self._cover else self._page(page_key(route))
        if page is not self._shown:
            self.leave()
            self._shown = page
            self._stack.setCurrentWidget(page)
        page.enter(route)
        self.arrived.emit("" if hidden else route)
        self.crumbs_changed.emit()

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            self._pages[key] = self._makers[key]()
            self._adopt(self._pages[key])
        return self._pages[key]

    def _adopt(self, page: Page) -> None:
        page.route_requested.connect(self.go)
        page.crumbs_changed.connect(self.crumbs_changed)
        page.settled.connect(self.settled)
        self._stack.addWidget(page)

    def _drop(self, key: str) -> None:
        page = self._pages.pop(key)
        if page is self._shown:
            self.leave()
        self._stack.removeWidget(page)
        page.deleteLater()
