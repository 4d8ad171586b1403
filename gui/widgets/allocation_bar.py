"""How a whole is divided: one bar, and below it what its colours mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.formats import DASH, percent, tooltip, untrusted
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme

_BAR: Final = 12
_GAP: Final = 2
_RADIUS: Final = 4.0
_BELOW: Final = 11  # between the bar and its legend
_LINE: Final = 22
_DOT: Final = 8.0
_AFTER_DOT: Final = 6.0
_AFTER_NAME: Final = 6.0
_BETWEEN: Final = 18.0
_WIDEST: Final = 150.0  # a name, which may be anything


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the whole. ``name`` may be untrusted; ``token`` is a colour, ``series1`` to 6 too.

    ``told`` is what a tool tip adds to name and per cent.
    """

    name: str
    part: int
    token: str
    told: str = ""


class AllocationBar(QWidget):
    """Shares from left to right. Without any, or with nothing to share, an empty track."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._shares: tuple[Share, ...] = ()
        self._entries: tuple[_Entry, ...] = ()
        self._stale = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        theme.changed.connect(self.update)

    def show_shares(self, shares: Sequence[Share]) -> None:
        """Parts of nothing are left out."""
        shown = tuple(share for share in shares if share.part > 0)
        if shown == self._shares:
            return
        self._shares = shown
        self._entries = tuple(_entry(share, self._percent(share)) for share in shown)
        self.setAccessibleDescription(", ".join(self._words(share) for share in shown))
        self.updateGeometry()
        self.update()

    def show_stale(self, *, stale: bool) -> None:
        """Old figures carry no colour."""
        if stale != self._stale:
            self._stale = stale
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _BAR + (_BELOW + _LINE * len(self._lines(width)) if self._shares else 0)

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(200, self.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bar(painter)
        top = float(_BAR + _BELOW)
        for line in self._lines(self.width()):
            left = 0.0
            for entry in line:
                self._paint_entry(painter, entry, left, top)
                left += entry.width + _BETWEEN
            top += _LINE

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            share = self._share_at(event.pos().x()) if event.pos().y() < _BAR else None
            words = "" if share is None else tooltip(self._words(share, share.told))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    # -- parts

    @property
    def _whole(self) -> int:
        return sum(share.part for share in self._shares)

    def _words(self, share: Share, told: str = "") -> str:
        words = f"{untrusted(share.name)} {self._percent(share)}"
        return f"{words}, {told}" if told else words

    def _percent(self, share: Share) -> str:
        return percent(share.part, self._whole, 1) if self._whole else DASH

    def _slots(self) -> list[tuple[float, float, Share]]:
        """Left edge and width of each part; none is thinner than a pixel."""
        room = self.width() - _GAP * (len(self._shares) - 1)
        least = min(1.0, room / max(1, len(self._shares)))
        spare = room - least * len(self._shares)
        slots: list[tuple[float, float, Share]] = []
        left = 0.0
        for share in self._shares:
            width = least + spare * (share.part / self._whole)
            slots.append((left, width, share))
            left += width + _GAP
        return slots

    def _share_at(self, x: int) -> Share | None:
        return next((s for left, width, s in self._slots() if left <= x <= left + width), None)

    def _paint_bar(self, painter: QPainter) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(0, 0, self.width(), _BAR), _RADIUS, _RADIUS)
        painter.setClipPath(outline)
        if not self._shares:
            painter.fillRect(QRectF(0, 0, self.width(), _BAR), self._theme.color("line"))
        for left, width, share in self._slots():
            painter.fillRect(QRectF(left, 0, width, _BAR), self._color(share))
        painter.setClipping(False)

    def _color(self, share: Share) -> QColor:
        if self._stale:
            return self._theme.color("muted")
        if share.token.startswith("series"):
            return QColor(self._theme.palette.series[int(share.token[-1]) - 1])
        return self._theme.color(share.token)

    def _lines(self, width: float) -> list[list[_Entry]]:
        """The legend's entries, as many to a line as go into ``width``."""
        lines: list[list[_Entry]] = []
        left = 0.0
        for entry in self._entries:
            if not lines or left + entry.width > width:
                lines.append([])
                left = 0.0
            lines[-1].append(entry)
            left += entry.width + _BETWEEN
        return lines

    def _paint_entry(self, painter: QPainter, entry: _Entry, left: float, top: float) -> None:
        base = round(top + (_LINE + _metrics().capHeight()) / 2)
        dot = QRectF(left, top + (_LINE - _DOT) / 2, _DOT, _DOT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color(entry.share))
        painter.drawRoundedRect(dot, 2, 2)
        painter.setFont(font(FontRole.SMALL))
        painter.setPen(self._theme.color("muted"))
        painter.drawText(round(left + _DOT + _AFTER_DOT), base, entry.name)
        painter.setPen(self._theme.color("muted" if self._stale else "text"))
        painter.drawText(round(left + entry.width - entry.figures), base, entry.percent)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A share's line in the legend, measured once: widths in pixels."""

    share: Share
    name: str
    percent: str
    figures: float
    width: float


def _entry(share: Share, percent: str) -> _Entry:
    name = _metrics().elidedText(untrusted(share.name), Qt.TextElideMode.ElideRight, _WIDEST)
    figures = _metrics().horizontalAdvance(percent)
    words = _metrics().horizontalAdvance(name)
    width = _DOT + _AFTER_DOT + words + _AFTER_NAME + figures
    return _Entry(share, name, percent, figures, width)


@cache
def _metrics() -> QFontMetricsF:
    return QFontMetricsF(font(FontRole.SMALL))
