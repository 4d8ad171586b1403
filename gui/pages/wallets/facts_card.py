"""What the chosen wallet owns, and how its coldkey is kept."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.domain.accounts import Account
from core.domain.keys import WalletRecord
from core.domain.stamps import Stamp
from gui.formats import DASH, MONO_SPACE, ago, integer, tao
from gui.pages.wallets.row import FORMATS, may_change, shown_path
from gui.privacy import Privacy
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.amount import AmountLabel
from gui.widgets.buttons import Button
from gui.widgets.card import Card
from gui.widgets.elided import ElidedLabel
from gui.widgets.labels import TextLabel
from gui.widgets.styling import rule, set_tone

_ROW: Final = 30
_LEAST_WIDTH: Final = 240
_BESIDE_FROM: Final = 400
_FOURTH: Final = 100  # pixels more where something is reserved
_AT_THE_END: Final = Qt.TextElideMode.ElideRight
_CUT: Final = {"Folder": Qt.TextElideMode.ElideMiddle}  # its end is what sets it apart
_TICK_MS: Final = 1_000
_RESERVED: Final = "Reserved"  # shown where there is some: a proxy's deposit
_FIGURES: Final = ("Free", _RESERVED, "Staked", "Total")


class FactsCard(Card):
    """``backup_requested`` and ``password_requested`` are its buttons."""

    backup_requested = Signal()
    password_requested = Signal()

    def __init__(self, theme: Theme, privacy: Privacy) -> None:
        super().__init__(padding=0)
        self._stamp: Stamp | None = None
        self._stale = False
        self._unknown = ""
        self.figures = {
            name: AmountLabel(privacy, FontRole.MONO_LEAD, what=name) for name in _FIGURES
        }
        self._captions = {name: TextLabel(name, FontRole.SMALL, "muted") for name in _FIGURES}
        self.age = TextLabel(role=FontRole.SMALL_FIGURES, tone="muted")
        self.facts: dict[str, ElidedLabel] = {}
        self.back_up = Button(theme, "Back up", icon="file-export", role="small")
        self.password = Button(theme, "Change password", icon="password", role="small")
        self.back_up.clicked.connect(self.backup_requested)
        self.password.clicked.connect(self.password_requested)
        self._sums = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pairs: list[QBoxLayout] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self._write_age)
        self._lay_out()

    def _lay_out(self) -> None:
        sums = self._sums
        for name in _FIGURES:
            pair = QBoxLayout(QBoxLayout.Direction.TopToBottom)
            pair.setSpacing(2)
            pair.addWidget(self._captions[name], 1)
            pair.addWidget(self.figures[name])
            sums.addLayout(pair)
            self._pairs.append(pair)
        sums.addStretch()
        sums.setSpacing(tokens.XL)
        top = QVBoxLayout()
        top.setContentsMargins(tokens.L, tokens.L - 2, tokens.L, tokens.M)
        top.setSpacing(tokens.XS)
        top.addLayout(sums)
        top.addWidget(self.age)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        buttons.addWidget(self.back_up)
        buttons.addWidget(self.password)
        buttons.addStretch()
        below = QVBoxLayout()
        below.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.L - 2)
        below.setSpacing(0)
        below.addWidget(TextLabel("Keys and protection", FontRole.SMALL_MEDIUM, "muted"))
        below.addSpacing(tokens.XS)
        below.addLayout(self._rows)
        below.addStretch()
        below.addSpacing(tokens.S)
        below.addLayout(buttons)
        self.body.addLayout(top)
        self.body.addWidget(rule())
        self.body.addLayout(below, 1)
        self._show_reserved(shown=False)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Figures stand side by side, or below each other where there is no room for that."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        flow = QBoxLayout.Direction
        fourth = 0 if self.figures[_RESERVED].isHidden() else _FOURTH
        beside = self.width() >= _BESIDE_FROM + fourth
        self._sums.setDirection(flow.LeftToRight if beside else flow.TopToBottom)
        self._sums.setSpacing(tokens.XL if beside else tokens.XS)
        for pair in self._pairs:
            pair.setDirection(flow.TopToBottom if beside else flow.LeftToRight)

    def show_account(
        self,
        account: Account | None,
        stamp: Stamp | None,
        *,
        stale: bool,
        unknown: str = "not known yet",
    ) -> None:
        """``unknown`` says why there are no figures, where there are none."""
        self._unknown = unknown
        amounts: tuple[int | None, ...] = (None,) * len(_FIGURES)
        if account is not None:
            amounts = account.free, account.reserved, account.staked, account.total
        self._show_reserved(shown=account is not None and account.reserved > 0)
        for name, rao in zip(_FIGURES, amounts, strict=True):
            label = self.figures[name]
            set_tone(label, "muted" if stale or rao is None else "")
            if rao is None:
                label.show_amount(DASH)
            else:
                label.show_amount(tao(rao, 3, mono=True), suffix=f"{MONO_SPACE}τ")
        self._stamp, self._stale = (stamp if account else None), stale
        self._write_age()

    def _show_reserved(self, *, shown: bool) -> None:
        for part in (self._captions[_RESERVED], self.figures[_RESERVED]):
            part.setVisible(shown)
        self._arrange()

    def show_wallet(
        self, wallet: WalletRecord, root: Path, verified_at: float | None, *, practice: bool
    ) -> None:
        facts: dict[str, tuple[str, str]] = {}
        if wallet.crypto_type is not None and wallet.format is not None:
            facts["Key type"] = (wallet.crypto_type.name.lower(), "")
        if wallet.format is not None:
            safe = wallet.format.is_encrypted and not wallet.format.is_legacy
            facts["Encryption"] = (FORMATS[wallet.format], "" if safe else "warning")
            facts["Backup checked"] = _backup(verified_at, practice=practice)
        elif wallet.is_watch_only:
            facts["Private key"] = ("not on this computer", "")
        if wallet.fingerprint is not None:
            facts["File changed"] = (date_of(wallet.fingerprint.mtime_ns / 1e9), "")
        facts["Folder"] = (shown_path(root / wallet.name.text), "")
        self._show_facts(facts)
        self.back_up.setVisible(wallet.format is not None)
        self.password.setVisible(wallet.format is not None)
        self.back_up.setEnabled(wallet.format is not None)
        self.password.setEnabled(may_change(wallet))

    def _show_facts(self, facts: dict[str, tuple[str, str]]) -> None:
        if facts.keys() != self.facts.keys():
            self._make_rows(list(facts))
        for name, (text, tone) in facts.items():
            label = self.facts[name]
            label.setText(text)
            label.setAccessibleName(f"{name}: {text}")
            set_tone(label, tone)

    def _make_rows(self, names: list[str]) -> None:
        while (entry := self._rows.takeAt(0)) is not None:
            if (widget := entry.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.facts = {}
        for name in names:
            value = self.facts[name] = ElidedLabel(cut=_CUT.get(name, _AT_THE_END))
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row = QWidget()
            row.setFixedHeight(_ROW)
            box = QHBoxLayout(row)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(tokens.L)
            box.addWidget(TextLabel(name, tone="muted"))
            box.addWidget(value, 1)
            self._rows.addWidget(row)

    def _write_age(self) -> None:
        stamp = self._stamp
        if stamp is None:
            self._clock.stop()
            self.age.setText(self._unknown)
            set_tone(self.age, "muted")
            return
        self._clock.start()
        self.age.setText(f"block {integer(stamp.block)}, {ago(time.time() - stamp.read_at)}")
        set_tone(self.age, "warning" if self._stale else "muted")


def _backup(verified_at: float | None, *, practice: bool) -> tuple[str, str]:
    if verified_at is not None:
        return date_of(verified_at), ""
    return ("not needed for practice", "") if practice else ("never", "warning")


def date_of(when: float) -> str:
    """Unix seconds as a day here: ``12 Mar 2025``."""
    return f"{datetime.fromtimestamp(when, tz=UTC).astimezone():%d %b %Y}".lstrip("0")
