"""A window is kept out of screenshots where the system can, and the answer is honest."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QWidget

from gui.widgets.screen_guard import (
    MacCapture,
    WindowsCapture,
    guard,
    system_capture,
    unguard,
)


class Recording:
    """A system that notes what it is asked."""

    def __init__(self, *, agrees: bool = True) -> None:
        self.agrees = agrees
        self.asked: list[tuple[int, bool]] = []

    def exclude(self, window: int, *, excluded: bool) -> bool:
        self.asked.append((window, excluded))
        return self.agrees


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("agrees", [True, False])
def test_the_systems_answer_is_given_on(window, agrees):
    capture = Recording(agrees=agrees)
    child = QWidget(window)
    assert guard(child, capture) is agrees
    assert unguard(child, capture) is agrees
    handle = int(window.winId())
    assert capture.asked == [(handle, True), (handle, False)]


def test_linux_has_no_way_and_says_so():
    assert system_capture("linux") is None


def test_a_window_is_not_guarded_where_there_is_no_way(window, monkeypatch):
    monkeypatch.setattr("gui.widgets.screen_guard.system_capture", lambda: None)
    assert guard(window) is False


def test_windows_is_asked_to_exclude_it_from_capture():
    asked = []

    def affinity(handle, value):
        asked.append((handle.value, value))
        return 1

    capture = WindowsCapture(SimpleNamespace(SetWindowDisplayAffinity=affinity))
    assert capture.exclude(7, excluded=True)
    assert capture.exclude(7, excluded=False)
    assert asked == [(7, 0x11), (7, 0x0)]


class ObjectiveC:
    """Answers ``window`` with a handle, and notes what is sent to it."""

    def __init__(self, window: int | None) -> None:
        self.sent: list[tuple[object, ...]] = []

        def register(name):
            return name

        def send(receiver, selector, *arguments):
            self.sent.append((receiver, selector, *arguments))
            return window

        self.sel_registerName, self.objc_msgSend = register, send


def test_macos_is_told_not_to_share_the_window():
    objc = ObjectiveC(window=99)
    assert MacCapture(objc).exclude(7, excluded=True)
    assert objc.sent == [(7, b"window"), (99, b"setSharingType:", 0)]


def test_a_view_without_a_window_is_not_guarded():
    assert MacCapture(ObjectiveC(window=None)).exclude(7, excluded=True) is False
