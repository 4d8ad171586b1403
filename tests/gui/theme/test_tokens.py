"""Colours can be told apart: WCAG 2 contrast of what is drawn on what."""

from __future__ import annotations

import pytest

from gui.theme.tokens import DARK, LIGHT, Palette

GROUNDS = ("window", "sunken", "surface", "raised", "hover", "selected")
WORDS = ("text", "muted", "accent", "positive", "negative", "warning", "info", "practice", "local")
SOFT = {
    "accent_soft": "accent",
    "positive_soft": "positive",
    "negative_soft": "negative",
    "warning_soft": "warning",
    "info_soft": "info",
    "practice_soft": "practice",
    "neutral_soft": "muted",
}
BOTH = pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def shortfalls(palette: Palette, pairs: list[tuple[str, str]], least: float) -> list[str]:
    return [
        f"{ink} on {ground}: {found:.2f}"
        for ink, ground in pairs
        if (found := contrast(getattr(palette, ink), getattr(palette, ground))) < least
    ]


def test_black_on_white_is_21_to_1():
    assert round(contrast("#000000", "#FFFFFF"), 2) == 21


@BOTH
def test_words_can_be_read_on_every_ground(palette):
    pairs = [(ink, ground) for ink in WORDS for ground in GROUNDS]
    assert shortfalls(palette, pairs, 4.5) == []


@BOTH
def test_words_can_be_read_in_chips_and_banners(palette):
    pairs = [(ink, soft) for soft, ink in SOFT.items()] + [("text", soft) for soft in SOFT]
    assert shortfalls(palette, pairs, 4.5) == []


@BOTH
def test_words_can_be_read_on_the_primary_button(palette):
    assert shortfalls(palette, [("on_accent", "accent")], 4.5) == []


@BOTH
def test_words_can_be_read_in_fields_and_the_sidebar(palette):
    pairs = [(ink, ground) for ink in ("text", "muted") for ground in ("field", "nav_selected")]
    assert shortfalls(palette, pairs, 4.5) == []


@BOTH
def test_the_edge_of_a_control_can_be_seen(palette):
    pairs = [("control", g) for g in ("window", "sunken", "surface", "raised", "field")]
    assert shortfalls(palette, pairs, 3.0) == []


@BOTH
def test_series_of_a_chart_can_be_seen(palette):
    for color in palette.series:
        assert contrast(color, palette.surface) >= 3.0
