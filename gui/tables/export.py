"""A table as text for other programs: TSV for the clipboard, CSV and JSON files.

Everything carries the exact values of ``Column.exact``: whole decimals and
whole addresses, never the shortened words on the screen.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from core.domain.cells import plain_cell
from gui.tables.column import Column, Exact, T

_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def guarded(value: Exact) -> str:
    """``value`` as one cell that no spreadsheet runs as a formula.

    Text as by ``plain_cell``; numbers stay as they are.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) or _NUMBER.fullmatch(value):
        return str(value)
    return plain_cell(value)


def cell_text(column: Column[T], record: T) -> str:
    """One cell for the clipboard."""
    return guarded(column.exact(record))


def tsv(columns: Sequence[Column[T]], records: Iterable[T], *, header: bool = False) -> str:
    """Rows for the clipboard, one a line, without a line break at the end."""
    lines = ["\t".join(cell_text(column, record) for column in columns) for record in records]
    if header:
        lines.insert(0, "\t".join(column.key for column in columns))
    return "\n".join(lines)


def csv_text(columns: Sequence[Column[T]], records: Iterable[T]) -> str:
    """RFC 4180 with a header of column keys. Every text is quoted, for any separator."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([column.key for column in columns])
    for record in records:
        writer.writerow([cell_text(column, record) for column in columns])
    return out.getvalue()


def json_text(
    columns: Sequence[Column[T]], records: Iterable[T], source: dict[str, str | int] | None = None
) -> str:
    """One object a record under ``rows``, after the facts of ``source``.

    Decimals are strings, so that no reader makes binary fractions of them;
    text is pure ASCII with escapes and else untouched.
    """
    rows = [{column.key: column.exact(record) for column in columns} for record in records]
    document: dict[str, Any] = {**(source or {}), "rows": rows}
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"
