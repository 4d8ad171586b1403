"""Seeds and private keys while they are typed: how many hexadecimal digits there are."""

from __future__ import annotations

from collections.abc import Sequence
from string import hexdigits
from typing import Final

SEED_DIGITS: Final = (64,)
PRIVATE_KEY_DIGITS: Final = (64, 128)  # a mini secret or a scalar alone, or with its nonce


def bare_digits(text: str) -> str:
    """Without the spaces and the 0x that may stand around digits."""
    return "".join(_bare(text))


def digit_count(text: str) -> int | None:
    """How many digits there are; None where something else is among them."""
    digits = _bare(text)
    return len(digits) if all(char in hexdigits for char in digits) else None


def _bare(text: str) -> Sequence[str]:
    """One by one: strings of one character are shared, and are no copy of a secret."""
    chars = [char for char in text if not char.isspace()]
    return chars[2:] if chars[:2] in (["0", "x"], ["0", "X"]) else chars
