"""Labels for our own words. Words from the chain go into ``UntrustedLabel``."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.styling import give_role


class TextLabel(QLabel):
    """Plain text in a role and a tone; never read as HTML."""

    def __init__(
        self, text: str = "", role: FontRole = FontRole.BODY, tone: str = "", *, wrap: bool = False
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        give_role(self, role, tone)


class IconLabel(QLabel):
    """An icon that takes the theme's colours; decoration, so without a name of its own."""

    def __init__(self, theme: Theme, name: str, tone: str = "muted", size: int = 18) -> None:
        super().__init__()
        self._theme = theme
        self._icon = (name, tone, size)
        self.setFixedSize(size, size)
        theme.changed.connect(self._paint_again)
        self._paint_again()

    def show_icon(self, name: str, tone: str) -> None:
        size = self._icon[2]
        if (name, tone, size) != self._icon:
            self._icon = (name, tone, size)
            self._paint_again()

    def _paint_again(self) -> None:
        name, tone, size = self._icon
        self.setPixmap(self._theme.pixmap(name, tone, size))
