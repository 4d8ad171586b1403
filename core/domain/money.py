"""Amounts as whole rao, and the only parser of what people type.

1 TAO = 1 alpha = 10⁹ rao. Nothing in the app holds money in a float: an
amount is an ``int`` in rao, named by its token, and a price is the rao of TAO
that one whole alpha costs (the unit of ``SwapRuntimeApi.current_alpha_price``).
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NewType

from core.errors import AppError, ErrorKind

TaoRao = NewType("TaoRao", int)
AlphaRao = NewType("AlphaRao", int)
Price = NewType("Price", int)  # rao of TAO for 10⁹ rao of alpha

RAO_PER_TAO: Final = 1_000_000_000

# One to ten ASCII digits and at most nine decimals: no signs, no separators,
# no exponent, no digits of other scripts, no tenth decimal to drop silently.
_AMOUNT: Final = re.compile(r"[0-9]{1,10}(\.[0-9]{1,9})?")


def parse_tao(text: str) -> TaoRao:
    """Read a typed amount of TAO exactly.

    Raises ``AppError(BAD_INPUT)`` with the fact ``text`` for anything but
    digits with an optional point and one to nine decimals.
    """
    trimmed = text.strip()
    if not _AMOUNT.fullmatch(trimmed):
        raise AppError(ErrorKind.BAD_INPUT, "not an amount of TAO", {"text": text[:64]})
    whole, _, decimals = trimmed.partition(".")
    return TaoRao(int(whole) * RAO_PER_TAO + int(decimals.ljust(9, "0") or "0"))


class AmountFault(StrEnum):
    """Why a typed text is no amount of TAO."""

    EMPTY = "empty"
    COMMA = "comma"  # for a decimal point, or between thousands
    SPACE = "space"  # between thousands
    SIGN = "sign"
    EXPONENT = "exponent"
    POINT = "point"  # none before or behind it, or a second one
    DECIMALS = "decimals"  # a tenth one: less than a rao
    LARGE = "large"  # more than there will ever be
    OTHER = "other"


_FAULTS: Final = (
    (AmountFault.EMPTY, re.compile(r"")),
    (AmountFault.COMMA, re.compile(r"[0-9][0-9 .,]*,[0-9 .,]*")),
    (AmountFault.SPACE, re.compile(r"[0-9]+(\s[0-9.]+)+")),
    (AmountFault.SIGN, re.compile(r"[-+\u2212].*")),
    (AmountFault.EXPONENT, re.compile(r"[0-9.]+[eE][-+]?[0-9]*")),
    (AmountFault.LARGE, re.compile(r"[0-9]{11,}(\.[0-9]*)?")),
    (AmountFault.DECIMALS, re.compile(r"[0-9]+\.[0-9]{10,}")),
    (AmountFault.POINT, re.compile(r"[0-9.]*\.[0-9.]*")),
)


def amount_fault(text: str) -> AmountFault | None:
    """What is wrong with a typed amount; None for what ``parse_tao`` reads."""
    trimmed = text.strip()
    if _AMOUNT.fullmatch(trimmed):
        return None
    found = (fault for fault, pattern in _FAULTS if pattern.fullmatch(trimmed))
    return next(found, AmountFault.OTHER)


def tao_text(rao: int, decimals: int = 9) -> str:
    """Rao as plain decimal text, rounded down in magnitude to ``decimals``.

    ``tao_text(1_500_000_000, 2) == "1.50"``. Grouping and symbols are added
    by ``gui.formats``.
    """
    if not 0 <= decimals <= 9:
        raise ValueError("decimals is 0 to 9")
    sign = "-" if rao < 0 else ""
    whole, rest = divmod(abs(rao), RAO_PER_TAO)
    if decimals == 0:
        return f"{sign}{whole}"
    return f"{sign}{whole}.{rest // 10 ** (9 - decimals):0{decimals}d}"


def alpha_worth(alpha: AlphaRao, price: Price) -> TaoRao:
    """The TAO that ``alpha`` is worth at spot, rounded down, without slippage."""
    return TaoRao(alpha * price // RAO_PER_TAO)
