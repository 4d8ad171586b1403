"""What is wrong with a seed or private key that was typed, before anybody tries it."""

from __future__ import annotations

from collections.abc import Sequence

from core.flows.digits import digit_count


def digit_fault(text: str, sizes: Sequence[int], name: str) -> str:
    """A sentence for below the field; empty where the digits may be a key."""
    count = digit_count(text)
    if count is None:
        return "Something is in it that is none of the digits from 0 to f."
    if count in sizes:
        return ""
    wanted = " or ".join(str(size) for size in sizes)
    return f"These are {count} digits. A {name} has {wanted}."


def digits_told(text: str, sizes: Sequence[int]) -> str:
    """How far it is, for beside the title; empty while there is nothing to count."""
    count = digit_count(text)
    if not count:
        return ""
    goal = next((size for size in sizes if count <= size), sizes[-1])
    return f"{count} of {goal} digits"
