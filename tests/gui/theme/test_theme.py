"""The theme in force, and changing it."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from shiboken6 import delete

from core.domain.settings import Appearance
from gui.theme import tokens
from gui.theme.assets import STYLE_SHEET
from gui.theme.theme import Theme, style_sheet
from tests.source_tree import ROOT

COLOR = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{8}\b|QColor\(\d")


@pytest.mark.parametrize("palette", [tokens.DARK, tokens.LIGHT])
def test_every_place_in_the_style_sheet_is_filled(palette):
    assert "$" not in style_sheet(palette)


def test_the_style_sheet_has_no_colour_of_its_own():
    assert COLOR.findall(STYLE_SHEET.read_text()) == []


def test_colours_and_faces_are_named_in_the_theme_only():
    strays = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in sorted((ROOT / "gui").rglob("*.py"))
        if "theme" not in path.parts
        for found in re.finditer(
            COLOR.pattern + r"|QFont\(\"|\"(Inter|JetBrains Mono)\"", path.read_text()
        )
    ]
    assert strays == []


def test_changing_the_appearance_tells_and_changes_the_palette(theme, qapp, qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.apply(Appearance.LIGHT)
    assert theme.palette is tokens.LIGHT
    window = qapp.palette().color(QPalette.ColorRole.Window).name().upper()
    assert window == tokens.LIGHT.window


def test_the_same_appearance_again_repaints_nothing(theme, qtbot):
    with qtbot.assertNotEmitted(theme.changed):
        theme.apply(Appearance.DARK)


def test_system_follows_the_desktop_as_it_changes(qapp, fonts):
    desktop = [Qt.ColorScheme.Dark]
    theme = Theme(qapp, Appearance.SYSTEM, desktop=lambda: desktop[-1])
    assert theme.palette is tokens.DARK
    desktop.append(Qt.ColorScheme.Light)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.palette is tokens.LIGHT
    assert theme.appearance is Appearance.SYSTEM
    delete(theme)


def test_a_chosen_look_does_not_follow_the_desktop(theme, qapp):
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.palette is tokens.DARK


@pytest.mark.parametrize("name", [f.name for f in fields(tokens.Palette) if f.name != "series"])
def test_every_token_can_be_asked_for_by_name(theme, name):
    assert theme.color(name).isValid()
