"""The frame: sidebar, header, banner, the pages and the status bar, laid out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from core.domain.connection import ConnectionState
from core.errors import AppError
from gui.shell.connection_banner import ConnectionBanner
from gui.shell.header import Header
from gui.shell.sidebar import Sidebar
from gui.shell.status_bar import StatusBar
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.error_banner import ErrorBanner

NARROW_BELOW = 1000


class Frame(QWidget):
    """Holds no knowledge of its own: the window tells it what to show."""

    route_requested = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sidebar = Sidebar(theme)
        self.header = Header(theme)
        self.connection = ConnectionBanner(theme)
        self.notice = ErrorBanner(theme)
        self.pages = QStackedWidget()
        self.status = StatusBar(theme)
        self.sidebar.route_requested.connect(self.route_requested)
        self.notice.route_requested.connect(self.route_requested)
        self._banners = QVBoxLayout()
        self._banners.setSpacing(tokens.S)
        self._banners.addWidget(self.connection)
        self._banners.addWidget(self.notice)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addLayout(self._banners)
        right.addWidget(self.pages, 1)
        right.addWidget(self.status)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        self.notice.closed.connect(self._make_room)

    def show_state(self, state: ConnectionState, now: float) -> None:
        """Tell banner and status bar; called for every change and every second."""
        self.status.line.show_state(state, now)
        self.connection.show_state(state, now)
        self._make_room()

    def set_narrow(self, *, narrow: bool) -> None:
        self.sidebar.set_narrow(narrow=narrow)

    def say(self, text: str) -> None:
        """A notice of the window's own, until it is closed."""
        self.notice.say("", text, tone="info")
        self._make_room()

    def show_error(self, error: AppError) -> None:
        self.notice.show_error(error)
        self._make_room()

    def _make_room(self) -> None:
        """Margins only while a banner is there; the page brings its own top padding."""
        shown = not (self.connection.isHidden() and self.notice.isHidden())
        top = tokens.M if shown else 0
        self._banners.setContentsMargins(tokens.XL, top, tokens.XL, 0)
