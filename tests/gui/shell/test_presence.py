"""Keys and clicks are noticed, a second apart."""

from __future__ import annotations

import sys
import time

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from shiboken6 import delete

from gui.main_window import MainWindow
from gui.shell.presence import Presence


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def told(qapp, clock):
    """A watched object, its presence, and how often it was told."""
    owner = QObject()
    presence = Presence(owner, clock)
    notes: list[None] = []
    presence.noticed.connect(lambda: notes.append(None))
    watched = QObject(owner)
    presence.watch(watched)
    yield watched, presence, notes
    owner.deleteLater()


def send(watched, kind):
    QCoreApplication.sendEvent(watched, QEvent(kind))


@pytest.mark.parametrize(
    "kind", [QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel]
)
def test_a_key_or_a_click_is_noticed(told, kind):
    watched, _, notes = told
    send(watched, kind)
    assert len(notes) == 1


def test_nothing_else_is(told):
    watched, _, notes = told
    send(watched, QEvent.Type.Paint)
    send(watched, QEvent.Type.Timer)
    assert notes == []


def test_it_is_told_once_a_second(told, clock):
    watched, presence, notes = told
    for _ in range(50):
        send(watched, QEvent.Type.MouseMove)
        clock.now += 0.1
    assert len(notes) == 5
    assert presence.seconds_away <= 1.1


def test_a_sign_from_elsewhere_counts_at_once(told, clock):
    _, presence, notes = told
    clock.now += 500
    assert presence.seconds_away >= 500
    presence.note()
    assert presence.seconds_away == 0
    assert len(notes) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="a clock of Linux")
def test_a_night_that_the_machine_slept_counts_as_one_that_nobody_was_there(theme, monkeypatch):
    window = MainWindow(theme)
    read = time.clock_gettime
    monkeypatch.setattr(time, "clock_gettime", lambda which: read(which) + 8 * 3600)
    assert window.custody.locks.presence.seconds_away >= 8 * 3600
    delete(window)
