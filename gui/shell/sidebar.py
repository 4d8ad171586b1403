"""The sidebar: the brand and the destinations."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.shell.navigation import DESTINATIONS, root_of
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.nav_list import NavList, Place

WIDTH = 200
NARROW = 56
BRAND_HEIGHT = 52


class Sidebar(QFrame):
    """200 px wide, or 56 with icons alone."""

    route_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("room", "sidebar")
        self._name = TextLabel("Taonaut", FontRole.TITLE)
        self._brand = brand = QHBoxLayout()
        brand.setSpacing(tokens.S + 2)
        brand.addWidget(IconLabel(theme, "brand", "accent", 22))
        brand.addWidget(self._name, 1)
        top = QWidget()
        top.setLayout(brand)
        top.setFixedHeight(BRAND_HEIGHT)
        places = [
            Place(d.title, d.icon, f"{d.title} (Ctrl+{number})")
            for number, d in enumerate(DESTINATIONS, 1)
        ]
        self.list = NavList(theme, "Pages", places)
        self.list.chosen.connect(self._on_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(tokens.M, 0, tokens.M, tokens.M)
        layout.setSpacing(tokens.S)
        layout.addWidget(top)
        layout.addWidget(self.list, 1)
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        self.setFixedWidth(NARROW if narrow else WIDTH)
        self._name.setVisible(not narrow)
        # The mark stands over the icons below it, which move to the middle.
        self._brand.setContentsMargins(5 if narrow else tokens.S, 0, 0, 0)

    def mark(self, route: str) -> None:
        """Show which destination a route belongs to; none, where it is empty."""
        roots = [destination.route for destination in DESTINATIONS]
        root = root_of(route)
        self.list.mark(roots.index(root) if root in roots else -1)

    def _on_chosen(self, row: int) -> None:
        self.route_requested.emit(DESTINATIONS[row].route)
