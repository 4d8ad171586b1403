"""A window to open dialogs over."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from gui.dialogs.overlay import answer
from tests.fakes.waiting import until


@pytest.fixture
def window(qtbot, theme):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.button = QPushButton("below")
    QVBoxLayout(made).addWidget(made.button)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.button.setFocus()
    return made


@pytest.fixture
def open_over(window):
    """Open a dialog over the window; the task of its answer."""

    async def opened(dialog):
        task = asyncio.ensure_future(answer(dialog, window))
        await until(dialog.isVisible)
        return task

    return opened
