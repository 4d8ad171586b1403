"""The type scale: which face, size and weight each role of text takes."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

from gui.theme import tokens
from gui.theme.assets import FONTS

_FILES: Final = (
    "Inter-Regular.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
    "JetBrainsMono-Regular.ttf",
    "JetBrainsMono-Medium.ttf",
)

_REGULAR: Final = QFont.Weight.Normal
_MEDIUM: Final = QFont.Weight.Medium
_SEMIBOLD: Final = QFont.Weight.DemiBold


class FontRole(Enum):
    """A role: family, pixel size, weight, tracking in pixels, digits of one width.

    SMALL_FIGURES is for figures that tick. It is not for prose, whose hyphens
    and points it would widen as well.
    """

    BODY = (tokens.SANS, 13, _REGULAR, 0.0, False)
    BODY_MEDIUM = (tokens.SANS, 13, _MEDIUM, 0.0, False)
    BODY_STRONG = (tokens.SANS, 13, _SEMIBOLD, 0.0, False)
    SMALL = (tokens.SANS, 12, _REGULAR, 0.0, False)
    SMALL_FIGURES = (tokens.SANS, 12, _REGULAR, 0.0, True)
    SMALL_MEDIUM = (tokens.SANS, 12, _MEDIUM, 0.0, False)
    LEAD = (tokens.SANS, 15, _REGULAR, 0.0, False)
    TITLE = (tokens.SANS, 15, _SEMIBOLD, 0.0, False)
    HEADING = (tokens.SANS, 20, _SEMIBOLD, -0.2, False)
    DISPLAY = (tokens.SANS, 28, _SEMIBOLD, -0.4, False)
    MONO = (tokens.MONO, 12, _REGULAR, 0.0, False)
    MONO_LEAD = (tokens.MONO, 15, _REGULAR, 0.0, False)
    MONO_MEDIUM = (tokens.MONO, 12, _MEDIUM, 0.0, False)
    MONO_SMALL = (tokens.MONO, 11, _REGULAR, 0.0, False)


def load_fonts() -> None:
    """Register the bundled faces with Qt; needs a ``QGuiApplication``.

    Raises ``FileNotFoundError`` when a face is missing from the installation.
    """
    for name in _FILES:
        path = FONTS / name
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)


@cache
def font(role: FontRole) -> QFont:
    """The font of a role. Shared: copy it before changing it."""
    family, pixels, weight, tracking, tabular = role.value
    made = QFont(family)
    made.setPixelSize(pixels)
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if family == tokens.MONO:
        made.setStyleHint(QFont.StyleHint.Monospace)
        # Ligatures would join "=>" and "--" inside hashes and commands.
        made.setFeature(QFont.Tag("calt"), 0)
        made.setFeature(QFont.Tag("liga"), 0)
    elif tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    if tracking:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, tracking)
    return made
