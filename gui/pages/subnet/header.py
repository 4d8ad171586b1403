"""Who a subnet is and how it stands, above its tabs."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.domain.metagraph import Metagraph
from gui.formats import (
    DASH,
    MINUS,
    MONO_SPACE,
    duration,
    integer,
    short_address,
    tao,
    tooltip,
    untrusted,
)
from gui.pages.subnet.row import health_of
from gui.tables.painters import draw_bar
from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.copying import CopyButton
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.styling import rule, set_tone
from gui.widgets.untrusted import UntrustedLabel

_HEIGHT: Final = 44
_TILE: Final = 36
_BAR: Final = 56
_TALL, _LOW = 20, 16  # the two lines of every block
_SMALL_BUTTON: Final = (
    "QPushButton { min-height: 16px; max-height: 16px; min-width: 16px; padding: 0; border: 0; }"
)
_ROOMY: Final = 940  # below this the age of weights is only told in a tool tip


class SubnetHeader(QWidget):
    """``show_subnet`` after each reading, ``show_block`` at each block."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self._metagraph: Metagraph | None = None
        self._tile = QLabel()
        self._tile.setProperty("kind", "tile")
        self._tile.setTextFormat(Qt.TextFormat.PlainText)
        self._tile.setFont(font(FontRole.TITLE))
        self._tile.setFixedSize(_TILE, _TILE)
        self._tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name = UntrustedLabel("", FontRole.TITLE)
        self._netuid = TextLabel(tone="muted")
        self._owner = TextLabel(role=FontRole.MONO, tone="muted")
        self._copy = CopyButton(theme, "Copy the owner's address")
        self._copy.setIconSize(QSize(14, 14))
        self._copy.setStyleSheet(_SMALL_BUTTON)
        self.price = TextLabel(role=FontRole.MONO)
        self.change = TextLabel(role=FontRole.MONO)
        self.burn = TextLabel(role=FontRole.MONO)
        self.epoch = TextLabel(role=FontRole.MONO)
        self._bar = _EpochBar(theme)
        self.epoch_time = TextLabel(role=FontRole.SMALL, tone="muted")
        self._pulse = IconLabel(theme, "activity-heartbeat", "positive", 16)
        self.health = TextLabel()
        self.weights = TextLabel(role=FontRole.SMALL, tone="muted")
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.L)
        row.addWidget(self._tile)
        owner = TextLabel("Owner", FontRole.SMALL, "muted")
        upper = _line(_TALL, self.name, self._netuid)
        row.addLayout(_stack(upper, _line(_LOW, owner, self._owner, self._copy)))
        row.addStretch(1)
        row.addLayout(_figure("Price", self.price, self.change, right=True))
        row.addWidget(rule("vline"))
        row.addLayout(_figure("Burn", self.burn, right=True))
        row.addWidget(rule("vline"))
        row.addLayout(_figure("Next epoch", self.epoch, self._bar, self.epoch_time))
        row.addWidget(rule("vline"))
        row.addLayout(_figure("Health", self._pulse, self.health, self.weights))

    def show_unknown(self, netuid: int) -> None:
        """A subnet nothing is known of yet: its number, and the shape of the rest."""
        self._metagraph = None
        self._tile.setText("")
        self.name.setText(f"Subnet {netuid}")
        self._netuid.setText("")
        self._owner.setText(DASH)
        self._copy.hide()
        self._pulse.show_icon("activity-heartbeat", "muted")
        for label in (self.price, self.burn, self.epoch, self.health):
            label.setText(DASH)
            set_tone(label, "muted")
        self.epoch_time.setText("")
        self.weights.setText("")
        self._bar.show_share(0.0)

    def show_subnet(self, metagraph: Metagraph, *, stale: bool) -> None:
        """Everything that was read; ``stale`` drains the colour."""
        self._metagraph = metagraph
        self._tile.setText(untrusted(metagraph.symbol)[:2])
        self.name.setText(untrusted(metagraph.name) or f"Subnet {metagraph.netuid}")
        self._netuid.setText(f"netuid {metagraph.netuid}")
        self._owner.setText(short_address(metagraph.owner_coldkey))
        self._owner.setToolTip(tooltip(metagraph.owner_coldkey))
        self._copy.show()
        self._copy.holds(metagraph.owner_coldkey)
        self.price.setText(f"{tao(metagraph.price, 5, mono=True)}{MONO_SPACE}τ")
        self.burn.setText(f"{tao(metagraph.burn, 4, mono=True)}{MONO_SPACE}τ")
        self.burn.setToolTip("" if metagraph.registration_open else "Registration is closed")
        closed = stale or not metagraph.registration_open
        set_tone(self.burn, "muted" if closed else "")
        for label in (self.price, self.epoch):
            set_tone(label, "muted" if stale else "")
        self._bar.show_stale(stale=stale)
        self._show_health(metagraph, stale=stale)

    def _show_health(self, metagraph: Metagraph, *, stale: bool) -> None:
        health = health_of(metagraph)
        count = health.active_validators
        words = "1 active validator" if count == 1 else f"{count} active validators"
        alive = "positive" if count else "negative"
        self.health.setText(words)
        set_tone(self.health, "muted" if stale else "" if count else "negative")
        self._pulse.show_icon("activity-heartbeat", "muted" if stale else alive)
        ago = health.weights_ago
        weights = "no weights yet" if ago is None else f"weights {_blocks(ago)} ago"
        self.weights.setText(weights)
        self.health.setToolTip(tooltip(weights))

    def show_change(self, tenths: int | None, *, stale: bool) -> None:
        """The change of the price in 24 hours in tenths of a per cent; None hides it."""
        self.change.setVisible(tenths is not None)
        if tenths is not None:
            size = abs(tenths)
            sign = MINUS if tenths < 0 else "+"
            self.change.setText(f"{sign}{size // 10}.{size % 10}{MONO_SPACE}%")
            tone = "positive" if tenths > 0 else "negative" if tenths < 0 else "muted"
            set_tone(self.change, "muted" if stale else tone)

    def show_block(self, block: int, block_time: float) -> None:
        """Count down to the epoch from this block."""
        if self._metagraph is None:
            return
        last, following = self._metagraph.last_epoch, self._metagraph.next_epoch
        left = max(0, following - block)
        self.epoch.setText(_blocks(left, mono=True))
        self.epoch_time.setText(duration(left * block_time))
        whole = following - last
        self._bar.show_share((whole - left) / whole if whole > 0 else 0.0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.weights.setVisible(self.width() >= _ROOMY)


class _EpochBar(QWidget):
    """How much of the epoch has passed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self._stale = False
        self.setFixedSize(_BAR, _TILE // 2)
        theme.changed.connect(self.update)

    def show_share(self, share: float) -> None:
        self._share = max(0.0, min(1.0, share))
        self.setAccessibleName(f"{self._share:.0%} of the epoch has passed")
        self.update()

    def show_stale(self, *, stale: bool) -> None:
        self._stale = stale
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(0, self.height() / 2 - 2, self.width(), 4)
        color = self._theme.color
        draw_bar(
            painter, track, self._share, color("line"), color("muted" if self._stale else "accent")
        )


def _blocks(count: int, *, mono: bool = False) -> str:
    space = MONO_SPACE if mono else " "
    return f"{integer(count, mono=mono)}{space}{'block' if count == 1 else 'blocks'}"


def _line(height: int, *widgets: QWidget, right: bool = False) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(tokens.S)
    if right:
        line.addStretch()
    for widget in widgets:
        if not isinstance(widget, QLabel) or widget.pixmap().isNull():
            widget.setFixedHeight(height)
        line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    if not right:
        line.addStretch()
    return line


def _stack(upper: QHBoxLayout, lower: QHBoxLayout) -> QVBoxLayout:
    stack = QVBoxLayout()
    stack.setSpacing(0)
    stack.addStretch()
    stack.addLayout(upper)
    stack.addLayout(lower)
    stack.addStretch()
    return stack


def _figure(title: str, *values: QWidget, right: bool = False) -> QVBoxLayout:
    label = TextLabel(title, FontRole.SMALL, "muted")
    return _stack(_line(_LOW, label, right=right), _line(_TALL, *values, right=right))
