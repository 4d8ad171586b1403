"""Where one can go, and where one has been. Knows nothing of Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gui.routes import WIZARDS, wizard_of


@dataclass(frozen=True, slots=True)
class Destination:
    """An entry of the sidebar; ``route`` is also the root of the routes below it."""

    route: str
    title: str
    icon: str


DESTINATIONS: Final = (
    Destination("home", "Home", "home"),
    Destination("wallets", "Wallets", "wallet"),
    Destination("subnets", "Subnets", "hexagons"),
    Destination("activity", "Activity", "list-details"),
    Destination("settings", "Settings", "settings"),
)
HOME: Final = DESTINATIONS[0].route

# What the locked view covers: everything that says whose wallets these are.
PRIVATE: Final = frozenset(("home", "wallets", "activity"))


def page_key(route: str) -> str:
    """Which page shows a route: ``subnets/14/metagraph`` is the page ``subnet``."""
    root, _, rest = route.partition("/")
    if root == "wallets":
        return wizard_of(route) or root
    return "subnet" if root == "subnets" and rest else root


def root_of(route: str) -> str:
    """The sidebar's entry of a route."""
    return route.partition("/")[0]


def root_of_page(key: str) -> str:
    """The sidebar's entry of a page: a wizard about wallets belongs to the wallets."""
    if key in WIZARDS:
        return "wallets"
    return "subnets" if key == "subnet" else key


class Trail:
    """The routes gone through, for back and forward."""

    _LIMIT: Final = 50

    def __init__(self) -> None:
        self._routes: list[str] = []
        self._at = -1

    @property
    def current(self) -> str:
        return self._routes[self._at] if self._routes else ""

    def go(self, route: str) -> None:
        """Append a route and forget what was ahead; the current one again changes nothing."""
        if route == self.current:
            return
        del self._routes[self._at + 1 :]
        self._routes.append(route)
        del self._routes[: -self._LIMIT]
        self._at = len(self._routes) - 1

    def replace(self, route: str) -> None:
        """Rename the current step: a page moved within itself."""
        if self._routes:
            self._routes[self._at] = route
        else:
            self.go(route)

    def back(self) -> str | None:
        return self._step(-1)

    def forward(self) -> str | None:
        return self._step(1)

    def _step(self, by: int) -> str | None:
        wanted = self._at + by
        if not 0 <= wanted < len(self._routes):
            return None
        self._at = wanted
        return self._routes[wanted]
