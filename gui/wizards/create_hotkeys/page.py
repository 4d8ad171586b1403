"""One new hotkey, or many by a pattern."""

from __future__ import annotations

from core.application import Application
from gui.theme.theme import Theme
from gui.widgets.page import Page


class CreateHotkeysPage(Page):
    def __init__(self, app: Application, theme: Theme) -> None:
        super().__init__()
        self._app = app
        self._theme = theme

    def crumbs(self) -> tuple[str, ...]:
        return ("Wallets", "Add hotkeys")
