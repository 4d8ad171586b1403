"""How a table's columns share the width that there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from gui.tables.column import Column

_FIRST_SHARE: Final = 60  # pixels it takes alone before all columns grow


def fitted(columns: Mapping[int, Column[Any]], room: int) -> dict[int, int]:
    """Widths by section for ``columns`` in ``room`` pixels; missing sections make way.

    Never less than a column's own width, except for the stretching one. Where
    the sum is still more than ``room``, the view scrolls.
    """
    kept = dict(columns)
    for section in reversed(list(columns)):
        if _least(kept) <= room:
            break
        if columns[section].yields:
            del kept[section]
    widths = {section: column.width for section, column in kept.items()}
    elastic = next((section for section, column in kept.items() if column.stretch), None)
    spare = room - sum(widths.values())
    if elastic is not None:
        taken = min(spare, _FIRST_SHARE) if spare > 0 else max(spare, -_give(kept[elastic]))
        widths[elastic] += taken
        spare -= taken
    if spare > 0:
        _spread(widths, list(kept), spare)
    return widths


def _give(column: Column[Any]) -> int:
    return column.width - column.least if column.stretch else 0


def _least(columns: Mapping[int, Column[Any]]) -> int:
    return sum(column.width - _give(column) for column in columns.values())


def _spread(widths: dict[int, int], sections: Sequence[int], spare: int) -> None:
    each, rest = divmod(spare, len(sections))
    for place, section in enumerate(sections):
        widths[section] += each + (1 if place < rest else 0)
