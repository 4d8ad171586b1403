"""The banner about the connection, above every page."""

from __future__ import annotations

from core.domain.connection import ConnectionState
from gui.shell.connection_words import notice
from gui.theme.theme import Theme
from gui.widgets.banner import Banner


class ConnectionBanner(Banner):
    """Shown while stale or offline; its ages and countdown move each second."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.show_button_icon("refresh")

    def show_state(self, state: ConnectionState, now: float) -> None:
        said = notice(state, now)
        if said is None:
            if not self.isHidden():
                self.dismiss()
            return
        icon = "plug-x" if said.tone == "negative" else "clock-exclamation"
        self.say(said.title, said.body, tone=said.tone, action=said.action, icon=icon)
