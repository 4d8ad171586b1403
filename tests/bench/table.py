"""What sorting, filtering, updating and painting a table of 33 000 neurons costs.

``python tests/bench/table.py [RUNS]`` prints medians in milliseconds with their
spread; each includes the repaint. Offscreen unless QT_QPA_PLATFORM says otherwise.
"""

from __future__ import annotations

import dataclasses
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.domain.metagraph import Role
from core.domain.money import AlphaRao
from core.domain.settings import Appearance
from gui.pages.subnet.columns import NEURON_COLUMNS, search_text
from gui.pages.subnet.row import neuron_rows
from gui.tables.column import position
from gui.tables.record_model import RecordTableModel
from gui.tables.table_view import TableView
from gui.theme.fonts import load_fonts
from gui.theme.theme import Theme
from tests.builders import metagraph, plausible_neurons

ROWS = 33_000
DOWN = Qt.SortOrder.DescendingOrder
UP = Qt.SortOrder.AscendingOrder


def main(runs: int) -> None:
    app = QApplication([])
    load_fonts()
    rows = neuron_rows(metagraph(plausible_neurons(ROWS)))
    renewed = [
        dataclasses.replace(
            row,
            neuron=dataclasses.replace(row.neuron, stake=AlphaRao(row.neuron.stake + 10**9)),
        )
        for row in rows
    ]
    model = RecordTableModel(NEURON_COLUMNS, key=lambda row: row.neuron.uid, search=search_text)
    view = TableView(model, Theme(app, Appearance.DARK), "Neurons", multiple=True)
    view.resize(1030, 700)
    view.show()
    stake, hotkey = (position(NEURON_COLUMNS, key) for key in ("stake", "hotkey"))

    def timed(what: str, *works: Callable[[], None]) -> None:
        spent: list[float] = []
        for number in range(runs * len(works)):
            began = time.perf_counter()
            works[number % len(works)]()
            app.processEvents()
            view.viewport().repaint()
            spent.append((time.perf_counter() - began) * 1_000)
        spread = f"{min(spent):6.1f} to {max(spent):6.1f}"
        print(f"{what:38} {statistics.median(spent):7.1f} ms  ({spread})")

    print(f"{ROWS} rows, {runs} runs")
    timed("fill an empty table", lambda: model.replace(()), lambda: model.replace(rows))
    model.replace(rows)
    timed("sort by stake", lambda: model.sort(stake, DOWN), lambda: model.sort(stake, UP))
    timed("sort by hotkey", lambda: model.sort(hotkey, DOWN), lambda: model.sort(hotkey, UP))
    timed("search a hotkey", lambda: model.search("5abc"), lambda: model.search(""))
    timed(
        "filter to validators",
        lambda: model.filter(lambda row: row.neuron.role is Role.VALIDATOR),
        lambda: model.filter(None),
    )
    view.selectAll()
    timed(
        "sort with all rows selected",
        lambda: model.sort(stake, DOWN),
        lambda: model.sort(stake, UP),
    )
    view.clearSelection()
    timed("update every stake", lambda: model.replace(renewed), lambda: model.replace(rows))
    timed("update nothing", lambda: model.replace(rows))
    timed("repaint", lambda: None)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
