"""The bundled faces are there, in their weights, with the signs that we need."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF, QRawFont

from gui.theme.fonts import FontRole, font


@pytest.mark.parametrize("role", FontRole)
def test_every_role_is_drawn_in_its_own_face_and_weight(fonts, role):
    family, pixels, weight, *_ = role.value
    found = QFontInfo(font(role))
    assert (found.family(), found.pixelSize(), found.weight()) == (family, pixels, weight)


@pytest.mark.parametrize("role", [FontRole.BODY, FontRole.MONO])
def test_the_faces_hold_the_signs_of_subnets(fonts, role):
    raw = QRawFont.fromFont(font(role))
    assert [sign for sign in "ταβξЖ₿…−" if not raw.supportsCharacter(ord(sign))] == []


def test_figures_that_tick_have_one_width(fonts):
    metrics = QFontMetricsF(font(FontRole.SMALL_FIGURES))
    assert metrics.horizontalAdvance("111") == metrics.horizontalAdvance("888")


def test_prose_keeps_its_narrow_ones(fonts):
    metrics = QFontMetricsF(font(FontRole.SMALL))
    assert metrics.horizontalAdvance("111") < metrics.horizontalAdvance("888")


def test_hashes_have_no_ligatures(fonts):
    metrics = QFontMetricsF(font(FontRole.MONO))
    assert metrics.horizontalAdvance("=>") == 2 * metrics.horizontalAdvance("=")
