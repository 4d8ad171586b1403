"""How figures, times, addresses and foreign text are written for people."""

from __future__ import annotations

import html
import unicodedata
from datetime import UTC, datetime
from typing import Final

from core.domain.money import tao_text

THIN_SPACE: Final = "\u2009"  # groups digits in Inter
MONO_SPACE: Final = "\u00a0"  # and in JetBrains Mono, which has no thin space
MINUS: Final = "\u2212"
DASH: Final = "\u2013"
ELLIPSIS: Final = "\u2026"

MAX_GRAPHEMES: Final = 64
MAX_MARKS: Final = 2

_DROPPED: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACES: Final = frozenset({"Zs", "Zl", "Zp"})
_MARKS: Final = frozenset({"Mn", "Me", "Mc"})
# Letters without ink: a name made of them would look empty.
_INKLESS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")

_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86400
_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"


def grouped(digits: str, *, mono: bool = False) -> str:
    """Plain decimal text with its whole part in groups of three.

    ``grouped("-1204.6") == "−1 204.6"`` with a thin space, or with a no-break
    space for the mono face. Four digits are grouped as well, so that columns align.
    """
    sign, unsigned = (MINUS, digits[1:]) if digits.startswith("-") else ("", digits)
    whole, point, decimals = unsigned.partition(".")
    space = MONO_SPACE if mono else THIN_SPACE
    return f"{sign}{int(whole):,}".replace(",", space) + point + decimals


def integer(value: int, *, mono: bool = False) -> str:
    return grouped(str(value), mono=mono)


def tao(rao: int, decimals: int = 4, *, mono: bool = False, signed: bool = False) -> str:
    """Rao as a grouped amount without its symbol, cut to ``decimals``.

    ``signed`` puts a plus before what is above zero.
    """
    plus = "+" if signed and rao > 0 else ""
    return plus + grouped(tao_text(rao, decimals), mono=mono)


def exact_tao(rao: int, *, mono: bool = False, signed: bool = False) -> str:
    """Rao as a grouped amount to the last rao, with at least three decimals: ``0.000166``."""
    plus = "+" if signed and rao > 0 else ""
    whole, _, decimals = tao_text(rao).partition(".")
    return plus + grouped(f"{whole}.{decimals.rstrip('0').ljust(3, '0')}", mono=mono)


def compact_tao(rao: int, *, mono: bool = False) -> str:
    """A large amount in three to four figures: ``148.2 k``, ``3.1 M``."""
    space = MONO_SPACE if mono else THIN_SPACE
    tenths = abs(rao) // 100_000_000
    sign = MINUS if rao < 0 else ""
    for factor, suffix in ((1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k")):
        if tenths >= factor * 10:
            shown = tenths // factor
            return f"{sign}{shown // 10}.{shown % 10}{space}{suffix}"
    return f"{sign}{tenths // 10}.{tenths % 10}"


def percent(part: int, whole: int, decimals: int = 2, *, mono: bool = False) -> str:
    """``part`` of ``whole`` in per cent, rounded half up; a dash when there is no whole."""
    if whole == 0:
        return DASH
    scale = int(10**decimals)
    scaled = (abs(part) * 100 * scale * 2 + whole) // (2 * whole)
    sign = MINUS if part < 0 and scaled else ""
    space = MONO_SPACE if mono else THIN_SPACE
    rest = f".{scaled % scale:0{decimals}d}" if decimals else ""
    return f"{sign}{scaled // scale}{rest}{space}%"


def short_address(address: str) -> str:
    """``5DAm…2Akb``: enough to recognise an address, not to trust it."""
    return address if len(address) <= 9 else f"{address[:4]}{ELLIPSIS}{address[-4:]}"


def in_fours(address: str, groups: int = 12) -> str:
    """``5DAm qY7x …``: an address to compare by eye, cut after so many groups."""
    parts = [address[at : at + 4] for at in range(0, len(address), 4)]
    return " ".join(parts[:groups]) + (f" {ELLIPSIS}" if len(parts) > groups else "")


def clock_time(when: float) -> str:
    """Unix seconds as the time of day here: ``14:02:04``."""
    return datetime.fromtimestamp(when, tz=UTC).astimezone().strftime("%H:%M:%S")


def day(when: float) -> str:
    """Unix seconds as the day here: ``3 May 2026``."""
    date = datetime.fromtimestamp(when, tz=UTC).astimezone()
    return f"{date.day} {_MONTHS[3 * date.month - 3 : 3 * date.month]} {date.year}"


def duration(seconds: float) -> str:
    """A span in its largest unit: ``12 s``, ``4 min``, ``7 h``, ``14 d``."""
    whole = max(0, int(seconds))
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min"
    if whole < 2 * _DAY:
        return f"{whole // _HOUR} h"
    return f"{whole // _DAY} d"


def latency(milliseconds: float | None) -> str:
    """``12 ms``; ``<1 ms`` where it would round to nothing, a dash where it is unknown."""
    if milliseconds is None:
        return DASH
    return f"{milliseconds:.0f} ms" if milliseconds >= 1 else "<1 ms"


def ago(seconds: float) -> str:
    """How long ago something was: ``now``, ``3 s ago``, ``4 min ago``."""
    return "now" if seconds < 1 else f"{duration(seconds)} ago"


def untrusted(text: str) -> str:
    """Foreign text, safe to show on one line.

    Controls, direction marks, surrogates and unassigned code points go;
    white space becomes single spaces; at most two combining marks stay on a
    letter and at most 64 letters in all. Still plain text: never hand it to
    something that reads HTML without ``tooltip``.
    """
    shown: list[str] = []
    marks = 0
    graphemes = 0
    for char in unicodedata.normalize("NFC", _one_line(text)):
        if unicodedata.category(char) in _MARKS:
            marks += 1
            if marks > MAX_MARKS or not shown:
                continue
        else:
            marks = 0
            graphemes += 1
            if graphemes > MAX_GRAPHEMES:
                return "".join(shown).rstrip() + ELLIPSIS
        shown.append(char)
    return "".join(shown)


def _one_line(text: str) -> str:
    kept: list[str] = []
    # Cut first: a hostile text may be megabytes long.
    for char in text[: MAX_GRAPHEMES * 16]:
        category = unicodedata.category(char)
        if category in _SPACES or char in "\t\n\r":
            kept.append(" ")
        elif category not in _DROPPED and char not in _INKLESS:
            kept.append(char)
    return " ".join("".join(kept).split())


def tooltip(text: str) -> str:
    """Text for ``setToolTip``, which would otherwise guess at HTML."""
    return f"<span>{html.escape(text)}</span>" if text else ""


def caption(text: str) -> str:
    """Text for buttons, tabs and menus, where ``&`` would mark a mnemonic."""
    return text.replace("&", "&&")
