"""Dialogs are awaited, stay over the page and give the focus back."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete, isValid

from gui.dialogs.overlay import Dialog, Scrim, answer
from tests.fakes.waiting import until


def dialog_with_buttons(theme) -> Dialog:
    dialog = Dialog(theme, "Go on?")
    dialog.no = dialog.offer("No")
    dialog.yes = dialog.offer("Yes", role="primary")
    dialog.no.clicked.connect(dialog.reject)
    dialog.yes.clicked.connect(dialog.accept)
    return dialog


async def test_an_answer_is_what_was_pressed(theme, window, open_over):
    for press, meaning in (("yes", True), ("no", False)):
        dialog = dialog_with_buttons(theme)
        task = await open_over(dialog)
        getattr(dialog, press).click()
        assert await task is meaning


async def test_escape_refuses(theme, window, open_over, qtbot):
    dialog = dialog_with_buttons(theme)
    task = await open_over(dialog)
    qtbot.keyClick(dialog.yes, Qt.Key.Key_Escape)
    assert await task is False


async def test_the_focus_stays_inside_and_comes_back(theme, window, open_over, qtbot):
    dialog = dialog_with_buttons(theme)
    task = await open_over(dialog)
    seen = []
    for _ in range(4):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert window.button not in seen
    assert {dialog.yes, dialog.no} <= set(seen)
    dialog.accept()
    await task
    assert QApplication.focusWidget() is window.button


async def test_cancelling_the_caller_closes_the_dialog(theme, window, open_over):
    dialog = dialog_with_buttons(theme)
    task = await open_over(dialog)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(lambda: not isValid(dialog))


async def test_the_scrim_covers_the_window_as_it_grows(theme, window, open_over):
    dialog = dialog_with_buttons(theme)
    task = await open_over(dialog)
    window.resize(1000, 700)
    assert window.findChild(Scrim).geometry() == window.rect()
    dialog.accept()
    await task


async def test_a_window_may_go_with_a_dialog_open(theme, qtbot):
    window = QWidget()
    window.show()
    dialog = dialog_with_buttons(theme)
    task = asyncio.ensure_future(answer(dialog, window))
    await until(dialog.isVisible)
    delete(window)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
