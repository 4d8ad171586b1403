"""Push buttons whose icon follows the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton

from gui.formats import caption
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme

_ICON_COLORS = {"primary": "on_accent", "danger": "negative", "flat": "muted", "filter": "muted"}


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
        self.setProperty("role", role)
        if role == "primary":
            self.setFont(font(FontRole.BODY_STRONG))
        elif role == "small":
            self.setFont(font(FontRole.SMALL_MEDIUM))
        if name:
            self.setAccessibleName(name)
            self.setToolTip(name if not text else "")
        size = 14 if role == "small" else 16
        self.setIconSize(QSize(size, size))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def show_icon(self, name: str) -> None:
        self._icon_name = name
        self._paint_icon()

    def _paint_icon(self) -> None:
        if self._icon_name:
            color = _ICON_COLORS.get(str(self.property("role")), "text")
            self.setIcon(self._theme.icon(self._icon_name, color, self.iconSize().width()))
