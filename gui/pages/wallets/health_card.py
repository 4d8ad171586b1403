"""What is known to be wrong with the chosen wallet's files, and how to put it right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.keys import Finding, WalletRecord
from core.domain.wallets import Health, HealthItem
from gui.findings import REPAIRS, words_of
from gui.formats import untrusted
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.elided import ElidedLabel
from gui.widgets.labels import IconLabel, TextLabel
from gui.widgets.styling import rule

_ROW: Final = 40
_SHOWN: Final = 2  # rows, until all are asked for: the hotkeys stay in sight below
_MOST: Final = 100  # a thousand hotkeys may each have the same finding
_ICONS: Final = {"negative": "alert-circle", "warning": "alert-triangle", "muted": "info-circle"}


class HealthCard(Card):
    """``repair_requested`` carries the item whose button was pressed."""

    repair_requested = Signal(HealthItem)
    run_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(padding=0)
        self._theme = theme
        self._health: Health | None = None
        self._names: dict[str, str] = {}
        self._all = False
        self.setAccessibleName("Health")
        self.note = TextLabel(tone="muted")
        self.again = Button(theme, "Run again", role="link")
        self.again.clicked.connect(self.run_requested)
        self.more = Button(theme, " ", role="link")
        self.more.clicked.connect(self._show_all)
        self.more.hide()
        head = QHBoxLayout()
        head.setContentsMargins(tokens.L, 0, tokens.L, 0)
        head.setSpacing(tokens.S)
        head.addWidget(TextLabel("Health", FontRole.BODY_STRONG))
        head.addWidget(self.note, 1)
        head.addWidget(self.more)
        head.addSpacing(tokens.S)
        head.addWidget(self.again)
        title = QWidget()
        title.setFixedHeight(_ROW)
        title.setLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addWidget(title)
        self.body.addLayout(self._rows)

    def show_unknown(self) -> None:
        """Another wallet whose files have not been looked at yet."""
        self._health, self._all = None, False
        self._clear()
        self.more.hide()
        self.note.setText("")

    def show_health(self, health: Health, wallet: WalletRecord) -> None:
        names = {hotkey.name.text: hotkey.name.shown for hotkey in wallet.hotkeys}
        if (health, names) == (self._health, self._names):
            return
        self._health, self._names = health, names
        self._write()

    def _write(self) -> None:
        health = self._health
        if health is None:
            return
        self._clear()
        self.note.setText(_count(health))
        shown = sorted(health.items, key=_weight)[: _MOST if self._all else _SHOWN]
        for item in shown:
            self._add(self._row(item))
        rest = len(health.items) - len(shown)
        self.more.setText(f"Show {rest} more")
        self.more.setVisible(rest > 0 and not self._all)
        if rest > 0 and self._all:
            self._add(_rest(rest))

    def _clear(self) -> None:
        while (entry := self._rows.takeAt(0)) is not None:
            if (widget := entry.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, row: QWidget) -> None:
        self._rows.addWidget(rule())
        self._rows.addWidget(row)
        row.show()

    def _row(self, item: HealthItem) -> QWidget:
        words = words_of(item)
        hotkey = self._names.get(item.ref.hotkey, untrusted(item.ref.hotkey))
        whose = f"Hotkey {hotkey}: " if hotkey else ""
        title = words.title if not whose else words.title[0].lower() + words.title[1:]
        row, box = _empty_row()
        box.addWidget(IconLabel(self._theme, _ICONS[words.tone], words.tone))
        box.addSpacing(tokens.XS)
        box.addWidget(TextLabel(f"{whose}{title}"))
        box.addWidget(ElidedLabel(words.body, FontRole.SMALL, "muted"), 1)
        if item.repair is not None:
            caption = REPAIRS[item.repair]
            name = f"{caption}: {whose}{title}"
            button = Button(self._theme, caption, role="small", name=name)
            button.setAccessibleDescription(words.body)
            button.clicked.connect(lambda: self.repair_requested.emit(item))
            box.addWidget(button)
        return row

    def _show_all(self) -> None:
        self._all = True
        self._write()
        self.again.setFocus()


def _empty_row() -> tuple[QWidget, QHBoxLayout]:
    row = QWidget()
    row.setFixedHeight(_ROW)
    box = QHBoxLayout(row)
    box.setContentsMargins(tokens.L, 0, tokens.L, 0)
    box.setSpacing(tokens.S)
    box.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return row, box


def _rest(count: int) -> QWidget:
    row, box = _empty_row()
    box.addWidget(TextLabel(f"and {count} more", FontRole.SMALL, "muted"), 1)
    return row


def _weight(item: HealthItem) -> int:
    """What loses a key comes first, then what may, then what only its owner should know."""
    if item.finding is None and item.doubt is None:
        return 1  # no backup
    if item.finding is Finding.OPEN_MODE:
        return 2
    return {"negative": 0, "warning": 3}.get(words_of(item).tone, 4)


def _count(health: Health) -> str:
    problems = sum(words_of(item).tone != "muted" for item in health.items)
    found = {0: "no warnings", 1: "1 warning"}.get(problems, f"{problems} warnings")
    checks = "1 check" if health.passed == 1 else f"{health.passed} checks"
    return f"{found}, {checks} passed"
