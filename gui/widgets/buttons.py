"""Push buttons whose icon follows the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from gui.formats import caption
from gui.theme.theme import Theme
from gui.widgets.styling import restyle

_ICON_COLORS = {
    "primary": "on_accent",
    "danger": "negative",
    "flat": "muted",
    "filter": "muted",
    "chip": "muted",
    "link": "accent",
}
_SIZES = {"small": 14, "chip": 12}
_ICON_GAP = 4  # besides the 4 px that Qt leaves between icon and words


class Button(QPushButton):
    """A button in one of the roles of the style sheet.

    Roles: ``""`` plain, ``primary`` (one on a page), ``danger``, ``small``,
    ``flat``, ``link``. Without a caption ``name`` says what it does.
    """

    def __init__(
        self, theme: Theme, text: str = "", *, icon: str = "", role: str = "", name: str = ""
    ) -> None:
        super().__init__(caption(text))
        self._theme = theme
        self._icon_name = icon
        self.set_role(role)
        if name:
            self.setAccessibleName(name)
            self.setToolTip(name if not text else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def set_role(self, role: str) -> None:
        restyle(self, "role", role)
        self._paint_icon()

    def show_icon(self, name: str) -> None:
        self._icon_name = name
        self._paint_icon()

    def _paint_icon(self) -> None:
        if self._icon_name:
            role = str(self.property("role"))
            color = _ICON_COLORS.get(role, "text")
            gap = _ICON_GAP if self.text() else 0
            size = _SIZES.get(role, 16)
            self.setIconSize(QSize(size + gap, size))
            self.setIcon(self._theme.icon(self._icon_name, color, size, gap))


class DropButton(QPushButton):
    """Words with a chevron behind them, for a small menu."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = ""
        self.setProperty("role", "drop")
        self.setIconSize(QSize(16 + _ICON_GAP, 16))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._paint_icon)

    def show_words(self, text: str, icon: str) -> None:
        self._icon_name = icon
        self.setText(caption(text))
        self._paint_icon()

    def _paint_icon(self) -> None:
        self.setIcon(self._theme.icon(self._icon_name, "muted", 16, _ICON_GAP))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        chevron = self._theme.pixmap("chevron-down", "muted", 14)
        painter.drawPixmap(self.width() - 14, (self.height() - 14) // 2, chevron)
        painter.end()
