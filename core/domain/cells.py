"""Text as one cell of a table in a file that a spreadsheet may open."""

from __future__ import annotations

import unicodedata
from typing import Final

# What spreadsheets take for the start of a formula, in both widths; leading
# blanks do not stop them.
_FORMULA: Final = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain_cell(text: str) -> str:
    """``text`` in one line, which no spreadsheet runs as a formula.

    What could start one gets an apostrophe in front (CWE-1236); control,
    direction and line break characters become spaces.
    """
    shown = "".join(" " if unicodedata.category(char) in _UNPRINTABLE else char for char in text)
    clean = shown.strip()
    return f"'{clean}" if clean.startswith(_FORMULA) else clean
