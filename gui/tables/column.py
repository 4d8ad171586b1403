"""What a table column is: how a record reads, sorts, looks and leaves the app."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeAlias, TypeVar

T = TypeVar("T")

Exact: TypeAlias = str | int | bool | None


class Kind(StrEnum):
    """How a cell is painted."""

    TEXT = "text"  # Inter, left
    MONO = "mono"  # addresses: JetBrains Mono, left
    NUMBER = "number"  # JetBrains Mono, right, with an optional muted tail
    BAR = "bar"  # a share as a bar, then its number
    CHIP = "chip"  # a rounded label; plain muted text where the cell has no soft tone
    STATE = "state"  # a dot and a word
    SERVING = "serving"  # a dot and an address in JetBrains Mono
    SPARKLINE = "sparkline"
    SUBNET = "subnet"  # tile with the symbol, name, netuid
    CHECK = "check"  # whether the row is selected


class Tone(StrEnum):
    """The colour of a cell's words: a token of the palette."""

    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"
    POSITIVE = "positive"
    NEGATIVE = "negative"
    WARNING = "warning"
    INFO = "info"
    LINE = "line"
    SERIES_1 = "series1"
    SERIES_4 = "series4"


@dataclass(frozen=True, slots=True)
class Cell:
    """All that a delegate needs of one cell; two equal cells look the same.

    ``tail`` follows ``text`` in muted (``/256``). ``share`` is 0 to 1 for a
    bar, None for no bar. ``mark`` is the symbol in a tile. ``points`` are a
    sparkline's values, oldest first. ``dot`` is the colour of a dot, drawn as
    a ring where ``hollow``.
    """

    text: str
    tone: Tone = Tone.TEXT
    tail: str = ""
    share: float | None = None
    mark: str = ""
    points: tuple[int, ...] = ()
    dot: Tone | None = None
    hollow: bool = False


NO_VALUE = Cell("–", Tone.MUTED)


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column over records of one type.

    ``key`` is its lasting name in preferences and exports. ``sort_key``
    returns None where a record has no value: those rows come last in either
    direction. ``exact`` is what copies and exports carry: whole decimals,
    whole addresses. Columns with ``descending`` sort downwards at the first
    click. A ``fixed`` column cannot be hidden. The ``stretch`` column takes
    and gives room, down to ``least`` pixels; ``yields`` columns make way, the
    last first, in a view too narrow for all.
    """

    key: str
    title: str
    width: int
    cell: Callable[[T], Cell]
    sort_key: Callable[[T], Any]
    exact: Callable[[T], Exact]
    kind: Kind = Kind.TEXT
    group: str = ""
    explanation: str = ""
    title_right: bool = False
    tooltip: Callable[[T], str] | None = None
    bar: Tone = Tone.SERIES_1
    bar_width: int = 36
    stretch: bool = False
    least: int = 0
    yields: bool = False
    shown: bool = True
    fixed: bool = False
    descending: bool = False

    @property
    def right_aligned(self) -> bool:
        """Whether title and text stand at the right edge."""
        return self.title_right or self.kind in (Kind.NUMBER, Kind.SPARKLINE)


def position(columns: Sequence[Column[T]], key: str) -> int:
    """The index of the column named ``key``. Raises KeyError."""
    for index, column in enumerate(columns):
        if column.key == key:
            return index
    raise KeyError(key)
