"""Icons come out in the colour that was asked for."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor

from gui.theme.assets import ICONS
from gui.theme.icons import paint_icon
from tests.source_tree import ROOT


def colours(pixmap):
    image = pixmap.toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    found = (image.pixelColor(x, y) for x, y in points)
    return {color.name() for color in found if color.alpha() == 255}


def test_an_icon_takes_its_colour(qapp):
    assert QColor("#47C7B0").name() in colours(paint_icon("hexagons", 48, "#47C7B0", 1.0, "#000"))


def test_the_brand_mark_has_two_colours(qapp):
    found = colours(paint_icon("brand", 96, "#47C7B0", 1.0, "#E7ECF2"))
    assert {"#47c7b0", "#e7ecf2"} <= found


def test_a_dense_screen_gets_more_pixels(qapp):
    pixmap = paint_icon("search", 18, "#98A4B3", 2.0, "#000")
    assert pixmap.width() == 36
    assert pixmap.deviceIndependentSize().width() == 18


def test_an_unknown_icon_is_an_error(qapp):
    with pytest.raises(FileNotFoundError):
        paint_icon("no-such-icon", 18, "#000000", 1.0, "#000")


def test_no_icon_is_shipped_that_nobody_shows():
    sources = "".join(path.read_text() for path in (ROOT / "gui").rglob("*.py"))
    named = set(re.findall(r'"([a-z][a-z0-9-]*)"', sources))
    shipped = {path.stem for path in ICONS.glob("*.svg")} - {"taonaut"}
    assert shipped - named == set()
