"""The header: where one is, on which network, the search, the chosen wallet."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from core.domain.networks import Network
from gui.formats import caption, untrusted
from gui.network_look import NetworkLook, fitted, look_of
from gui.shell.wallet_button import WalletButton
from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.styling import restyle
from gui.widgets.untrusted import UntrustedLabel

HEIGHT = 52
_CHIP_HEIGHT = 24
_DOT_ROOM, _CHEVRON_ROOM = 26, 30
_TIGHT_BELOW = 1010  # header's width: the search gives up room, long names are elided sooner
_CHIP_WIDEST, _CHIP_TIGHT = 240, 140
_SEARCH_WIDTH, _SEARCH_TIGHT = 256, 152


class NetworkChip(QPushButton):
    """The network's dot and name; pressing it offers the others."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._look: NetworkLook | None = None
        self._widest = _CHIP_WIDEST
        self.setProperty("role", "network")
        self.setFont(font(FontRole.SMALL_MEDIUM))
        self.setFixedHeight(_CHIP_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)
        self.hide()

    def show_network(self, network: Network) -> None:
        look = look_of(network)
        self._look = look
        self.setAccessibleName(f"Network: {look.chip}")
        self.setToolTip("Switch network")
        restyle(self, "tone", look.tone)
        self.allow(self._widest)
        self.show()
        self.update()

    def allow(self, widest: int) -> None:
        """Room for the network's name, which is elided beyond it."""
        self._widest = widest
        if self._look is not None:
            words = self.fontMetrics().horizontalAdvance(self._look.chip)
            self.setFixedWidth(min(words, widest) + _DOT_ROOM + _CHEVRON_ROOM)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._look is None:
            return
        ink = self._look.tone or "text"
        ink = "muted" if ink == "local" else ink
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(self._look.dot))
        painter.drawEllipse(10, 8, 8, 8)
        painter.setPen(self._theme.color(ink))
        words = self.rect().adjusted(_DOT_ROOM, 0, -_CHEVRON_ROOM + 2, 0)
        shown = fitted(self._look.chip, self.fontMetrics(), words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), shown)
        chevron = self._theme.pixmap("chevron-down", ink, 14)
        painter.drawPixmap(self.width() - 24, 5, chevron)
        painter.end()


class SearchButton(QPushButton):
    """Looks like a field; pressing it opens the palette."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "search")
        self.setAccessibleName("Search or jump (Ctrl+K)")
        self.setFixedSize(_SEARCH_WIDTH, 32)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._keys = keys = TextLabel("Ctrl K", FontRole.SMALL)
        keys.setProperty("kind", "key")
        keys.setFixedHeight(18)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(tokens.S)
        row.addWidget(IconLabel(theme, "search", "muted", 16))
        row.addWidget(TextLabel("Search or jump", FontRole.BODY, "muted"), 1)
        row.addWidget(keys)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_tight(self, *, tight: bool) -> None:
        self._keys.setVisible(not tight)
        self.setFixedWidth(_SEARCH_TIGHT if tight else _SEARCH_WIDTH)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), 32)


class Crumbs(QWidget):
    """The title after the titles it belongs to; the first of several leads back."""

    root_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._root = QPushButton()
        self._root.setProperty("role", "crumb")
        self._root.setFont(font(FontRole.LEAD))
        self._root.setCursor(Qt.CursorShape.PointingHandCursor)
        self._root.clicked.connect(self.root_requested)
        self._arrow = IconLabel(theme, "chevron-right", "muted", 16)
        self._title = UntrustedLabel(role=FontRole.TITLE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        for part in (self._root, self._arrow, self._title):
            row.addWidget(part)
        self.show_titles(())

    def show_titles(self, titles: tuple[str, ...]) -> None:
        nested = len(titles) > 1
        self._root.setVisible(nested)
        self._arrow.setVisible(nested)
        if nested:
            self._root.setText(caption(untrusted(titles[0])))
        self._title.setText(titles[-1] if titles else "")


class Header(QFrame):
    """52 px high, over every page but the welcome."""

    root_requested = Signal()
    search_requested = Signal()
    network_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("room", "header")
        self.setFixedHeight(HEIGHT)
        self.crumbs = Crumbs(theme)
        self.chip = NetworkChip(theme)
        self.search = SearchButton(theme)
        self.wallet = WalletButton(theme)
        self.crumbs.root_requested.connect(self.root_requested)
        self.chip.clicked.connect(self.network_requested)
        self.search.clicked.connect(self.search_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.XL, 1, tokens.XL, 0)
        row.setSpacing(tokens.M)
        row.addWidget(self.crumbs)
        row.addWidget(self.chip)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addWidget(self.wallet)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight = self.width() < _TIGHT_BELOW
        self.search.set_tight(tight=tight)
        self.chip.allow(_CHIP_TIGHT if tight else _CHIP_WIDEST)
        self.wallet.set_tight(tight=tight)
