"""The window is kept out of screenshots exactly while the secret is in sight."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.guarded import GuardedSight


class Capture:
    def __init__(self, *, able: bool = True) -> None:
        self.able = able
        self.told: list[bool] = []

    def exclude(self, window: int, *, excluded: bool) -> bool:
        assert window
        self.told.append(excluded)
        return self.able


@pytest.fixture
def host(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    return made


def put(host: QWidget, capture: Capture) -> tuple[QWidget, GuardedSight]:
    secret = QWidget()
    sight = GuardedSight(secret, capture)
    host.layout().addWidget(secret)
    return secret, sight


def test_showing_guards_and_hiding_lets_go(host):
    capture = Capture()
    secret, sight = put(host, capture)
    host.show()
    assert capture.told == [True]
    assert sight.is_guarded
    secret.hide()
    assert capture.told == [True, False]
    assert not sight.is_guarded


def test_the_window_is_let_go_of_with_the_last_secret(host):
    capture = Capture()
    words, _ = put(host, capture)
    seed, _ = put(host, capture)
    words.hide()
    host.show()
    seed.hide()
    words.show()
    seed.show()
    words.hide()
    assert capture.told == [True, False, True, True]
    seed.hide()
    assert capture.told[-1] is False


def test_a_system_that_cannot_is_not_asked_to_undo_it(host):
    capture = Capture(able=False)
    secret, sight = put(host, capture)
    host.show()
    secret.hide()
    assert capture.told == [True]
    assert not sight.is_guarded
