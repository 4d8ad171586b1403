"""The banner of a page whose reading failed."""

from __future__ import annotations

from PySide6.QtCore import Signal

from core.errors import AppError
from gui.messages import Action, explain
from gui.theme.theme import Theme
from gui.widgets.banner import Banner


class ErrorBanner(Banner):
    """Says an AppError, and what its button asks for: another try, or a page."""

    retry_requested = Signal()
    route_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, closable=True)
        self._action: Action | None = None
        self.action_requested.connect(self._on_action)

    def show_error(self, error: AppError) -> None:
        message = explain(error)
        self._action = message.action
        self.say_error(message)

    def _on_action(self) -> None:
        if self._action is Action.RETRY:
            self.retry_requested.emit()
        elif self._action is Action.NETWORK:
            self.route_requested.emit("settings/network")
        else:
            self.route_requested.emit("settings/advanced/doctor")
