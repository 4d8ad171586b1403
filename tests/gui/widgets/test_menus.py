"""Menus say what they do, do it, and are gone afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from gui.widgets.buttons import Button
from gui.widgets.menus import Entry, menu_of, open_below


@pytest.fixture
def button(qtbot, theme):
    made = Button(theme, "More")
    qtbot.addWidget(made)
    made.show()
    return made


def test_an_entry_does_its_deed_without_qts_argument(button, theme):
    done = []
    menu = menu_of(theme, button, "More", [Entry("Do & tell", lambda: done.append(1), "copy")])
    (action,) = menu.actions()
    assert action.text() == "Do && tell"
    action.trigger()
    assert done == [1]


def test_what_cannot_be_done_now_is_shown_and_off(button, theme):
    entries = [Entry("A", print), None, Entry("B", print, enabled=False)]
    menu = menu_of(theme, button, "More", entries)
    assert [(a.text(), a.isEnabled()) for a in menu.actions() if not a.isSeparator()] == [
        ("A", True),
        ("B", False),
    ]
    assert menu.accessibleName() == "More"


@pytest.mark.parametrize("right", [False, True])
def test_it_opens_below_its_button(button, theme, right):
    open_below(button, menu_of(theme, button, "More", [Entry("A", print)]), right=right)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
