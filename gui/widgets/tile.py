"""A square with an icon in it: the mark of a card, a dialog, an offer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gui.theme.theme import Theme
from gui.widgets.styling import set_tone


class Tile(QLabel):
    """Decoration, so without a name of its own. ``tone`` is ``accent`` or nothing."""

    def __init__(self, theme: Theme, icon: str, size: int = 40, icon_size: int = 22) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._icon_size = icon_size
        self._tone = ""
        self.setProperty("kind", "tile")
        self.setFixedSize(size, size)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.changed.connect(self._paint_again)
        self._paint_again()

    def show_tone(self, tone: str) -> None:
        self._tone = tone
        set_tone(self, tone)
        self._paint_again()

    def _paint_again(self) -> None:
        self.setPixmap(self._theme.pixmap(self._icon, self._tone or "text", self._icon_size))
