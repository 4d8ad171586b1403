"""The row above the metagraph: what to look for, which neurons, what is chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from core.domain.metagraph import Metagraph, Neuron, Role
from gui.formats import integer
from gui.pages.subnet.columns import uid_filter
from gui.pages.subnet.row import NeuronRow
from gui.theme import tokens
from gui.theme.fonts import FontRole, font
from gui.theme.theme import Theme
from gui.widgets.buttons import Button
from gui.widgets.chips import FilterChip
from gui.widgets.fields import FilterField
from gui.widgets.freshness import Freshness

_DENSE: Final = 26  # inside the border: 28 in all
_KINDS: Final[tuple[tuple[str, Callable[[Neuron], bool]], ...]] = (
    ("All", lambda neuron: True),
    ("Validators", lambda neuron: neuron.role is Role.VALIDATOR),
    ("Miners", lambda neuron: neuron.role is Role.MINER),
    ("Serving", lambda neuron: neuron.axon is not None),
)


class NeuronFilters(QWidget):
    """``changed`` says that ``words`` or ``wanted`` differ."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = FilterField(theme, "uid, hotkey, coldkey, ip", width=200)
        self.field.setFont(font(FontRole.SMALL))
        self.field.setMinimumWidth(120)
        self.field.setStyleSheet(
            f"QLineEdit, QLineEdit:focus {{ min-height: {_DENSE}px; max-height: {_DENSE}px; }}"
        )
        self.chips = [FilterChip(title) for title, _ in _KINDS]
        self.freshness = Freshness(theme)
        self.columns = Button(theme, "Columns", icon="columns-3", role="small")
        self.export = Button(theme, "Export", icon="download", role="small")
        group = QButtonGroup(self)
        group.setExclusive(True)
        for number, chip in enumerate(self.chips):
            group.addButton(chip, number)
        self.chips[0].setChecked(True)
        group.idToggled.connect(self._on_toggled)
        self.field.textChanged.connect(self.changed)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.S)
        middle = Qt.AlignmentFlag.AlignVCenter
        layout.addWidget(self.field, 100, middle)
        for chip in self.chips:
            layout.addWidget(chip, 0, middle)
        layout.addStretch(1)
        right: tuple[QWidget, ...] = (self.freshness, self.columns, self.export)
        for widget in right:
            layout.addWidget(widget, 0, middle)

    @property
    def words(self) -> str:
        """What to search addresses and names for; digits alone mean a uid instead."""
        text = self.field.text()
        return "" if uid_filter(text) else text

    def wanted(self) -> Callable[[NeuronRow], bool] | None:
        """The condition of chip and number, None for all neurons."""
        by_uid = uid_filter(self.field.text())
        kind = next(number for number, chip in enumerate(self.chips) if chip.isChecked())
        if kind == 0:
            return by_uid
        is_kind = _KINDS[kind][1]
        return lambda row: is_kind(row.neuron) and (by_uid is None or by_uid(row))

    def clear(self) -> None:
        self.chips[0].setChecked(True)
        self.field.clear()

    def count(self, metagraph: Metagraph) -> None:
        """Write the numbers into the chips."""
        for chip, (title, is_kind) in zip(self.chips, _KINDS, strict=True):
            count = sum(1 for neuron in metagraph.neurons if is_kind(neuron))
            chip.setText(f"{title} {integer(count)}")
            chip.updateGeometry()

    def tell(self, *, shown: int, total: int, chosen: int) -> None:
        """How many rows a search leaves, and how many are selected."""
        words = [f"{integer(shown)} of {integer(total)}"] if self.field.text() else []
        if chosen:
            words.append(f"{integer(chosen)} selected")
        self.freshness.count(" · ".join(words))

    def _on_toggled(self, _number: int, on: bool) -> None:
        if on:
            self.changed.emit()
