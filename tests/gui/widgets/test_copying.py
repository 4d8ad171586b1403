"""Copying says that it was done."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from gui.widgets.copying import CopyButton


def test_a_copy_button_copies_what_it_holds(theme, qtbot):
    button = CopyButton(theme, "Copy the path")
    qtbot.addWidget(button)
    button.holds("/home/me/data")
    before = button.icon().pixmap(16).toImage()
    button.click()
    assert QGuiApplication.clipboard().text() == "/home/me/data"
    assert button.icon().pixmap(16).toImage() != before
    qtbot.waitUntil(lambda: button.icon().pixmap(16).toImage() == before)
