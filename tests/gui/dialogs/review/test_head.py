"""The head of a review names its network; what comes too soon does not press its button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from core.domain.keys import KeyRef
from core.domain.networks import FINNEY
from gui.dialogs.review import ReviewDialog, ReviewRequest, head
from gui.dialogs.review.head import Steady
from gui.names import Names
from gui.network_look import look_of
from tests.builders import NOW, connection
from tests.fakes.application import FakeApplication
from tests.fakes.reviews import review

LEFT = Qt.MouseButton.LeftButton


async def test_a_review_made_again_on_another_network_names_that_one(theme, window):
    app = FakeApplication()

    async def again():
        return review()

    request = ReviewRequest(review(), KeyRef("my-cold"), Names(), again)
    dialog = ReviewDialog(app, theme, window, request, lambda: NOW)
    badge = dialog._head.badge
    assert "practice" in badge.accessibleName()
    app.network.become(connection(network=FINNEY))
    dialog.show_review(await again())
    assert badge.accessibleName() == f"Network: {look_of(FINNEY).chip}"
    dialog.deleteLater()


@pytest.fixture
def button(qtbot):
    made = QPushButton("Sign")
    made.steady = Steady(made)
    made.presses = []
    made.clicked.connect(lambda: made.presses.append(None))
    qtbot.addWidget(made)
    return made


def test_the_second_half_of_a_double_click_presses_nothing(button, qtbot, monkeypatch):
    monkeypatch.setattr(head, "SETTLE_MS", 60_000)
    button.show()
    qtbot.mouseClick(button, LEFT)
    qtbot.mouseDClick(button, LEFT)
    assert button.presses == []


def test_a_click_that_takes_its_time_presses(button, qtbot, monkeypatch):
    monkeypatch.setattr(head, "SETTLE_MS", 0)
    button.show()
    qtbot.mouseClick(button, LEFT)
    assert len(button.presses) == 1


def test_what_is_shown_anew_in_the_same_place_is_not_pressed_by_what_came_before(
    button, qtbot, monkeypatch
):
    monkeypatch.setattr(head, "SETTLE_MS", 0)
    button.show()
    qtbot.mouseClick(button, LEFT)
    monkeypatch.setattr(head, "SETTLE_MS", 60_000)
    button.steady.begin()
    qtbot.mouseClick(button, LEFT)
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert len(button.presses) == 1


async def test_a_review_made_again_is_not_signed_by_what_asked_for_it(theme, window, monkeypatch):
    monkeypatch.setattr(head, "SETTLE_MS", 60_000)

    async def again():
        return review()

    request = ReviewRequest(review(), KeyRef("my-cold"), Names(), again)
    dialog = ReviewDialog(FakeApplication(), theme, window, request, lambda: NOW)
    dialog._steady._shown.invalidate()
    assert not dialog._steady._is_early
    dialog.show_review(await again())
    assert dialog._steady._is_early
    dialog.deleteLater()
