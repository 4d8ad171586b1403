"""Recovery words while they are typed: completion, and what is wrong with them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile

from core.keys.mnemonic import (
    WORD_COUNTS,
    Problem,
    ProblemKind,
    Reading,
    normalise,
    read_mnemonic,
    word_list,
)

__all__ = [
    "WORD_COUNTS",
    "Problem",
    "ProblemKind",
    "Reading",
    "completions",
    "is_word",
    "one_word",
    "read_mnemonic",
]


def completions(beginning: str, most: int = 5) -> tuple[str, ...]:
    """Up to ``most`` words of the list that begin so, in its order; none for nothing."""
    wanted = one_word(beginning)
    if not wanted:
        return ()
    words = word_list()  # the list of BIP-39 is in alphabetical order
    at = bisect_left(words, wanted)
    return tuple(takewhile(lambda word: word.startswith(wanted), words[at : at + most]))


def is_word(text: str) -> bool:
    return one_word(text) in completions(text, 1)


def one_word(text: str) -> str:
    """What is meant by a field for one word: lower case, without spaces and numbering."""
    return "".join(normalise(text))
