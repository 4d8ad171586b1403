"""Settings: how Taonaut looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from core.application import Application
from core.domain.settings import Appearance
from core.errors import AppError
from gui.choosing import choose_appearance
from gui.pages.settings.section import Section
from gui.theme.theme import Theme
from gui.widgets.card import SettingGroup, SettingRow
from gui.widgets.choices import SegmentedControl

_LOOKS: Final = tuple(Appearance)


class AppearanceSection(Section):
    title = "Appearance"
    icon = "sun-moon"
    route = "appearance"

    def __init__(
        self, app: Application, theme: Theme, on_error: Callable[[AppError], None]
    ) -> None:
        super().__init__(app, theme, on_error)
        self.looks = SegmentedControl("Colours", [look.value.capitalize() for look in _LOOKS])
        note = "System follows the desktop as it changes."
        self.column.addWidget(SettingGroup("Appearance", [SettingRow("Colours", note, self.looks)]))
        self.column.addStretch(1)
        self.looks.chosen.connect(self._on_chosen)
        theme.changed.connect(self._show)

    def enter(self, what: str) -> None:
        del what
        self._show()

    def _show(self) -> None:
        self.looks.choose(_LOOKS.index(self._theme.appearance))

    def _on_chosen(self, number: int) -> None:
        self.tasks.start("look", choose_appearance(self._app, self._theme, _LOOKS[number]))
