"""The row above the subnet list: what to look for and how fresh the list is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.domain.money import RAO_PER_TAO, TaoRao
from gui.formats import integer
from gui.pages.subnets.row import SubnetRow
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.chips import FilterChip
from gui.widgets.fields import FilterField
from gui.widgets.freshness import Freshness
from gui.widgets.limit_chip import LimitChip

_LEAST_FIELD: Final = 110
_LIMITS: Final = tuple(TaoRao(RAO_PER_TAO * n // 1000) for n in (10, 50, 100, 500, 1_000, 5_000))


class SubnetFilters(QWidget):
    """``changed`` says that ``wanted`` is another condition; ``searched`` carries words."""

    changed = Signal()
    searched = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = FilterField(theme, "Filter by name or netuid")
        self.field.setMinimumWidth(_LEAST_FIELD)  # gives way in a narrow window
        self.open_only = FilterChip("Open to register")
        self.burn = LimitChip(theme, "Burn", _LIMITS, start=TaoRao(RAO_PER_TAO // 2))
        self.live_only = FilterChip("Live validators")
        self.freshness = Freshness(theme)
        self.columns = Button(theme, "Columns", icon="columns-3")
        self.export = Button(theme, "Export", icon="download")
        self.field.textChanged.connect(self.searched)
        for chip in (self.open_only, self.live_only):
            chip.toggled.connect(self._on_changed)
        self.burn.changed.connect(self.changed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        middle = Qt.AlignmentFlag.AlignVCenter
        left: tuple[QWidget, ...] = (self.field, self.open_only, self.burn, self.live_only)
        for widget in left:
            layout.addWidget(widget, 100 if widget is self.field else 0, middle)
        layout.addStretch(1)
        right: tuple[QWidget, ...] = (self.freshness, self.columns, self.export)
        for widget in right:
            layout.addWidget(widget, 0, middle)

    def wanted(self) -> Callable[[SubnetRow], bool] | None:
        """The condition of all chips together, None when none is on."""
        open_only, live_only = self.open_only.isChecked(), self.live_only.isChecked()
        limit = self.burn.limit if self.burn.isChecked() else None
        if not (open_only or live_only or limit is not None):
            return None

        def wanted(row: SubnetRow) -> bool:
            if open_only and not row.subnet.registration_open:
                return False
            if limit is not None and row.subnet.burn > limit:
                return False
            return not live_only or bool(row.validators)

        return wanted

    def clear(self) -> None:
        """Take every condition away."""
        self.field.clear()
        for chip in (self.open_only, self.burn, self.live_only):
            chip.setChecked(False)

    def count(self, shown: int, total: int) -> None:
        """``129 subnets``, or how many of them are shown."""
        words = "1 subnet" if total == 1 else f"{integer(total)} subnets"
        self.freshness.count(words if shown == total else f"{integer(shown)} of {words}")

    def _on_changed(self) -> None:
        self.changed.emit()
