"""How hard a password is to guess."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

STRONG_FROM: Final = 3  # zxcvbn: safe against guessing on a slow key derivation
LONGEST_RATED: Final = 72  # characters; zxcvbn refuses more


@dataclass(frozen=True, slots=True)
class Strength:
    """``score`` is zxcvbn's, 0 to 4. ``advice`` is one sentence, empty where there is none."""

    score: int
    advice: str = ""

    @property
    def is_weak(self) -> bool:
        return self.score < STRONG_FROM
