"""The chosen wallet at the right of the header; pressing it offers the others."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from gui.formats import caption, untrusted
from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme

_HEIGHT = 32
_ICON_AT, _WORDS_AT, _CHEVRON = 13, 37, 31
_WIDEST, _TIGHT = 148, 96  # of the name


class WalletButton(QPushButton):
    """Icon, name and chevron; a long name is elided, its tooltip is whole."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = self._words = ""
        self._tight = False
        self._icon = "wallet"
        self.setFont(font(FontRole.BODY_MEDIUM))
        self.setFixedHeight(_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)
        self.show_wallet("", watched=False)

    @property
    def name(self) -> str:
        return self._name

    def show_wallet(self, name: str, *, watched: bool) -> None:
        """``name`` is empty where there is no wallet yet."""
        self._name = untrusted(name)
        self._icon = "eye" if watched else "wallet"
        words = self._name or "No wallet"
        note = " (watched only)" if watched else ""
        self.setAccessibleName(f"Wallet: {words}{note}")
        self.setAccessibleDescription(caption("Choose a wallet, lock or unlock it"))
        self.setToolTip("Choose a wallet, lock or unlock it")
        self._words = words
        self.set_tight(tight=self._tight)

    def set_tight(self, *, tight: bool) -> None:
        """Elide long names sooner."""
        self._tight = tight
        words = self.fontMetrics().horizontalAdvance(self._words)
        wide = min(words, _TIGHT if tight else _WIDEST)
        self.setFixedWidth(_WORDS_AT + wide + 10 + _CHEVRON)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.width(), _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        icon = self._theme.pixmap(self._icon, "muted", 16)
        painter.drawPixmap(_ICON_AT, (_HEIGHT - 16) // 2, icon)
        painter.setPen(self._theme.color("text" if self._name else "muted"))
        room = self.rect().adjusted(_WORDS_AT, 0, -_CHEVRON, 0)
        mode = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self._words, mode, room.width() + tokens.XS)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        chevron = self._theme.pixmap("chevron-down", "muted", 14)
        painter.drawPixmap(self.width() - 26, (_HEIGHT - 14) // 2, chevron)
        painter.end()
