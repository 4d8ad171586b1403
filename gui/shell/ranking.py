"""Which entries of the palette fit what was typed, best first. Knows nothing of Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_ADDRESS_FROM: Final = 4  # letters of an address that are worth looking for


@dataclass(frozen=True, slots=True)
class Entry:
    """Something the palette can do.

    ``hint`` says at the right what kind it is; ``number`` is a netuid that may
    be typed, ``also`` an address; ``key`` is what the window is told; ``weight``
    decides between equals.
    """

    title: str
    key: str
    icon: str
    hint: str = ""
    number: int | None = None
    weight: int = 0
    also: str = ""


def rank(entries: Iterable[Entry], typed: str, limit: int = 40) -> Sequence[Entry]:
    """Entries whose title or number fits, best first; all, by weight, for nothing typed."""
    wanted = " ".join(typed.casefold().split())
    scored = ((score(entry, wanted), entry) for entry in entries)
    found = [(points, entry) for points, entry in scored if points is not None]
    found.sort(key=lambda pair: (-pair[0], -pair[1].weight))
    return [entry for _, entry in found[:limit]]


def score(entry: Entry, wanted: str) -> int | None:
    """Points for a fit, None for no fit. ``wanted`` is case-folded."""
    if not wanted:
        return 0
    digits = wanted.removeprefix("subnet ").removeprefix("#")
    if digits.isascii() and digits.isdigit() and entry.number is not None:
        return _number_points(str(entry.number), digits)
    if len(wanted) >= _ADDRESS_FROM and entry.also.casefold().startswith(wanted):
        return 800
    title = entry.title.casefold()
    if title.startswith(wanted):
        return 900 - len(title)
    at = title.find(wanted)
    if at > 0:
        return (700 if title[at - 1] == " " else 500) - at
    return _scattered(title, wanted)


def _number_points(number: str, digits: str) -> int | None:
    if number == digits:
        return 1000
    return 600 - len(number) if number.startswith(digits) else None


def _scattered(title: str, wanted: str) -> int | None:
    """Letters in order with others between: more for word starts and neighbours."""
    points, at, before = 0, -1, -2
    for char in wanted.replace(" ", ""):
        at = title.find(char, at + 1)
        if at < 0:
            return None
        word_start = at == 0 or title[at - 1] == " "
        points += 10 if word_start else 6 if at == before + 1 else 0
        before = at
    # A few letters strewn over a long name fit everything and mean nothing.
    return points if points > 5 * len(wanted) else None
