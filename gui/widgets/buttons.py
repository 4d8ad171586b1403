"""Push buttons whose icon follows the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from gui.formats import caption
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.styling import restyle

_ICON_COLORS = {"primary": "on_accent", "danger": "negative", "flat": "muted", "filter": "muted"}
_FONTS = {
    "primary": FontRole.BODY_STRONG,
    "small": FontRole.SMALL_MEDIUM,
    "link": FontRole.BODY_MEDIUM,
}


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
        size = 14 if role == "small" else 16
        self.setIconSize(QSize(size, size))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def set_role(self, role: str) -> None:
        restyle(self, "role", role)
        self.setFont(font(_FONTS.get(role, FontRole.BODY_MEDIUM)))
        self._paint_icon()

    def show_icon(self, name: str) -> None:
        self._icon_name = name
        self._paint_icon()

    def _paint_icon(self) -> None:
        if self._icon_name:
            color = _ICON_COLORS.get(str(self.property("role")), "text")
            self.setIcon(self._theme.icon(self._icon_name, color, self.iconSize().width()))


class DropButton(QPushButton):
    """Words with a chevron behind them, for a small menu."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = ""
        self.setProperty("role", "drop")
        self.setFont(font(FontRole.SMALL))
        self.setIconSize(QSize(16, 16))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._paint_icon)

    def show_words(self, text: str, icon: str) -> None:
        self._icon_name = icon
        self.setText(caption(text))
        self._paint_icon()

    def _paint_icon(self) -> None:
        self.setIcon(self._theme.icon(self._icon_name, "muted", 16))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        chevron = self._theme.pixmap("chevron-down", "muted", 14)
        painter.drawPixmap(self.width() - 14, (self.height() - 14) // 2, chevron)
        painter.end()
