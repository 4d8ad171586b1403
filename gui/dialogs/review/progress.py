"""The watching part of a review dialog: how far the signed transaction is."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.domain.transactions import Outcome, Receipt, Stage
from gui.dialogs.review.words import shown_hash
from gui.formats import clock_time, exact_tao, integer
from gui.outcomes import STAGES, Told, stage_marks, told
from gui.theme import tokens
from gui.theme.fonts import FontRole
from gui.theme.theme import Theme
from gui.widgets.banner import Banner
from gui.widgets.busy import BusyBar
from gui.widgets.copying import CopyButton
from gui.widgets.labels import TextLabel
from gui.widgets.stage_line import Mark, StageLine, StageMark
from gui.widgets.styling import rule

_ICONS: Final = {"positive": "circle-check", "negative": "alert-circle", "info": "clock"}


class ProgressBody(QWidget):
    """Says nothing is lost where nothing is: what is sent is sent, whoever watches."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.line = StageLine(theme)
        self.banner = Banner(theme)
        self.busy = BusyBar(theme)
        self.facts = TextLabel(role=FontRole.SMALL, tone="muted")
        self._hash = TextLabel(role=FontRole.MONO)
        self._copy = CopyButton(theme, "Copy the transaction's hash")
        self._signed_at: float | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.M)
        layout.addWidget(rule("line"))
        layout.addWidget(self.line)
        layout.addWidget(self.busy)
        layout.addWidget(self.banner)
        layout.addLayout(self._foot())
        layout.addStretch()

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(self.facts)
        row.addStretch()
        row.addWidget(self._hash)
        row.addWidget(self._copy)
        self._copy.hide()
        return row

    def show_signing(self) -> None:
        """Nothing is signed yet."""
        first, *rest = STAGES.values()
        ahead = [StageMark(name, Mark.AHEAD) for name in rest]
        self.line.show_marks([StageMark(first, Mark.NOW), *ahead])
        self.banner.say("Signing.", "Nothing is sent yet.", tone="info", icon="key")
        self.busy.show_busy(True)

    def show_receipt(self, receipt: Receipt, signed_at: float) -> None:
        self.line.show_marks(stage_marks(receipt, _times(receipt, signed_at)))
        self.say(told(receipt))
        self.busy.show_busy(not receipt.settled and receipt.outcome is not Outcome.UNKNOWN)
        self._hash.setText(shown_hash(receipt.hash))
        self._copy.holds(receipt.hash)
        self._copy.show()
        where = f"block {integer(receipt.block)}, " if receipt.block is not None else ""
        self.facts.setText(f"{where}fee {exact_tao(receipt.fee)} τ")

    def say(self, words: Told) -> None:
        tone = words.tone or "info"
        icon = _ICONS.get(tone, "alert-triangle")
        self.banner.say(words.title, words.text, tone=tone, icon=icon)

    def end(self) -> None:
        """Nothing more is under way here."""
        self.busy.show_busy(False)


def _times(receipt: Receipt, signed_at: float) -> dict[Stage, str]:
    known = {
        Stage.SIGNED: signed_at,
        Stage.SENT: receipt.reached.sent,
        Stage.IN_BLOCK: receipt.reached.included,
        Stage.FINAL: receipt.reached.final,
    }
    return {stage: clock_time(when) for stage, when in known.items() if when is not None}
