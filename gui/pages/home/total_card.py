"""What everything is worth together: the figure, its parts, and its course."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from core.domain.accounts import AccountList, WorthPoint
from core.domain.stamps import Stamp
from core.domain.worth import WorthChange
from gui.charts.worth_line import WorthLine
from gui.formats import DASH, ago, duration, integer, tao
from gui.privacy import Privacy
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.allocation_bar import AllocationBar, Share
from gui.widgets.amount import HIDDEN, HIDDEN_WORDS, veiled
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.elided import ElidedLabel
from gui.widgets.hide_button import HideButton
from gui.widgets.labels import TextLabel
from gui.widgets.styling import set_tone

_TAU: Final = "τ"
_DECIMALS: Final = 3
_TICK_MS: Final = 1_000
_HEIGHT: Final = 190
_CHART: Final = (320, 124)
_WHOLE_RAO: Final = 1_000_000  # the smallest amount that three decimals show


class TotalCard(Card):
    """``practice_requested`` and ``hide_requested`` are its buttons."""

    hide_requested = Signal()
    practice_requested = Signal()

    def __init__(self, theme: Theme, privacy: Privacy) -> None:
        super().__init__(padding=0)
        self._privacy = privacy
        self._total: int | None = None
        self._change: WorthChange | None = None
        self._stamp: Stamp | None = None
        self._fresh = self._looked = False
        self.title = TextLabel("Total, all wallets", FontRole.SMALL_MEDIUM, "muted")
        self.age = TextLabel("", FontRole.SMALL_FIGURES, "muted")
        self.whole = TextLabel(DASH, FontRole.DISPLAY)
        self.rest = TextLabel("", FontRole.DISPLAY, "muted")
        self.eye = HideButton(theme, privacy)
        self.practice = Button(theme, "Get practice TAO", icon="gift", role="small")
        self.difference = TextLabel("", FontRole.MONO)
        self.reasons = ElidedLabel("", FontRole.SMALL, "muted")
        self.bar = AllocationBar(theme, "Allocation")
        self.course = WorthLine(theme, self._chart_words)
        self.no_course = TextLabel("", FontRole.SMALL, "muted", wrap=True)
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self._write_age)
        self.eye.clicked.connect(self.hide_requested)
        self.practice.clicked.connect(self.practice_requested)
        privacy.changed.connect(self._on_privacy_changed)
        self.practice.hide()
        self._lay_out()
        self._on_privacy_changed()

    def show_accounts(
        self, accounts: AccountList | None, shares: Sequence[Share], *, fresh: bool
    ) -> None:
        """The total and its parts; None where nothing is known yet."""
        self._total = None if accounts is None else accounts.total
        self._stamp = None if accounts is None else accounts.stamp
        self._fresh = fresh
        self.bar.show_shares(shares)
        for part in (self.bar, self.course):
            part.show_stale(stale=not fresh)
        if self._stamp is None:
            self._clock.stop()
        elif not self._clock.isActive():
            self._clock.start()
        self._write_total()
        self._write_age()

    def show_change(self, change: WorthChange | None, *, looked: bool) -> None:
        """Since yesterday; None where nothing is known of it, ``looked`` once that is certain."""
        self._change, self._looked = change, looked
        self._write_change()

    def show_course(self, points: Sequence[WorthPoint], *, looked: bool) -> None:
        self.course.show_points(points)
        drawn = len(points) > 1
        self.course.setVisible(drawn)
        self.no_course.setVisible(not drawn)
        self.no_course.setText(
            "The course of the value grows here from today on: this network's node "
            "does not keep the past."
            if looked
            else ""
        )

    # -- parts

    def _lay_out(self) -> None:
        self.setMinimumHeight(_HEIGHT)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        chart = QVBoxLayout()
        chart.addWidget(self.course)
        chart.addWidget(self.no_course)
        chart.addStretch()
        self.course.setFixedSize(*_CHART)
        self.no_course.setFixedWidth(_CHART[0])
        columns = QHBoxLayout()
        columns.setContentsMargins(20, 17, 28, 8)
        columns.setSpacing(tokens.XXL)
        columns.addLayout(self._figures(), 1)
        columns.addLayout(chart)
        self.body.addLayout(columns)

    def _figures(self) -> QLayout:
        figures = QVBoxLayout()
        figures.setSpacing(0)
        figures.addLayout(_row(self.title, self.age, spacing=5))
        figures.addSpacing(3)
        total = _row(self.whole, self.rest, spacing=0)
        total.insertSpacing(2, tokens.S)
        total.insertWidget(3, self.eye, 0, Qt.AlignmentFlag.AlignVCenter)
        total.insertSpacing(4, tokens.M)
        total.insertWidget(5, self.practice, 0, Qt.AlignmentFlag.AlignVCenter)
        figures.addLayout(total)
        figures.addSpacing(6)
        change = QHBoxLayout()
        change.setSpacing(tokens.S)
        change.addWidget(self.difference)
        change.addWidget(self.reasons, 1)
        figures.addLayout(change)
        figures.addSpacing(22)
        figures.addWidget(self.bar)
        figures.addStretch()
        return figures

    def _on_privacy_changed(self) -> None:
        self._write_total()
        self._write_age()
        self._write_change()
        self.course.refresh()

    def _write_total(self) -> None:
        hidden = self._privacy.hidden
        drained = "" if self._fresh else "muted"
        set_tone(self.whole, drained if self._total is not None else "muted")
        if self._total is None:
            self.whole.setText(DASH)
            self.rest.setText("")
            self.whole.setAccessibleName("Total not known yet")
            return
        whole, point, decimals = tao(self._total, _DECIMALS).partition(".")
        self.whole.setText(HIDDEN if hidden else whole)
        self.rest.setText(f" {_TAU}" if hidden else f"{point}{decimals} {_TAU}")
        spoken = HIDDEN_WORDS if hidden else f"{tao(self._total, _DECIMALS)} TAO"
        self.whole.setAccessibleName(f"Total {spoken}")

    def _write_age(self) -> None:
        if self._stamp is None:
            self.age.setText("")
            return
        seconds = time.time() - self._stamp.read_at
        block = f"block {integer(self._stamp.block)}"
        words = ago(seconds) if self._fresh else f"{duration(seconds)} old"
        set_tone(self.age, "muted" if self._fresh else "warning")
        self.age.setText(f"· {block}, {words}")

    def _write_change(self) -> None:
        change = self._change
        if change is None:
            self.difference.setText("")
            unknown = "What it was worth yesterday is not known here." if self._looked else ""
            self.reasons.setText(unknown)
            self.difference.hide()
            return
        self.difference.show()
        amount = tao(change.total, _DECIMALS, mono=True, signed=True)
        hidden = self._privacy.hidden
        self.difference.setText(f"{veiled(amount, hidden=hidden)} {_TAU}")
        set_tone(self.difference, self._tone(change.total, hidden=hidden))
        parts = ", ".join(self._reasons(change))
        self.reasons.setText(f"since yesterday:  {parts}" if parts else "since yesterday")

    def _reasons(self, change: WorthChange) -> list[str]:
        """The parts that show at all, each with its sign."""
        hidden = self._privacy.hidden
        named = (("price", change.price), ("stake", change.stake), ("free", change.free))
        return [
            f"{name} {veiled(tao(rao, _DECIMALS, signed=True), hidden=hidden)}"
            for name, rao in named
            if abs(rao) >= _WHOLE_RAO
        ]

    def _tone(self, rao: int, *, hidden: bool) -> str:
        if hidden or not self._fresh or abs(rao) < _WHOLE_RAO:
            return "muted"
        return "positive" if rao > 0 else "negative"

    def _chart_words(self, rao: int) -> str:
        return f"{veiled(tao(rao, 0), hidden=self._privacy.hidden)} {_TAU}"


def _row(*widgets: QWidget, spacing: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(spacing)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch()
    return row
