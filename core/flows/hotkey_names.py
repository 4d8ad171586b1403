"""Names of many hotkeys by one pattern: ``miner-{n}`` from 1 to 8."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.domain.keys import KeyReason
from core.flows.naming import name_problem, same_name

MOST: Final = 64
LARGEST_NUMBER: Final = 9_999

_PLACE: Final = re.compile(r"\{(n+)\}")


@dataclass(frozen=True, slots=True)
class PlannedName:
    """``problem`` is None where a hotkey may have the name."""

    name: str
    problem: KeyReason | None = None


def has_place(pattern: str) -> bool:
    """Whether the pattern says where the number goes, once."""
    return len(_PLACE.findall(pattern)) == 1


def expand(pattern: str, first: int, last: int) -> tuple[str, ...]:
    """``{n}`` is the number, ``{nn}`` the number in at least two digits, and so on.

    At most ``MOST`` names, none where ``last`` is before ``first`` or the
    pattern has no place for a number.
    """
    if not has_place(pattern):
        return ()
    numbers = range(first, min(last, first + MOST - 1) + 1)
    before, place, after = _PLACE.split(pattern)
    return tuple(f"{before}{str(number).zfill(len(place))}{after}" for number in numbers)


def planned(names: Iterable[str], taken: Iterable[str]) -> tuple[PlannedName, ...]:
    """Each name with why it cannot be, the earlier names of the plan counting as taken."""
    used = list(taken)
    plan: list[PlannedName] = []
    for name in names:
        plan.append(PlannedName(name, name_problem(name, used)))
        used.append(name)
    return tuple(plan)


def next_number(pattern: str, taken: Iterable[str]) -> int:
    """The first number from 1 on from which no name is taken."""
    held = list(taken)
    used = [
        number
        for number in range(1, MOST * 2)
        for name in expand(pattern, number, number)
        if any(same_name(name, other) for other in held)
    ]
    return max(used, default=0) + 1
