"""What every page of the window is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class Page(QWidget):
    """A page under the header; the window owns it and tells it where it is.

    Routes look like ``subnets``, ``subnets/14/metagraph`` or
    ``settings/network``; ``route_requested`` asks the window to go to one.
    The window shows the connection's banner above every page, so a page
    itself only greys what is stale. Page padding is the page's own affair.
    """

    route_requested = Signal(str)
    crumbs_changed = Signal()
    settled = Signal()  # its first content is there: time to prepare what may come next

    def crumbs(self) -> tuple[str, ...]:
        """The title, after the titles of what it belongs to. May be untrusted text."""
        return ()

    async def prepare(self) -> None:
        """Do in advance, in several turns of the loop, what the first visit would wait for."""

    def enter(self, route: str) -> None:
        """The page becomes visible at ``route``, or moves to it: start work."""

    def leave(self) -> None:
        """The page is no longer visible: stop work that only serves the eye."""
