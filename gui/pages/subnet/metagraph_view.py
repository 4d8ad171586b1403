"""The metagraph tab: filters, all neurons, and the two charts of them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.domain.metagraph import Metagraph
from gui.formats import untrusted
from gui.pages.subnet.columns import NEURON_COLUMNS, search_text
from gui.pages.subnet.filters import NeuronFilters
from gui.pages.subnet.plots import NeuronPlots
from gui.pages.subnet.row import NeuronRow, neuron_rows
from gui.tables.column import position
from gui.tables.record_model import RecordTableModel
from gui.tables.table_card import TableCard
from gui.tables.table_view import TableView
from gui.theme import tokens
from gui.theme.theme import Theme
from gui.widgets.busy import BusyBar
from gui.widgets.empty import EmptyState

_PLOTS: Final = 206  # pixels high where there is room
_LEAST_PLOTS: Final = 140
_ROOMY: Final = 606  # the tab's height in the designed window


class MetagraphView(QWidget):
    """``retry_requested`` comes from the notice that there is nothing to show yet."""

    retry_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._metagraph: Metagraph | None = None
        self._failed = False
        self.model: RecordTableModel[NeuronRow] = RecordTableModel(
            NEURON_COLUMNS, key=lambda row: row.neuron.uid, search=search_text, parent=self
        )
        self.table = TableView(self.model, theme, "Neurons", multiple=True, opens=False)
        self.filters = NeuronFilters(theme)
        self.plots = NeuronPlots(theme)
        self.busy = BusyBar(theme)
        self._no_match = EmptyState(
            theme,
            "filter",
            "No neuron matches",
            "None of this subnet's neurons meets all the conditions above.",
            "Clear filters",
        )
        self._no_neurons = EmptyState(
            theme, "circle-dashed", "No neurons", "Nobody has registered on this subnet yet."
        )
        self._unknown = EmptyState(
            theme,
            "wifi-off",
            "Nothing to show yet",
            "Nothing is kept of this subnet from earlier. It appears as soon as the node answers.",
            "Retry now",
        )
        self._wire()
        self._lay_out(theme)
        self.model.sort(position(NEURON_COLUMNS, "incentive_u16"), Qt.SortOrder.DescendingOrder)

    def _wire(self) -> None:
        self.filters.changed.connect(self._on_filtered)
        self.filters.field.left.connect(self.table.setFocus)
        self.filters.field.returnPressed.connect(self.table.setFocus)
        self.table.left.connect(self._on_left)
        self.table.chosen.connect(self._on_chosen)
        self.plots.picked.connect(self._on_picked)
        self._no_match.action_requested.connect(self.filters.clear)
        self._unknown.action_requested.connect(self.retry_requested)
        for notice in (self._no_match, self._no_neurons, self._unknown):
            notice.setParent(self.table)
            notice.hide()

    def _lay_out(self, theme: Theme) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, tokens.L)
        layout.setSpacing(0)
        layout.addWidget(self.filters)
        layout.addSpacing(4)
        layout.addWidget(self.busy)
        layout.addSpacing(4)
        layout.addWidget(TableCard(self.table, theme), 1)
        layout.addSpacing(tokens.M)
        layout.addWidget(self.plots)

    def show_metagraph(self, metagraph: Metagraph | None) -> None:
        """All rows and both charts; None empties them, for another subnet."""
        if metagraph is None or self._metagraph is None:
            self.table.clearSelection()
        self._metagraph = metagraph
        if metagraph is None:
            self.model.replace(())
            self.plots.show_neurons((), "")
            return
        symbol = untrusted(metagraph.symbol)[:2]
        self.model.retitle("stake", f"Stake {symbol}".strip())
        self.model.replace(neuron_rows(metagraph))
        self.filters.count(metagraph)
        self.plots.show_neurons(metagraph.neurons, symbol)
        self._tell()

    def show_state(self, *, stale: bool, failed: bool) -> None:
        """``failed``: there is nothing to show, and elsewhere is said why."""
        metagraph = self._metagraph
        self.model.stale = stale
        self.plots.show_stale(stale=stale)
        if stale and metagraph is not None:
            self.filters.freshness.stale(metagraph.stamp)
        else:
            self.filters.freshness.fresh()
        self.table.set_loading(loading=metagraph is None and not failed)
        self._failed = failed
        self._show_notice()

    def _show_notice(self) -> None:
        notice: EmptyState | None = None
        if self._metagraph is None:
            notice = self._unknown if self._failed else None
        elif not self._metagraph.neurons:
            notice = self._no_neurons
        elif self.model.rowCount() == 0:
            notice = self._no_match
        self.table.set_notice(notice)

    def _tell(self) -> None:
        chosen = len(self.table.selectionModel().selectedRows())
        self.filters.tell(shown=self.model.rowCount(), total=self.model.total, chosen=chosen)
        self._show_notice()

    def _on_filtered(self) -> None:
        self.model.search(self.filters.words)
        self.model.filter(self.filters.wanted())
        self._tell()

    def _on_left(self) -> None:
        """Esc lets the selection go first, then the table."""
        if self.table.selectionModel().hasSelection():
            self.table.clearSelection()
        else:
            self.filters.field.setFocus()

    def _on_chosen(self) -> None:
        rows = self.table.chosen_rows()
        self.plots.highlight(frozenset(self.model.record(row).neuron.uid for row in rows))
        self._tell()

    def _on_picked(self, uid: int) -> None:
        row = self.model.row_of(uid)
        if row is not None:
            self.table.choose(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        missing = max(0, _ROOMY - self.height())
        self.plots.setFixedHeight(max(_LEAST_PLOTS, _PLOTS - missing // 2))
