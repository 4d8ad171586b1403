"""The row above the journal: searching, which actions, whose, and what else can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.domain.intents import ActionKind
from gui.entry_words import ACTIONS
from gui.names import Known
from gui.pages.activity.row import JournalRow
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.choices import Choice
from gui.widgets.fields import FilterField
from gui.widgets.styling import restyle

_NARROW, _WIDE = 88, 184
_ALL_ACTIONS: Final = "All actions"
_ALL_WALLETS: Final = "All wallets"


class JournalFilters(QWidget):
    """``searched`` follows the field, ``changed`` the two choices."""

    searched = Signal(str)
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = FilterField(theme, "Filter")
        self.field.setMinimumWidth(_NARROW)  # beside the drawer in a small window
        self.field.setMaximumWidth(_WIDE)
        self.kinds = Choice(theme, "Which actions", 120)
        self.wallets = Choice(theme, "Whose", 120)
        for choice in (self.kinds, self.wallets):
            choice.setProperty("role", "filter")
            choice.currentIndexChanged.connect(partial(_mark, choice))
        self.csv = Button(theme, "CSV", icon="download", name="Save what is shown as CSV")
        self.more = Button(theme, icon="dots", role="flat", name="More")
        self._kinds: list[ActionKind | None] = [None, *ACTIONS]
        self._signers: list[str] = [""]
        self.kinds.addItems([_ALL_ACTIONS, *ACTIONS.values()])
        self.wallets.addItem(_ALL_WALLETS)
        self.field.textChanged.connect(self.searched)
        self.kinds.currentIndexChanged.connect(self._on_chosen)
        self.wallets.currentIndexChanged.connect(self._on_chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        for part in (self.field, self.kinds, self.wallets):
            row.addWidget(part)
        row.setStretch(0, 1)
        row.addStretch(1)
        row.addWidget(self.csv)
        row.addWidget(self.more)

    def offer_wallets(self, own: Sequence[Known]) -> None:
        """Own keys that can have signed; the chosen one stays chosen."""
        if [known.address for known in own] == self._signers[1:]:
            return
        chosen = self._signers[max(0, self.wallets.currentIndex())]
        self._signers = ["", *(known.address for known in own)]
        self.wallets.blockSignals(True)
        self.wallets.clear()
        self.wallets.addItems([_ALL_WALLETS, *(known.name for known in own)])
        at = self._signers.index(chosen) if chosen in self._signers else 0
        self.wallets.setCurrentIndex(at)
        self.wallets.blockSignals(False)
        _mark(self.wallets, at)
        if at == 0 and chosen:
            self.changed.emit()

    def wanted(self) -> Callable[[JournalRow], bool] | None:
        """The two choices as a condition, None where there is none."""
        kind = self._kinds[max(0, self.kinds.currentIndex())]
        signer = self._signers[max(0, self.wallets.currentIndex())]
        if kind is None and not signer:
            return None

        def fits(row: JournalRow) -> bool:
            entry = row.entry
            return (
                entry is not None
                and (kind is None or entry.kind is kind)
                and (not signer or entry.signer == signer)
            )

        return fits

    def clear(self) -> None:
        """Leave nothing out."""
        self.field.clear()
        self.kinds.setCurrentIndex(0)
        self.wallets.setCurrentIndex(0)

    def _on_chosen(self) -> None:
        self.changed.emit()


def _mark(choice: Choice, chosen: int) -> None:
    """Whether it leaves anything out can be seen at a glance."""
    restyle(choice, "on", "yes" if chosen > 0 else "")
