"""The settings page: its sections and what belongs beside them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from core.application import Application
from gui.pages.settings.advanced import AdvancedSection
from gui.pages.settings.appearance import AppearanceSection
from gui.pages.settings.keyring import KeyringSection
from gui.pages.settings.network import NetworkSection
from gui.pages.settings.section import Section
from gui.pages.settings.security import SecuritySection
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.error_banner import ErrorBanner
from gui.widgets.nav_list import NavList, Place
from gui.widgets.page import Page

_NAV_WIDTH = 168
_COLUMN_WIDTH = 640
_ASIDE_FROM = 1060  # page width that leaves room for the card beside


class SettingsPage(Page):
    """Changes hold at once; there is nothing to apply.

    ``deaf`` says whether this desktop never tells that its screen locks.
    """

    def __init__(
        self, app: Application, theme: Theme, deaf: Callable[[], bool] = lambda: False
    ) -> None:
        super().__init__()
        self.banner = ErrorBanner(theme)
        self.banner.route_requested.connect(self.route_requested)
        self.sections: tuple[Section, ...] = (
            NetworkSection(app, theme, self.banner.show_error),
            KeyringSection(app, theme, self.banner.show_error),
            SecuritySection(app, theme, self.banner.show_error, deaf),
            AppearanceSection(app, theme, self.banner.show_error),
            AdvancedSection(app, theme, self.banner.show_error),
        )
        self._shown: Section | None = None
        places = [Place(section.title, section.icon) for section in self.sections]
        self.list = NavList(theme, "Settings", places)
        self.list.setFixedWidth(_NAV_WIDTH)
        self.list.chosen.connect(self._on_chosen)
        self._asides = QVBoxLayout()
        for section in self.sections:
            section.route_requested.connect(self.route_requested)
            if section.aside is not None:
                self._asides.addWidget(section.aside)
        self._lay_out()

    def _lay_out(self) -> None:
        self._asides.setContentsMargins(0, tokens.XXL, 0, 0)
        self._asides.addStretch()
        column = QWidget()
        column.setProperty("room", "scrolled")
        words = QVBoxLayout(column)
        words.setContentsMargins(0, 0, tokens.M, 0)
        words.setSpacing(tokens.M)
        words.addWidget(self.banner)
        for section in self.sections:  # only the shown one's height counts
            section.hide()
            words.addWidget(section)
        self._scroll = scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMaximumWidth(_COLUMN_WIDTH + tokens.M)
        scroll.setWidget(column)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.XL, tokens.L, tokens.XL - tokens.M, tokens.L)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addSpacing(tokens.XL)
        row.addWidget(scroll, 1)
        row.addSpacing(tokens.M)
        row.addLayout(self._asides)
        row.addSpacing(tokens.M)
        row.addStretch()

    def crumbs(self) -> tuple[str, ...]:
        return ("Settings", self._shown.title) if self._shown else ("Settings",)

    def enter(self, route: str) -> None:
        """``settings/<section>/<action>``; without a section, the first or the last seen."""
        _, _, rest = route.partition("/")
        name, _, what = rest.partition("/")
        wanted = next((s for s in self.sections if s.route == name), None)
        self._show(wanted or self._shown or self.sections[0], what)

    def leave(self) -> None:
        if self._shown is not None:
            self._shown.leave()

    def _on_chosen(self, row: int) -> None:
        self.route_requested.emit(f"settings/{self.sections[row].route}")

    def _show(self, section: Section, what: str) -> None:
        if section is not self._shown:
            self.leave()
            self._scroll.verticalScrollBar().setValue(0)
        self._shown = section
        self.banner.dismiss()
        self.list.mark(self.sections.index(section))
        for each in self.sections:
            each.setVisible(each is section)
        self._place_asides()
        section.enter(what)
        self.crumbs_changed.emit()

    def _place_asides(self) -> None:
        room = self.width() >= _ASIDE_FROM
        for section in self.sections:
            if section.aside is not None:
                section.aside.setVisible(room and section is self._shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_asides()
