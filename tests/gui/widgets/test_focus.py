"""The ring is there for the keyboard and gone for the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from gui.widgets.focus import FocusRing


@pytest.fixture
def stage(theme, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    window.first, window.second, window.field = QPushButton("a"), QPushButton("b"), QLineEdit()
    for child in (window.first, window.second, window.field):
        layout.addWidget(child)
    window.ring = FocusRing(theme, window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    window.ring.watch(window.windowHandle())
    return window


def press_tab(window):
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.windowHandle(), event)


def press_mouse(window):
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPointF(1, 1)
    event = QMouseEvent(QEvent.Type.MouseButtonPress, place, place, left, left, none)
    QApplication.sendEvent(window.windowHandle(), event)


def test_the_ring_goes_round_what_a_key_reached(stage, qtbot):
    press_tab(stage)
    stage.second.setFocus()
    qtbot.waitUntil(stage.ring.isVisible)
    assert stage.ring.widget() is stage.second
    assert stage.ring.geometry().contains(stage.second.geometry())


def test_a_tight_row_does_not_cut_the_ring_off(stage, qtbot):
    row = QWidget()
    tight = QVBoxLayout(row)
    tight.setContentsMargins(0, 0, 0, 0)
    button = QPushButton("c")
    tight.addWidget(button)
    stage.layout().addWidget(row)
    qtbot.waitUntil(button.isVisible)
    press_tab(stage)
    button.setFocus()
    qtbot.waitUntil(stage.ring.isVisible)
    ring = stage.ring
    assert ring.visibleRegion().boundingRect() == ring.rect()
    around = ring.rect().translated(ring.mapTo(stage, ring.rect().topLeft()))
    assert around.contains(button.rect().translated(button.mapTo(stage, button.rect().topLeft())))


def test_a_click_takes_the_ring_away(stage, qtbot):
    press_tab(stage)
    stage.second.setFocus()
    qtbot.waitUntil(stage.ring.isVisible)
    press_mouse(stage)
    assert not stage.ring.isVisible()
    stage.first.setFocus()
    assert not stage.ring.isVisible()


def test_a_field_shows_its_focus_by_its_border(stage, qtbot):
    press_tab(stage)
    stage.second.setFocus()
    qtbot.waitUntil(stage.ring.isVisible)
    stage.field.setFocus()
    assert not stage.ring.isVisible()
