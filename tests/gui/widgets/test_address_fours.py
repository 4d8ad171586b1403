"""An address in fours is compared by eye and copied whole."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication

from gui.widgets.address_fours import AddressFours
from tests.fakes.wallets import ADDRESS


@pytest.fixture
def fours(qtbot, theme):
    made = AddressFours(theme)
    qtbot.addWidget(made)
    made.show_address(ADDRESS)
    made.resize(made.sizeHint())
    QGuiApplication.clipboard().setText("before")
    return made


def test_it_stands_in_twelve_groups(fours):
    groups = fours.groups()
    assert [len(group) for group in groups] == [4] * 12
    assert "".join(groups) == ADDRESS


def test_ctrl_c_copies_it_without_spaces(fours, qtbot):
    qtbot.keySequence(fours, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == ADDRESS


def test_its_menu_copies_too(fours):
    place = fours.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, fours.mapToGlobal(place))
    fours.contextMenuEvent(event)
    menu = QApplication.activePopupWidget()
    menu.actions()[0].trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == ADDRESS


def test_a_screen_reader_reads_it_in_groups(fours):
    assert fours.accessibleName().startswith("Address 5Grw vaEF 5zXb")
    fours.show_address("")
    assert fours.accessibleName() == "No address"


def test_it_is_painted_in_a_grid(fours):
    height = fours.sizeHint().height()
    fours.show_address(ADDRESS[:8])
    assert fours.sizeHint().height() * 3 == height
    wide = AddressFours(fours._theme, columns=12)
    wide.show_address(ADDRESS)
    assert wide.sizeHint().height() == fours.sizeHint().height()
