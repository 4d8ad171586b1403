"""Giving an amount away in proportion, to the last unit."""

from __future__ import annotations


def divide(amount: int, parts: list[int]) -> list[int]:
    """Split ``amount`` in proportion, whole and to the last rao, by largest remainder."""
    total = sum(parts)
    if not total:
        return [0] * len(parts)
    given = [amount * part // total for part in parts]
    rest = sorted(range(len(parts)), key=lambda at: (-(amount * parts[at] % total), at))
    for at in rest[: amount - sum(given)]:
        given[at] += 1
    return given
