"""Recovery words as people paste them, brought into the form the key derivation takes.

BIP-39: 12 to 24 words of a list of 2048, the last bits a checksum. People
paste capitals, numbers, commas, line breaks and invisible characters; the SDK
takes lower-case words and single spaces only.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import resources
from core.domain.keys import Secret

WORD_COUNTS: Final = (12, 15, 18, 21, 24)

_LONGEST_TEXT: Final = 4_096
_LONGEST_WORD: Final = 24
_SUGGESTIONS: Final = 3
_MOST_MENDED: Final = 32  # words: a title may have come along
_BITS_PER_WORD: Final = 11
_UNIQUE_PREFIX: Final = 4  # no two list words share their first four letters
_SEAM: Final = "\u200b"  # stands for any invisible character
_SEPARATORS: Final = re.compile(r"[\s,;:|/\\.()\[\]{}<>\"'`´*•·‣–—_=+#&-]+")
_NUMBERED: Final = re.compile(r"\d{1,2}(?=[a-z])", re.ASCII)
_NUMBER: Final = re.compile(r"\d{1,2}", re.ASCII)


class ProblemKind(StrEnum):
    UNKNOWN_WORD = "unknown-word"
    WORD_COUNT = "word-count"
    CHECKSUM = "checksum"
    TOO_LONG = "too-long"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why words are no mnemonic.

    ``position`` counts from 1 and is 0 where no single word is to blame.
    ``word`` and ``suggestions`` are for the person who typed them: half a
    secret, so they stay out of reprs.
    """

    kind: ProblemKind
    position: int = 0
    word: str = field(default="", repr=False)
    suggestions: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a text; a mnemonic exactly if there are no problems."""

    words: tuple[str, ...] = field(repr=False)
    problems: tuple[Problem, ...]

    @property
    def is_mnemonic(self) -> bool:
        return not self.problems

    def phrase(self) -> Secret:
        """The words with single spaces, as keys are derived from them."""
        joined = " ".join(self.words)
        # Python joins a single word to that very word, which is not ours to overwrite.
        return Secret.take_text(joined) if len(self.words) > 1 else Secret.of_text(joined)


@cache
def word_list() -> tuple[str, ...]:
    """The English list of BIP-39, in its order."""
    path = Path(resources.__file__).parent / "bip39" / "english.txt"
    return tuple(path.read_text("ascii").split())


def read_mnemonic(text: str) -> Reading:
    """Understand a pasted or typed text; every wrong word is named, then count, then checksum.

    In far more than 24 words, which are something else that was pasted, none is mended.
    """
    if len(text) > _LONGEST_TEXT:
        return Reading((), (Problem(ProblemKind.TOO_LONG),))
    words = normalise(text)
    problems = [
        Problem(
            ProblemKind.UNKNOWN_WORD,
            position,
            word[:_LONGEST_WORD],
            suggest(word) if len(words) <= _MOST_MENDED else (),
        )
        for position, word in enumerate(words, start=1)
        if word not in _index()
    ]
    if len(words) not in WORD_COUNTS:
        problems.append(Problem(ProblemKind.WORD_COUNT))
    if not problems and not _sums_up(words):
        problems.append(Problem(ProblemKind.CHECKSUM))
    return Reading(words, tuple(problems))


def normalise(text: str) -> tuple[str, ...]:
    """The words of a text in lower case: NFKD, without numbering, separators, invisible characters.

    Letters of other scripts that look alike stay what they are, and so are
    unknown words.
    """
    plain = "".join(_plain(c) for c in unicodedata.normalize("NFKD", text)).lower()
    words: list[str] = []
    for token in _SEPARATORS.split(plain):
        words += _words_of(_NUMBERED.sub("", token, count=1) if token[:1].isdigit() else token)
    return tuple(words)


def suggest(word: str) -> tuple[str, ...]:
    """Up to three list words that may be meant, the nearest first."""
    word = word[:_LONGEST_WORD]
    if not word:
        return ()
    beginning = word[:_UNIQUE_PREFIX]
    ranked = sorted(
        (_distance(word, other), not other.startswith(beginning), other) for other in _akin(word)
    )
    near = [other for distance, _, other in ranked if distance <= 2]
    begun = [other for other in word_list() if other.startswith(beginning)]
    return tuple(dict.fromkeys(near + begun))[:_SUGGESTIONS]


@cache
def _index() -> dict[str, int]:
    return {word: index for index, word in enumerate(word_list())}


@cache
def _letters() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((word, frozenset(word)) for word in word_list())


def _akin(word: str) -> list[str]:
    """The list words that two edits could come to: each brings or takes one letter at the most.

    Measuring the distance to all of them would take tens of milliseconds a word.
    """
    mine = frozenset(word)
    return [
        other
        for other, letters in _letters()
        if abs(len(other) - len(word)) <= 2
        and len(mine - letters) <= 2
        and len(letters - mine) <= 2
    ]


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":
        return _SEAM
    if category == "Mn":
        return ""
    return " " if category in ("Cc", "Zs", "Zl", "Zp") else character


def _words_of(token: str) -> list[str]:
    """An invisible character stands between words, or inside one."""
    whole = token.replace(_SEAM, "")
    parts = [part for part in token.split(_SEAM) if part]
    if whole not in _index() and len(parts) > 1 and all(part in _index() for part in parts):
        return parts
    return [] if not whole or _NUMBER.fullmatch(whole) else [whole]


def _sums_up(words: tuple[str, ...]) -> bool:
    """Whether the last bits, one for every 32 of entropy, begin the entropy's SHA-256."""
    number = 0
    for word in words:
        number = number << _BITS_PER_WORD | _index()[word]
    checksum_bits = len(words) * _BITS_PER_WORD // 33
    entropy = (number >> checksum_bits).to_bytes(checksum_bits * 4, "big")
    expected = sha256(entropy).digest()[0] >> (8 - checksum_bits)
    return number & ((1 << checksum_bits) - 1) == expected


def _distance(left: str, right: str) -> int:
    """Edits between two words, a swap of neighbours counting as one; 3 stands for more than 2."""
    if abs(len(left) - len(right)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        following = [i]
        for j, b in enumerate(right, start=1):
            best = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            following.append(best)
        before, row = row, following
    return min(row[-1], 3)
