"""Paints a wallet of the list in two lines: name, marks, amount; address, state."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.domain.keys import WalletRecord
from gui.formats import MONO_SPACE, in_fours
from gui.pages.wallets.list_model import Index, WalletModel
from gui.pages.wallets.row import Mark, marks_of, state_icon
from gui.tables.column import Tone
from gui.tables.ink import Ink, draw_left, draw_right, elided, text_width
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.widgets.amount import veiled

HEIGHT: Final = 68
_FIRST_LINE: Final = 12
_SECOND_LINE: Final = 36
_LINE: Final = 20
_LEAST_NAME: Final = 72  # pixels that a name keeps before its marks go
_PADDING: Final = 8  # of a chip
_ICON: Final = 16
_MARK: Final = 2


class WalletDelegate(QStyledItemDelegate):
    def __init__(self, model: WalletModel, ink: Ink, parent: QListView) -> None:
        super().__init__(parent)
        self._model = model
        self._ink = ink

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(160, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        wallet = self._model.record(index.row())
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._lay_row(painter, rect, state)
        inner = rect.adjusted(tokens.L, 0, -tokens.L, 0)
        first = QRectF(inner.left(), rect.top() + _FIRST_LINE, inner.width(), _LINE)
        second = QRectF(inner.left(), rect.top() + _SECOND_LINE, inner.width(), _LINE)
        self._paint_names(painter, first, wallet)
        self._paint_address(painter, second, wallet)
        painter.restore()

    def _lay_row(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, self._ink.color("selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._ink.color("hover"))
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, self._ink.color("hairline"))
        if chosen:
            mark = QRectF(rect.left(), rect.top(), _MARK, rect.height())
            painter.fillRect(mark, self._ink.color("accent"))
        if (
            state & QStyle.StateFlag.State_HasFocus
            and state & QStyle.StateFlag.State_KeyboardFocusChange
        ):
            frame = rect.adjusted(1, 1, -1, -2)
            painter.setPen(self._ink.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(frame)

    def _paint_names(self, painter: QPainter, rect: QRectF, wallet: WalletRecord) -> None:
        amount = self._model.amount(wallet)
        if amount:
            shown = veiled(amount, hidden=self._model.hidden) + f"{MONO_SPACE}τ"
            start = draw_right(painter, FontRole.MONO, self._ink.tone(Tone.TEXT), rect, shown)
            rect = QRectF(rect.left(), rect.top(), start - tokens.L - rect.left(), rect.height())
        name, marks = wallet.name.shown, marks_of(wallet, self._model.practice)
        fitting = _fitting(marks, rect.width() - min(_name_width(name), _LEAST_NAME))
        taken = sum(_chip_width(mark) + tokens.S for mark in fitting)
        room = QRectF(rect.left(), rect.top(), max(0.0, rect.width() - taken), rect.height())
        end = draw_left(painter, FontRole.BODY_MEDIUM, self._ink.color("text"), room, name)
        for mark in fitting:
            end = self._paint_chip(painter, QRectF(end + tokens.S, rect.top(), 0, _LINE), mark)

    def _paint_chip(self, painter: QPainter, place: QRectF, mark: Mark) -> float:
        soft = f"{mark.tone}_soft" if mark.tone else "neutral_soft"
        chip = QRectF(place.left(), place.top(), _chip_width(mark), _LINE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink.color(soft))
        painter.drawRoundedRect(chip, _LINE / 2, _LINE / 2)
        words = chip.adjusted(_PADDING, 0, 1, 0)
        color = self._ink.color(mark.tone or "muted")
        draw_left(painter, FontRole.SMALL_MEDIUM, color, words, mark.text)
        return chip.right()

    def _paint_address(self, painter: QPainter, rect: QRectF, wallet: WalletRecord) -> None:
        unlocked = self._model.is_unlocked(wallet)
        icon, tone, _ = state_icon(wallet, unlocked=unlocked)
        pixmap = self._ink.theme.pixmap(icon, tone, _ICON)
        top = rect.center().y() - _ICON / 2
        painter.drawPixmap(QPointF(round(rect.right() - _ICON), round(top)), pixmap)
        words = rect.adjusted(0, 0, -_ICON - tokens.S, 0)
        shown = _address_words(wallet, words.width())
        draw_left(painter, FontRole.MONO, self._ink.color("muted"), words, shown)


def _address_words(wallet: WalletRecord, width: float) -> str:
    """As many groups of four as fit in whole."""
    if not wallet.address:
        return "no address"
    groups = 12
    while groups > 1 and text_width(FontRole.MONO, in_fours(wallet.address, groups)) > width:
        groups -= 1
    return in_fours(wallet.address, min(groups, 5))


def _name_width(name: str) -> float:
    return text_width(FontRole.BODY_MEDIUM, elided(FontRole.BODY_MEDIUM, name, 1 << 16))


def _chip_width(mark: Mark) -> float:
    return text_width(FontRole.SMALL_MEDIUM, mark.text) + 2 * _PADDING


def _fitting(marks: tuple[Mark, ...], room: float) -> tuple[Mark, ...]:
    """The first of them that fit beside a name."""
    fitting: list[Mark] = []
    for mark in marks:
        room -= _chip_width(mark) + tokens.S
        if room < 0:
            break
        fitting.append(mark)
    return tuple(fitting)
