"""A well that opens and closes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from gui.widgets.disclosure import Disclosure
from gui.widgets.labels import TextLabel


@pytest.fixture
def disclosure(qtbot, theme):
    made = Disclosure(theme, "Nearest command", hint="btcli wallet transfer")
    qtbot.addWidget(made)
    made.content.addWidget(TextLabel("inside"))
    made.copy.holds("btcli wallet transfer")
    made.show()
    return made


def test_it_is_closed_at_first_and_opens_by_a_click_on_its_head(disclosure, qtbot):
    assert not disclosure.is_open
    qtbot.mouseClick(disclosure, Qt.MouseButton.LeftButton, pos=disclosure._head.rect().center())
    assert disclosure.is_open


def test_the_chevron_opens_it_for_the_keyboard_and_says_what_it_does(disclosure, qtbot):
    chevron = disclosure._chevron
    assert chevron.accessibleName() == "Show: Nearest command"
    qtbot.keyClick(chevron, Qt.Key.Key_Space)
    assert disclosure.is_open
    assert chevron.accessibleName() == "Hide: Nearest command"


def test_the_hint_gives_way_to_the_content(disclosure):
    disclosure.set_open(opened=True)
    assert disclosure._hint.isHidden()
    disclosure.set_open(opened=False)
    assert not disclosure._hint.isHidden()


def test_what_it_holds_is_copied_without_opening_it(disclosure):
    disclosure.copy.click()
    assert QGuiApplication.clipboard().text() == "btcli wallet transfer"
    assert not disclosure.is_open
