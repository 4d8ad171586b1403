"""The banner about the connection, above every page."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from core.domain.connection import ConnectionState
from gui.shell.connection_words import notice
from gui.theme.theme import Theme
from gui.widgets.banner import Banner
from gui.widgets.buttons import Button


class ConnectionBanner(Banner):
    """Shown while stale or offline; its ages and countdown move each second."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.show_button_icon("refresh")
        self._log_file = ""
        self.log = Button(theme, "Open log", role="small")
        self.log.clicked.connect(self._open_log)
        self.add_button(self.log)

    def show_state(self, state: ConnectionState, now: float) -> None:
        said = notice(state, now)
        if said is None:
            if not self.isHidden():
                self.dismiss()
            return
        self._log_file = state.error.facts.get("log", "") if state.error else ""
        self.log.setVisible(bool(self._log_file))
        icon = "plug-x" if said.tone == "negative" else "clock-exclamation"
        self.say(said.title, said.body, tone=said.tone, action=said.action, icon=icon)

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._log_file))
